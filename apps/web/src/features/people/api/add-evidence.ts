import { api, bodyOf, onceBy } from '../../../lib/api-client.js';

/** What the scan of a signed consent may be. */
export const evidenceTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;

/** Keeps the scan of the paper with the consent. The file is sent as it is, not inside JSON. */
export function addEvidence({
  consentId,
  file,
  key,
  kind = 'paper',
}: {
  consentId: string;
  file: File;
  key: string;
  /** The signed paper, or by what a representative's authority was checked. */
  kind?: 'paper' | 'authority';
}) {
  return bodyOf(
    api.POST('/api/v1/consents/{id}/evidence', {
      params: { path: { id: consentId }, query: { kind }, header: onceBy(key) },
      headers: { 'Content-Type': file.type },
      body: file as unknown as string,
      bodySerializer: (body) => body,
    }),
  );
}

/** Where a scan can be downloaded. */
export function evidenceAddress(consentId: string, evidenceId: string): string {
  return `/api/v1/consents/${consentId}/evidence/${evidenceId}`;
}
