import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

/** By which days the network watches its deadlines. */
export type DeadlineSettings = Schema<'DeadlineSettingsView'>;

/** The rules of the network. */
export const deadlineSettingsQuery = queryOptions({
  queryKey: ['deadline-settings'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/deadline-settings', { signal })),
});

/** Sets them, from the version that was seen. */
export function setDeadlineSettings({ version, ...body }: DeadlineSettings) {
  return bodyOf(api.PUT('/api/v1/deadline-settings', { params: { header: ifMatch(version) }, body }));
}
