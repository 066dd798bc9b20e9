import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A council in the tree. */
export type CouncilLine = Schema<'CouncilLineView'>;
/** A council whole. */
export type Council = Schema<'CouncilView'>;
/** What is said about a council. */
export type CouncilInput = Schema<'CouncilRequest'>;
/** A seat with whoever fills it. */
export type Seat = Schema<'SeatView'>;
/** A seat for an agency. */
export type SeatInput = Schema<'SeatRequest'>;
/** Who fills a seat from a day on. */
export type FillingInput = Schema<'SeatFillingRequest'>;

/** All councils of the network. */
export const councilsQuery = queryOptions({
  queryKey: ['councils'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/councils', { signal })),
});

/** One council. */
export function councilQuery(id: string) {
  return queryOptions({
    queryKey: ['councils', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/councils/{id}', { params: { path: { id } }, signal })),
  });
}

/** Who sits there. */
export function seatsQuery(id: string, ended: boolean) {
  return queryOptions({
    queryKey: ['councils', 'seats', id, ended],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/councils/{id}/seats', { params: { path: { id }, query: { ended } }, signal })),
  });
}

/** Founds a council. */
export function foundCouncil({ key, input }: { key: string; input: CouncilInput }) {
  return bodyOf(api.POST('/api/v1/councils', { params: { header: onceBy(key) }, body: input }));
}

type Seen = { id: string; version: number };

/** Changes a council. */
export function changeCouncil({ id, version, input }: Seen & { input: CouncilInput }) {
  return bodyOf(
    api.PUT('/api/v1/councils/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: input,
    }),
  );
}

/** Dissolves a council. */
export function dissolveCouncil({ id, version }: Seen) {
  return bodyOf(
    api.POST('/api/v1/councils/{id}/dissolution', { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Gives an agency a seat. */
export function giveSeat({ id, key, input }: { id: string; key: string; input: SeatInput }) {
  return bodyOf(
    api.POST('/api/v1/councils/{id}/seats', {
      params: { path: { id }, header: onceBy(key) },
      body: input,
    }),
  );
}

type SeenSeat = Seen & { seatId: string };

/** Changes the part and the last day of a seat. */
export function changeSeat({
  id,
  seatId,
  version,
  input,
}: SeenSeat & { input: Schema<'SeatChangeRequest'> }) {
  return bodyOf(
    api.PUT('/api/v1/councils/{id}/seats/{sid}', {
      params: { path: { id, sid: seatId }, header: ifMatch(version) },
      body: input,
    }),
  );
}

/** Lets somebody else fill a seat. */
export function fillSeat({ id, seatId, version, input }: SeenSeat & { input: FillingInput }) {
  return bodyOf(
    api.PUT('/api/v1/councils/{id}/seats/{sid}/holder', {
      params: { path: { id, sid: seatId }, header: ifMatch(version) },
      body: input,
    }),
  );
}
