import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from './api-client.js';

/** A ground on which something is told without consent. */
export type Ground = Schema<'GroundView'>;
/** What is proposed. */
export type GroundProposal = Schema<'GroundRequest'>;

/** The grounds that may be chosen. */
export const legalBasesQuery = queryOptions({
  queryKey: ['legal-bases'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/legal-bases', { signal })),
  staleTime: Infinity,
});

/** What waits for a decision, and what is open now, in the own agency. */
export const currentGroundsQuery = queryOptions({
  queryKey: ['legal-grounds'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/legal-grounds', { signal })),
});

/** All grounds of a person. */
export function groundsQuery(personId: string) {
  return queryOptions({
    queryKey: ['legal-grounds', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/legal-grounds', { params: { path: { id: personId } }, signal })),
  });
}

/** Proposes a ground. */
export function proposeGround(input: { personId: string; proposal: GroundProposal; key: string }) {
  return bodyOf(
    api.POST('/api/v1/people/{id}/legal-grounds', {
      params: { path: { id: input.personId }, header: onceBy(input.key) },
      body: input.proposal,
    }),
  );
}

/** What can become of a ground. */
export type GroundMove = 'approval' | 'refusal' | 'ending';

/** Approves, refuses or ends a ground. */
export function moveGround({ ground, move, key }: { ground: Ground; move: GroundMove; key: string }) {
  const params = {
    path: { id: ground.id },
    header: { ...ifMatch(ground.version), ...onceBy(key) },
  };
  switch (move) {
    case 'approval':
      return bodyOf(api.POST('/api/v1/legal-grounds/{id}/approval', { params }));
    case 'refusal':
      return bodyOf(api.POST('/api/v1/legal-grounds/{id}/refusal', { params }));
    case 'ending':
      return bodyOf(api.POST('/api/v1/legal-grounds/{id}/ending', { params }));
  }
}
