import { api, bodyOf } from '../../../lib/api-client.js';

/** Joins the agency and signs in. */
export function acceptInvitation(input: { token: string; name: string; password: string }): Promise<unknown> {
  return bodyOf(api.POST('/api/v1/invitations/acceptance', { body: input }));
}
