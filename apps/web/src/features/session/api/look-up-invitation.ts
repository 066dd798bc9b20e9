import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** What an invited person sees before they accept. */
export type Invitation = Schema<'OpenInvitationView'>;

/** The open invitation behind a token. */
export function invitationQuery(token: string) {
  return queryOptions({
    queryKey: ['invitation', token],
    enabled: token !== '',
    queryFn: ({ signal }) => bodyOf(api.POST('/api/v1/invitations/lookup', { body: { token }, signal })),
  });
}
