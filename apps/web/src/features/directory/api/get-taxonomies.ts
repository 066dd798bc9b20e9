import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** An area of the tree prefecture, block, municipality. */
export type Area = Schema<'AreaView'>;
/** A type or kind with how often it is used. */
export type TermUse = Schema<'TermUseView'>;

/** All areas, what lies inside an area behind it. */
export const areasQuery = queryOptions({
  queryKey: ['areas'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/areas', { signal })),
  staleTime: 60_000,
});

/** The types of agency. */
export const agencyTypesQuery = queryOptions({
  queryKey: ['agency-types'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/agency-types', { signal })),
  staleTime: 60_000,
});

/** The types of agency with how often they are used, for the secretariat. */
export const agencyTypesInUseQuery = queryOptions({
  queryKey: ['agency-types', 'in-use'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/agency-types/in-use', { signal })),
});

/** The kinds of service. */
export const serviceKindsQuery = queryOptions({
  queryKey: ['service-kinds'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/service-kinds', { signal })),
  staleTime: 60_000,
});
