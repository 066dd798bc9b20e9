import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** Whom to invite, and as what. */
export type NewInvitation = Schema<'InviteRequest'>;

/** Invites somebody into the own agency by mail. */
export function inviteMember(invitation: NewInvitation) {
  return bodyOf(api.POST('/api/v1/invitations', { body: invitation }));
}
