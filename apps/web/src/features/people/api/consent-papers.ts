import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** The paper that came after a spoken yes. */
export type LatePaper = Schema<'PaperRequest'>;

/** Takes the paper behind a spoken yes down. */
export function takePaper(input: { consentId: string; version: number; paper: LatePaper; key: string }) {
  return bodyOf(
    api.POST('/api/v1/consents/{id}/paper', {
      params: { path: { id: input.consentId }, header: { ...ifMatch(input.version), ...onceBy(input.key) } },
      body: input.paper,
    }),
  );
}

/** Says that a decision was written down by mistake. */
export function markMistake(input: { consentId: string; version: number; reason: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/consents/{id}/mistake', {
      params: { path: { id: input.consentId }, header: { ...ifMatch(input.version), ...onceBy(input.key) } },
      body: { reason: input.reason },
    }),
  );
}

/** Where the person's own copy is. */
export function receiptAddress(consentId: string): string {
  return `/api/v1/consents/${consentId}/receipt`;
}
