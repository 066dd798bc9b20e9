import type { VacancyState } from './search-agencies.js';
import { api, bodyOf, ifMatch } from '../../../lib/api-client.js';

/** Says how many places a service has now. */
export function updateVacancy(input: {
  serviceId: string;
  version: number;
  told: { state: VacancyState; available: number | null; goodUntil: string | null; note: string | null };
}): Promise<unknown> {
  return bodyOf(
    api.PUT('/api/v1/services/{id}/vacancy', {
      params: { path: { id: input.serviceId } },
      headers: ifMatch(input.version),
      body: input.told,
    }),
  );
}
