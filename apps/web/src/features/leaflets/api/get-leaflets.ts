import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** An edition in full. */
export type Leaflet = Schema<'LeafletView'>;
/** An edition as a line of a list. */
export type LeafletLine = Schema<'LeafletLineView'>;
/** A finished or unfinished file. */
export type LeafletPrint = Schema<'LeafletPrintView'>;

/** The editions, the newest first. */
export function leafletsQuery(page: number) {
  return queryOptions({
    queryKey: ['leaflets', page],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/leaflets', { params: { query: { page } }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** One edition; looked at again every second while a file is being made. */
export function leafletQuery(id: string) {
  return queryOptions({
    queryKey: ['leaflet', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/leaflets/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.prints.some(isUnderWay) ? 1000 : false),
  });
}

/** Whether a file is still being made. */
export function isUnderWay({ state }: Pick<LeafletPrint, 'state'>): boolean {
  return state === 'waiting' || state === 'working';
}

/** Where a finished file lies. */
export function printAddress(leafletId: string, printId: string): string {
  return `/api/v1/leaflets/${leafletId}/prints/${printId}/file`;
}
