import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** How support ended. */
export type PersonEnd = Schema<'PersonEndRequest'>;
/** An agency that has been told something. */
export type ToldAgency = Schema<'ToldAgencyView'>;

type Versioned = { id: string; version: number; key: string };

/** Whom an ending concerns. */
export function toldAgenciesQuery(id: string, kind: PersonEnd['kind']) {
  return queryOptions({
    queryKey: ['person', id, 'told', kind],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/people/{id}/told-agencies', {
          params: { path: { id }, query: { kind } },
          signal,
        }),
      ),
  });
}

/** Ends support, with everything that was asked on the person's behalf. */
export function endSupport({ id, version, key, end }: Versioned & { end: PersonEnd }) {
  const header = { ...ifMatch(version), ...onceBy(key) };
  return bodyOf(api.POST('/api/v1/people/{id}/ending', { params: { path: { id }, header }, body: end }));
}

/** Begins support again. */
export function reopenPerson({ id, version, key }: Versioned) {
  const header = { ...ifMatch(version), ...onceBy(key) };
  return bodyOf(api.POST('/api/v1/people/{id}/reopening', { params: { path: { id }, header } }));
}

/** Takes an ending back that was entered in error. */
export function takeBackEnding({ id, version, key }: Versioned) {
  const header = { ...ifMatch(version), ...onceBy(key) };
  return bodyOf(api.POST('/api/v1/people/{id}/ending-correction', { params: { path: { id }, header } }));
}

/** Notes when the person was heard of. */
export function noteContact({ id, on }: { id: string; on: string }) {
  return bodyOf(api.PUT('/api/v1/people/{id}/last-contact', { params: { path: { id } }, body: { on } }));
}

/** Gives the person into somebody's charge. */
export function giveCharge({ id, accountId }: { id: string; accountId: string | null }) {
  return bodyOf(api.PUT('/api/v1/people/{id}/charge', { params: { path: { id } }, body: { accountId } }));
}

/** Adds a name that the person bore before. */
export function addFormerName({ id, key, ...name }: { id: string; key: string; name: string; kana: string }) {
  return bodyOf(
    api.POST('/api/v1/people/{id}/former-names', {
      params: { path: { id }, header: onceBy(key) },
      body: name,
    }),
  );
}

/** Removes such a name. */
export function removeFormerName({ id, nid }: { id: string; nid: string }) {
  return bodyOf(api.DELETE('/api/v1/people/{id}/former-names/{nid}', { params: { path: { id, nid } } }));
}

/** Colleagues with the number of people in their charge. */
export const chargesQuery = queryOptions({
  queryKey: ['charges'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/charges', { signal })),
});

/** Hands all people of somebody over. */
export function handOver({ from, to, key }: { from: string; to: string; key: string }) {
  const body = { fromAccountId: from, toAccountId: to, personIds: [] };
  return bodyOf(api.POST('/api/v1/charges/handing-over', { params: { header: onceBy(key) }, body }));
}

/** The reasons that were given. */
export const readingReasonsQuery = queryOptions({
  queryKey: ['reading-reasons'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/reading-reasons', { signal })),
});
