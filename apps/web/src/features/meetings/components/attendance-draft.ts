import type { AttendanceInput, AttendanceLine } from '../api/attendance.js';

/** A line as it is typed; nothing is said about it yet while its state is empty. */
export type DraftLine = Omit<AttendanceInput, 'status' | 'how'> & {
  key: string;
  agencyName: string;
  status: AttendanceInput['status'] | '';
  how: NonNullable<AttendanceInput['how']> | '';
};

/** The list as it can be typed on. */
export function draftOf(lines: readonly AttendanceLine[]): DraftLine[] {
  return lines.map((line, at) => ({
    key: line.seatId ?? `guest-${at}`,
    seatId: line.seatId,
    agencyId: line.agency?.id ?? null,
    agencyName: line.agency?.name ?? '',
    name: line.name,
    post: line.post,
    capacity: line.capacity,
    substituteFor: line.substituteFor,
    status: line.status ?? '',
    how: line.how ?? '',
    cameAt: line.cameAt,
    leftAt: line.leftAt,
    reason: line.reason,
  }));
}

/** Whether somebody who is said to be like that was there. */
export function isThere(status: DraftLine['status']): boolean {
  return status === 'present' || status === 'late' || status === 'left_early';
}

/** What is sent: whoever nothing is said about is left out. */
export function linesIn(drafts: readonly DraftLine[]): AttendanceInput[] {
  return drafts.flatMap((line) => {
    const { seatId, agencyId, name, post, capacity, substituteFor, status, how, reason } = line;
    if (status === '') return [];
    return {
      ...{ seatId, agencyId, name, post, capacity, substituteFor, status, reason },
      how: isThere(status) ? how || 'venue' : null,
      cameAt: line.cameAt || null,
      leftAt: line.leftAt || null,
    };
  });
}
