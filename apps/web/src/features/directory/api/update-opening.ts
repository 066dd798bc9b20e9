import { api, bodyOf, ifMatch } from '../../../lib/api-client.js';
import type { Agency } from './get-agency.js';
import type { OpeningRules } from './opening-hours.js';

/** Says when a service of the own agency is open; the other services stay as they are. */
export function updateOpening(input: { agency: Agency; serviceId: string; opening: OpeningRules }) {
  const { agency, serviceId, opening } = input;
  const services = agency.services.map(({ id }) =>
    id === serviceId ? { id, opening: { ...opening }, openingConfirmed: true } : { id },
  );
  return bodyOf(
    api.PATCH('/api/v1/agencies/{id}/entry', {
      params: { path: { id: agency.id }, header: ifMatch(agency.version) },
      body: { entry: { services } },
    }),
  );
}
