import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

/** How long things wait. */
export type ConversationSettings = Schema<'ConversationSettingView'>;

/** The settings of the network for what agencies say to each other. */
export const conversationSettingsQuery = queryOptions({
  queryKey: ['conversation-settings'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/conversation-settings', { signal })),
});

/** Sets them. */
export function keepConversationSettings({
  version,
  ...body
}: ConversationSettings): Promise<ConversationSettings> {
  return bodyOf(api.PUT('/api/v1/conversation-settings', { params: { header: ifMatch(version) }, body }));
}
