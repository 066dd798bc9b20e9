import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** The whole path of questions. */
export type Guide = Schema<'GuideView'>;
/** One kind of agency that helps. */
export type GuideSuggestion = Schema<'GuideSuggestionView'>;

/** The path of questions; it is small, and the same for everybody. */
export const guideQuery = queryOptions({
  queryKey: ['guide'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/guide', { signal })),
  staleTime: Infinity,
});

/** Every area, in the order of the tree. */
export const areasQuery = queryOptions({
  queryKey: ['areas'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/areas', { signal })),
  staleTime: 60_000,
});
