import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** What an agency has said about one place. */
export type Publication = Schema<'PublicationView'>;

/** Where an agency lets its entry be published. */
export function publicationsQuery(agencyId: string) {
  return queryOptions({
    queryKey: ['publications', agencyId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/agencies/{id}/publications', { params: { path: { id: agencyId } }, signal })),
  });
}

/** Agrees to one place, or takes it back. */
export function decidePublication(input: {
  agencyId: string;
  channel: 'public_page' | 'open_data';
  agreed: boolean;
}) {
  const { agencyId, channel, agreed } = input;
  return bodyOf(
    api.PUT('/api/v1/agencies/{id}/publications/{channel}', {
      params: { path: { id: agencyId, channel } },
      body: { agreed },
    }),
  );
}
