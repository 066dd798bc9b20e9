import { api, bodyOf, onceBy, type Schema } from './api-client.js';

/** What is wrong with an entry. */
export type NewEntryReport = Schema<'EntryReportRequest'>;

/** 「このままで正しい」, by somebody of the agency. */
export function confirmEntry(agencyId: string) {
  return bodyOf(api.POST('/api/v1/agencies/{id}/confirmation', { params: { path: { id: agencyId } } }));
}

/** The agency has said so on the telephone. */
export function confirmByPhone(input: { agencyId: string; saidBy: string }) {
  return bodyOf(
    api.POST('/api/v1/agencies/{id}/phone-confirmation', {
      params: { path: { id: input.agencyId } },
      body: { saidBy: input.saidBy },
    }),
  );
}

/** Reports an error of an entry. */
export function reportEntry(input: { agencyId: string; key: string; report: NewEntryReport }) {
  return bodyOf(
    api.POST('/api/v1/agencies/{id}/reports', {
      params: { path: { id: input.agencyId }, header: onceBy(input.key) },
      body: input.report,
    }),
  );
}
