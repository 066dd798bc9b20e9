import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** Everything that can be chosen for a list. */
export type ImportChoices = Schema<'ImportChoicesView'>;
/** Where lists come from. */
export type ImportSource = Schema<'ImportSourceView'>;

/** Everything that can be chosen for a list. */
export const importChoicesQuery = queryOptions({
  queryKey: ['imports', 'choices'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/import-choices', { signal })),
});

/** Forgets how the lists of a source are read. */
export async function forgetSource(code: string): Promise<void> {
  await bodyOf(api.DELETE('/api/v1/import-sources/{code}', { params: { path: { code } } }));
}
