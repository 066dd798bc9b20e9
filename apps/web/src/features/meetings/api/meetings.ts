import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A meeting in a list. */
export type MeetingLine = Schema<'MeetingLineView'>;
/** A meeting whole. */
export type Meeting = Schema<'MeetingView'>;
/** What is said about a meeting. */
export type MeetingInput = Schema<'MeetingRequest'>;
/** Which part of a list. */
export type MeetingsWanted = {
  fiscalYear?: number;
  from?: string;
  until?: string;
  order?: 'oldest' | 'newest';
  page?: number;
  perPage?: number;
};

/** A page of meetings by day. */
export function meetingsQuery(wanted: MeetingsWanted) {
  return queryOptions({
    queryKey: ['meetings', wanted],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/meetings', { params: { query: wanted }, signal })),
  });
}

/** A page of the meetings of a council. */
export function councilMeetingsQuery(councilId: string, wanted: MeetingsWanted) {
  return queryOptions({
    queryKey: ['meetings', 'of', councilId, wanted],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/councils/{id}/meetings', {
          params: { path: { id: councilId }, query: wanted },
          signal,
        }),
      ),
  });
}

/** One meeting. */
export function meetingQuery(id: string) {
  return queryOptions({
    queryKey: ['meetings', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/meetings/{id}', { params: { path: { id } }, signal })),
  });
}

/** Plans a meeting. */
export function planMeeting({
  councilId,
  key,
  input,
}: {
  councilId: string;
  key: string;
  input: MeetingInput;
}) {
  return bodyOf(
    api.POST('/api/v1/councils/{id}/meetings', {
      params: { path: { id: councilId }, header: onceBy(key) },
      body: input,
    }),
  );
}

type Seen = { id: string; version: number };

/** Changes a meeting. */
export function changeMeeting({ id, version, input }: Seen & { input: MeetingInput }) {
  return bodyOf(
    api.PUT('/api/v1/meetings/{id}', { params: { path: { id }, header: ifMatch(version) }, body: input }),
  );
}

/** Plans several meetings at once; the first comes back. */
export function planSeries({
  councilId,
  key,
  input,
}: {
  councilId: string;
  key: string;
  input: Schema<'MeetingSeriesRequest'>;
}) {
  return bodyOf(
    api.POST('/api/v1/councils/{id}/series', {
      params: { path: { id: councilId }, header: onceBy(key) },
      body: input,
    }),
  );
}

/** Changes a meeting and others of its series. */
export function changeSeries({ id, version, input }: Seen & { input: Schema<'MeetingSeriesChangeRequest'> }) {
  return bodyOf(
    api.PUT('/api/v1/meetings/{id}/series', {
      params: { path: { id }, header: ifMatch(version) },
      body: input,
    }),
  );
}

/** What is done with a meeting at the press of a button. */
export const meetingSteps = ['announcement', 'opening', 'ending', 'record', 'closing'] as const;
export type MeetingStep = (typeof meetingSteps)[number];

/** Leads a meeting a step further. */
export function stepMeeting({ id, version, step }: Seen & { step: MeetingStep }) {
  return bodyOf(
    api.POST(`/api/v1/meetings/{id}/${step}`, { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Postpones or cancels a meeting. */
export function stopMeeting({
  id,
  version,
  how,
  reason,
}: Seen & { how: 'postponement' | 'cancellation'; reason: string }) {
  return bodyOf(
    api.POST(`/api/v1/meetings/{id}/${how}`, {
      params: { path: { id }, header: ifMatch(version) },
      body: { reason },
    }),
  );
}
