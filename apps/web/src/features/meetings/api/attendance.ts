import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

/** Who was at a meeting. */
export type Attendance = Schema<'AttendanceView'>;
/** Somebody who was expected or came. */
export type AttendanceLine = Schema<'AttendanceLineView'>;
/** What is written down about one of them. */
export type AttendanceInput = Schema<'AttendanceLineRequest'>;
/** Who was there in a year. */
export type AttendanceFigure = Schema<'AttendanceFigureView'>;

/** The list of a meeting. While it is in session it is looked at again and again: people check in. */
export function attendanceQuery(id: string, isOpen: boolean) {
  return queryOptions({
    queryKey: ['meetings', 'attendance', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/meetings/{id}/attendance', { params: { path: { id } }, signal })),
    refetchInterval: isOpen ? 15_000 : false,
  });
}

/** Who was there in a fiscal year, by agency. */
export function attendanceYearQuery(councilId: string, fiscalYear: number) {
  return queryOptions({
    queryKey: ['meetings', 'attendance-of', councilId, fiscalYear],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/councils/{id}/attendance', {
          params: { path: { id: councilId }, query: { fiscalYear } },
          signal,
        }),
      ),
  });
}

type Seen = { id: string; version: number };

/** Writes the whole list. */
export function writeAttendance({ id, version, lines }: Seen & { lines: AttendanceInput[] }) {
  return bodyOf(
    api.PUT('/api/v1/meetings/{id}/attendance', {
      params: { path: { id }, header: ifMatch(version) },
      body: { lines },
    }),
  );
}

/** Finishes the list, or opens it again. */
export function settleAttendance({ id, version, how }: Seen & { how: 'closing' | 'reopening' }) {
  return bodyOf(
    api.POST(`/api/v1/meetings/{id}/attendance-${how}`, {
      params: { path: { id }, header: ifMatch(version) },
    }),
  );
}

/** Gives out a word of the day. */
export function openCheckIn(id: string) {
  return bodyOf(api.POST('/api/v1/meetings/{id}/check-in-code', { params: { path: { id } } }));
}

/** Says that somebody of the own agency is there. */
export function checkIn({ id, input }: { id: string; input: Schema<'CheckInRequest'> }) {
  return bodyOf(api.POST('/api/v1/meetings/{id}/check-in', { params: { path: { id } }, body: input }));
}
