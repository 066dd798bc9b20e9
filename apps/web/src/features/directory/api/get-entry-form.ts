import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** Every field of the form: label, limits, codes, who may see and set it. */
export type EntryForm = Schema<'EntryFormView'>;
/** One field of the form. */
export type FormField = Schema<'FormFieldView'>;
/** A code with its name. */
export type Named = Schema<'NamedView'>;

/** The one table of fields. */
export const entryFormQuery = queryOptions({
  queryKey: ['entry-form'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/entry-form', { signal })),
  staleTime: Infinity,
});
