import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A request of a person about their own data. */
export type PersonRequest = Schema<'PersonRequestView'>;
/** The same in the register. */
export type ListedRequest = Schema<'ListedRequestView'>;

type Step = { id: string; version: number };

/** The register. */
export function personRequestsQuery(closed: boolean, page: number) {
  const query = { closed, page, perPage: 20 };
  return queryOptions({
    queryKey: ['person-requests', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/person-requests', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Those of one person. */
export function requestsOfPersonQuery(id: string) {
  return queryOptions({
    queryKey: ['person-requests', 'of', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/requests', { params: { path: { id } }, signal })),
  });
}

/** One request. */
export function personRequestQuery(id: string) {
  return queryOptions({
    queryKey: ['person-requests', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/person-requests/{id}', { params: { path: { id } }, signal })),
  });
}

/** Takes a request in. */
export function receiveRequest(input: {
  personId: string;
  request: Schema<'PersonRequestRequest'>;
  key: string;
}) {
  return bodyOf(
    api.POST('/api/v1/people/{id}/requests', {
      params: { path: { id: input.personId }, header: onceBy(input.key) },
      body: input.request,
    }),
  );
}

/** It is known who asks. */
export function identifyAsker({ id, version, ...body }: Step & Schema<'IdentificationRequest'>) {
  return bodyOf(
    api.POST('/api/v1/person-requests/{id}/identification', {
      params: { path: { id }, header: ifMatch(version) },
      body,
    }),
  );
}

/** The agency has decided. */
export function decideRequest({ id, version, ...body }: Step & Schema<'RequestDecisionRequest'>) {
  return bodyOf(
    api.POST('/api/v1/person-requests/{id}/decision', {
      params: { path: { id }, header: ifMatch(version) },
      body,
    }),
  );
}

/** The person has the answer. */
export function answerRequest({ id, version, ...body }: Step & Schema<'PersonAnswerRequest'>) {
  return bodyOf(
    api.POST('/api/v1/person-requests/{id}/answer', {
      params: { path: { id }, header: ifMatch(version) },
      body,
    }),
  );
}

/** Whoever asked wants no answer any more. */
export function dropRequest({ id, version }: Step) {
  return bodyOf(
    api.POST('/api/v1/person-requests/{id}/dropping', {
      params: { path: { id }, header: ifMatch(version) },
      body: {},
    }),
  );
}
