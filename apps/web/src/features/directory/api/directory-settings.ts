import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

/** How the network runs its directory. */
export type DirectorySettings = Schema<'DirectorySettingsView'>;

/** The settings as they stand. */
export const directorySettingsQuery = queryOptions({
  queryKey: ['directory-settings'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/directory-settings', { signal })),
});

/** Sets them. */
export function setDirectorySettings({ version, ...body }: DirectorySettings) {
  return bodyOf(api.PUT('/api/v1/directory-settings', { params: { header: ifMatch(version) }, body }));
}
