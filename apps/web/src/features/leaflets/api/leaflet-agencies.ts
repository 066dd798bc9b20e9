import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** How an agency stands to an edition. */
export type Standing = Schema<'LeafletAgencyLineView'>['standing'];
/** An agency of an edition as a line of a list. */
export type LeafletAgencyLine = Schema<'LeafletAgencyLineView'>;
/** An agency of an edition with its block. */
export type LeafletAgency = Schema<'LeafletAgencyView'>;
/** A block, word for word. */
export type LeafletBlock = Schema<'LeafletBlockView'>;
/** A field of a block. */
export type LeafletField = LeafletBlock['items'][number]['field'];

/** Which agencies of an edition are wanted. */
export type LeafletAgenciesSearch = {
  standing: Standing | undefined;
  unreachable: boolean;
  q: string;
  page: number;
};

/** The agencies of an edition. */
export function leafletAgenciesQuery(id: string, { standing, unreachable, q, page }: LeafletAgenciesSearch) {
  const query = {
    page,
    perPage: 50,
    ...(standing ? { standing } : {}),
    ...(unreachable ? { unreachable } : {}),
    ...(q ? { q } : {}),
  };
  return queryOptions({
    queryKey: ['leaflet-agencies', id, query],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/leaflets/{id}/agencies', { params: { path: { id }, query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** One agency of an edition. */
export function leafletAgencyQuery(id: string, agencyId: string) {
  return queryOptions({
    queryKey: ['leaflet-agency', id, agencyId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/leaflets/{id}/agencies/{aid}', { params: { path: { id, aid: agencyId } }, signal }),
      ),
  });
}

/** Takes an agency in. */
export function includeAgency({ id, agencyId }: { id: string; agencyId: string }) {
  return bodyOf(api.PUT('/api/v1/leaflets/{id}/agencies/{aid}', { params: { path: { id, aid: agencyId } } }));
}

/** Leaves an agency out. */
export function leaveAgencyOut({ id, agencyId }: { id: string; agencyId: string }) {
  return bodyOf(
    api.DELETE('/api/v1/leaflets/{id}/agencies/{aid}', { params: { path: { id, aid: agencyId } } }),
  );
}

/** Sends a proof to one agency. */
export function sendProof({ id, agencyId, key }: { id: string; agencyId: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/leaflets/{id}/agencies/{aid}/proof', {
      params: { path: { id, aid: agencyId }, header: onceBy(key) },
    }),
  );
}

/** What an agency has told the secretariat. */
export type ToldAnswer = Schema<'ToldAnswerRequest'>;

/** Writes down what an agency has told the secretariat. */
export function recordAnswer({ id, agencyId, told }: { id: string; agencyId: string; told: ToldAnswer }) {
  return bodyOf(
    api.PUT('/api/v1/leaflets/{id}/agencies/{aid}/answer', {
      params: { path: { id, aid: agencyId } },
      body: told,
    }),
  );
}
