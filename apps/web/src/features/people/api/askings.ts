import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** What a person is asked, under the number of the paper. */
export type Asking = Schema<'AskingView'>;
/** What is to be asked. */
export type NewAsking = Schema<'AskingRequest'>;
/** What the person said. */
export type NewAnswer = Schema<'AskingAnswerRequest'>;
/** What is usually asked together. */
export type UsualSet = Schema<'UsualSetView'>;
/** All that may be told about a person now, and what was refused. */
export type ConsentTable = Schema<'ConsentMatrixView'>;
/** An earlier refusal of something that is about to be asked again. */
export type EarlierRefusal = {
  consentId: string;
  number: string;
  decidedOn: string;
  agencyName: string;
  categoryNames: string[];
};

/** Everything that waits for the answer of a person. */
export function askingsQuery(personId: string) {
  return queryOptions({
    queryKey: ['askings', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/askings', { params: { path: { id: personId } }, signal })),
  });
}

/** One asking. */
export function askingQuery(id: string) {
  return queryOptions({
    queryKey: ['asking', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/askings/{id}', { params: { path: { id } }, signal })),
    enabled: id !== '',
  });
}

/** The table of all consents of a person. */
export function consentTableQuery(personId: string) {
  return queryOptions({
    queryKey: ['consent-table', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/consent-matrix', { params: { path: { id: personId } }, signal })),
  });
}

/** The usual sets, of everybody and of the own agency. */
export const usualSetsQuery = queryOptions({
  queryKey: ['consent-sets'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/consent-sets', { signal })),
});

/** Keeps a set for the own agency. */
export function keepSet({ key, set }: { key: string; set: Schema<'ConsentSetRequest'> }) {
  return bodyOf(api.POST('/api/v1/consent-sets', { params: { header: onceBy(key) }, body: set }));
}

/** Drops a set of the own agency. */
export async function dropSet(id: string): Promise<void> {
  await bodyOf(api.DELETE('/api/v1/consent-sets/{id}', { params: { path: { id } } }));
}

/** Begins to ask. */
export function draftAsking(input: { personId: string; asking: NewAsking; key: string }) {
  return bodyOf(
    api.POST('/api/v1/people/{id}/askings', {
      params: { path: { id: input.personId }, header: onceBy(input.key) },
      body: input.asking,
    }),
  );
}

/** Changes what will be asked. */
export function rewriteAsking(input: { id: string; version: number; asking: NewAsking }) {
  return bodyOf(
    api.PUT('/api/v1/askings/{id}', {
      params: { path: { id: input.id }, header: ifMatch(input.version) },
      body: input.asking,
    }),
  );
}

/** Puts it to the person. */
export function issueAsking({ id, version }: { id: string; version: number }) {
  return bodyOf(
    api.POST('/api/v1/askings/{id}/issue', { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Calls it off. */
export function dropAsking({ id, version }: { id: string; version: number }) {
  return bodyOf(
    api.POST('/api/v1/askings/{id}/cancellation', { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Takes the answer down. */
export function answerAsking(input: { id: string; version: number; answer: NewAnswer; key: string }) {
  return bodyOf(
    api.POST('/api/v1/askings/{id}/answer', {
      params: { path: { id: input.id }, header: { ...ifMatch(input.version), ...onceBy(input.key) } },
      body: input.answer,
    }),
  );
}

/** Begins to ask for the same again. */
export function renewConsent({ consentId, key }: { consentId: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/consents/{id}/renewal', {
      params: { path: { id: consentId }, header: onceBy(key) },
    }),
  );
}

/** Where the form of an asking is. */
export function formAddress(id: string): string {
  return `/api/v1/askings/${id}/form`;
}
