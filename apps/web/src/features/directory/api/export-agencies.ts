import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** How a list is written. */
export const exportFormats = ['xlsx', 'csv', 'csv_cp932', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What an export holds: a search as its address has it, the columns, one row for what. */
export type ExportOrder = { address: string; columns: readonly string[]; per: 'agency' | 'service' };

/** What would be lost in Shift_JIS. */
export type ExportLosses = Schema<'ExportLossesView'>;

/** Every column there is. */
export const exportColumnsQuery = queryOptions({
  queryKey: ['export-columns'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/agency-exports/columns', { signal })),
  staleTime: Infinity,
});

/** What would be lost in Shift_JIS, asked before anybody takes the file. */
export function exportLossesQuery(order: ExportOrder) {
  const query = Object.fromEntries(paramsOf(order));
  return queryOptions({
    queryKey: ['export-losses', query],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/agency-exports/losses', {
          params: { query: query as Record<string, never> },
          signal,
        }),
      ),
  });
}

/** Where the file is; the browser saves it by itself. */
export function exportAddress(order: ExportOrder, format: ExportFormat): string {
  const params = paramsOf(order);
  params.set('format', format);
  return `/api/v1/agency-exports?${params}`;
}

function paramsOf({ address, columns, per }: ExportOrder): URLSearchParams {
  const params = new URLSearchParams(address);
  params.set('columns', columns.join(','));
  params.set('per', per);
  return params;
}
