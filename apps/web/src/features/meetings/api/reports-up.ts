import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A report to the council above. */
export type ReportUp = Schema<'ReportUpView'>;
/** What can be reported of minutes, and what was. */
export type Reporting = Schema<'ReportingView'>;
/** What is reported. */
export type ReportUpInput = Schema<'ReportUpRequest'>;
type Seen = { id: string; version: number };

/** What a council has told the one above, and what it was told from below. */
export function reportsOfCouncilQuery(id: string) {
  return queryOptions({
    queryKey: ['reports-up', 'council', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/councils/{id}/reports-up', { params: { path: { id } }, signal })),
  });
}

/** What can be reported of minutes, and what was. */
export function reportingQuery(id: string) {
  return queryOptions({
    queryKey: ['reports-up', 'minutes', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/minutes-versions/{id}/report-up', { params: { path: { id } }, signal })),
  });
}

/** Prepares a report. */
export function prepareReport({ id, key, input }: { id: string; key: string; input: ReportUpInput }) {
  return bodyOf(
    api.POST('/api/v1/minutes-versions/{id}/report-up', {
      params: { path: { id }, header: onceBy(key) },
      body: input,
    }),
  );
}

/** Changes what a report says. */
export function writeReport({ id, version, input }: Seen & { input: ReportUpInput }) {
  return bodyOf(
    api.PUT('/api/v1/reports-up/{id}', { params: { path: { id }, header: ifMatch(version) }, body: input }),
  );
}

/** Sends a report. */
export function sendReport({ id, version }: Seen) {
  return bodyOf(
    api.POST('/api/v1/reports-up/{id}/sending', { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Puts a report on an agenda. */
export function tableReport({ id, version, meetingId }: Seen & { meetingId: string }) {
  return bodyOf(
    api.POST('/api/v1/reports-up/{id}/tabling', {
      params: { path: { id }, header: ifMatch(version) },
      body: { meetingId },
    }),
  );
}

/** Answers a report. */
export function answerReport({ id, version, answer }: Seen & { answer: string }) {
  return bodyOf(
    api.POST('/api/v1/reports-up/{id}/answer', {
      params: { path: { id }, header: ifMatch(version) },
      body: { answer },
    }),
  );
}
