import type { SeatRole } from '../council/council.codes.js';
import { countsForQuorum } from '../council/council.codes.js';

/** Whether somebody was there. 出欠. */
export const attendanceStates = {
  present: '出席',
  late: '遅刻',
  left_early: '早退',
  excused: '欠席（連絡あり）',
  absent: '欠席（連絡なし）',
} as const;
export type AttendanceState = keyof typeof attendanceStates;
export const attendanceStateCodes = Object.keys(attendanceStates) as AttendanceState[];

/** In which way somebody was there. 参加方法. */
export const attendanceWays = { venue: '会場', web: 'Web', on_demand: 'オンデマンド' } as const;
export type AttendanceWay = keyof typeof attendanceWays;
export const attendanceWayCodes = Object.keys(attendanceWays) as AttendanceWay[];

/** For whom somebody was there. 資格. */
export const capacities = {
  self: '本人',
  substitute: '代理',
  observer: 'オブザーバー',
  guest: '来賓・講師など',
  staff: '事務局',
} as const;
export type Capacity = keyof typeof capacities;
export const capacityCodes = Object.keys(capacities) as Capacity[];

/** A line of the list, as far as counting goes. */
export interface Counted {
  readonly agencyId: string | null;
  /** Null for somebody beside the council. */
  readonly role: SeatRole | null;
  readonly status: AttendanceState | null;
  readonly how: AttendanceWay | null;
}

/** How many were there. */
export interface AttendanceCounts {
  /** 参加者数: at the place and on the web; who saw a recording is counted apart. */
  readonly present: number;
  readonly venue: number;
  readonly web: number;
  readonly onDemand: number;
  readonly excused: number;
  readonly absent: number;
  readonly unknown: number;
  readonly agencies: number;
}

/** Whether somebody was there while it was held: a recording is no meeting. */
export function wasThere({ status, how }: Pick<Counted, 'status' | 'how'>): boolean {
  return status !== null && status !== 'excused' && status !== 'absent' && how !== 'on_demand';
}

/** Counts the lines of a meeting. */
export function countAttendance(lines: readonly Counted[]): AttendanceCounts {
  const there = lines.filter(wasThere);
  const by = (way: AttendanceWay) => lines.filter(({ how }) => how === way).length;
  const of = (state: AttendanceState | null) => lines.filter(({ status }) => status === state).length;
  return {
    present: there.length,
    venue: by('venue'),
    web: by('web'),
    onDemand: by('on_demand'),
    excused: of('excused'),
    absent: of('absent'),
    unknown: of(null),
    agencies: new Set(there.flatMap(({ agencyId }) => agencyId ?? [])).size,
  };
}

/** How many seats that count are filled, of how many there are. 定足数. */
export function seatsFilled(lines: readonly Counted[]): { filled: number; seats: number } {
  const counting = lines.filter(({ role }) => role !== null && countsForQuorum(role));
  return { filled: counting.filter(wasThere).length, seats: counting.length };
}
