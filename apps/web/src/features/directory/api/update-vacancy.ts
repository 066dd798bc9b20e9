import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

/** Says how many places a service has now. */
export function updateVacancy(input: { serviceId: string; version: number; told: Schema<'VacancyRequest'> }) {
  return bodyOf(
    api.PUT('/api/v1/services/{id}/vacancy', {
      params: { path: { id: input.serviceId }, header: ifMatch(input.version) },
      body: input.told,
    }),
  );
}
