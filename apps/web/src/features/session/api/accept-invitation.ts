import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** Joins the agency and signs in. */
export function acceptInvitation(input: Schema<'InvitationAcceptance'>): Promise<unknown> {
  return bodyOf(api.POST('/api/v1/invitations/acceptance', { body: input }));
}
