import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** The figures of a period. */
export type Figures = Schema<'FiguresView'>;
/** A number, or why there is none. */
export type Figure = Schema<'FigureView'>;

/** Which figures: of the own agency by side and period, or of the network by fiscal year. */
export type FigureSearch =
  { scope: 'sent' | 'received'; from: string; until: string } | { scope: 'network'; fiscalYear: number };

/** How figures are taken along. */
export const figureFormats = ['xlsx', 'csv', 'csv_cp932', 'pdf'] as const;

/** The figures that are asked for. */
export function figuresQuery(search: FigureSearch) {
  return queryOptions({
    queryKey: ['figures', search],
    queryFn: ({ signal }) =>
      search.scope === 'network'
        ? bodyOf(
            api.GET('/api/v1/figures/network', {
              params: { query: { fiscalYear: search.fiscalYear } },
              signal,
            }),
          )
        : bodyOf(
            api.GET('/api/v1/figures/own', {
              params: { query: { side: search.scope, from: search.from, until: search.until } },
              signal,
            }),
          ),
    placeholderData: keepPreviousData,
  });
}

/** A fiscal year of the network by its quarters. */
export type QuarterFigures = Schema<'QuarterFiguresView'>;

/** The quarters of a year that is over. */
export function quartersQuery(fiscalYear: number) {
  return queryOptions({
    queryKey: ['figures', 'quarters', fiscalYear],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/figures/network/quarters', { params: { query: { fiscalYear } }, signal })),
  });
}

/** How the quarters are taken along. */
export const quarterFormats = ['xlsx', 'csv', 'csv_cp932'] as const;

/** Where the quarters are as a file. */
export function quartersAddress(fiscalYear: number, format: (typeof quarterFormats)[number]): string {
  return `/api/v1/figures/network/quarters/file?${new URLSearchParams({ fiscalYear: String(fiscalYear), format })}`;
}

/** Where they are as a file. */
export function figuresAddress(search: FigureSearch, format: (typeof figureFormats)[number]): string {
  const params =
    search.scope === 'network'
      ? new URLSearchParams({ fiscalYear: String(search.fiscalYear), format })
      : new URLSearchParams({ side: search.scope, from: search.from, until: search.until, format });
  return `/api/v1/figures/${search.scope === 'network' ? 'network' : 'own'}/file?${params}`;
}
