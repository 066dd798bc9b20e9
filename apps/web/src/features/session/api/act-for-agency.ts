import { api, bodyOf } from '../../../lib/api-client.js';

/** Acts for another of one's agencies from now on. */
export function actForAgency(agencyId: string): Promise<unknown> {
  return bodyOf(api.PUT('/api/v1/session/agency', { body: { agencyId } }));
}
