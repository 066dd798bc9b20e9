import {
  type AttendanceFigure,
  type AttendanceLine,
  type AttendanceRecord,
  type AttendanceState,
  attendanceStateCodes,
  attendanceStates,
  type AttendanceWay,
  attendanceWayCodes,
  attendanceWays,
  capacities,
  type Capacity,
  capacityCodes,
  type SeatRole,
  seatRoleCodes,
  seatRoles,
} from '#libs/meetings';
import { ShowsFlag, ShowsId, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { NamedThingView } from './councils.presenter.js';

const sources = ['secretariat', 'check_in', 'self'] as const;

/** Somebody who was expected or came. */
export class AttendanceLineView {
  @ShowsId({ nullable: true }) seatId!: string | null;
  @ShowsText({ nullable: true, codes: seatRoleCodes }) role!: SeatRole | null;
  @ShowsText({ nullable: true }) roleName!: string | null;
  @ShowsView(() => NamedThingView, { nullable: true }) agency!: NamedThingView | null;
  @ShowsText() name!: string;
  @ShowsText() post!: string;
  @ShowsText({ codes: capacityCodes }) capacity!: Capacity;
  @ShowsText() capacityName!: string;
  @ShowsText() substituteFor!: string;
  @ShowsText({ nullable: true, codes: attendanceStateCodes }) status!: AttendanceState | null;
  @ShowsText({ nullable: true }) statusName!: string | null;
  @ShowsText({ nullable: true, codes: attendanceWayCodes }) how!: AttendanceWay | null;
  @ShowsText({ nullable: true }) howName!: string | null;
  @ShowsText({ nullable: true }) cameAt!: string | null;
  @ShowsText({ nullable: true }) leftAt!: string | null;
  @ShowsText() reason!: string;
  @ShowsText({ nullable: true, codes: sources }) source!: AttendanceLine['source'];
}

/** How many were there. */
export class AttendanceCountsView {
  @ShowsNumber() present!: number;
  @ShowsNumber() venue!: number;
  @ShowsNumber() web!: number;
  @ShowsNumber() onDemand!: number;
  @ShowsNumber() excused!: number;
  @ShowsNumber() absent!: number;
  @ShowsNumber() unknown!: number;
  @ShowsNumber() agencies!: number;
}

/** Whether the meeting may decide. */
export class QuorumView {
  @ShowsNumber() asked!: number;
  @ShowsNumber() filled!: number;
  @ShowsNumber() seats!: number;
}

/** A seat of the own agency. */
export class OwnSeatView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
}

/** Who was at a meeting. */
export class AttendanceView {
  @ShowsView(() => AttendanceLineView, { list: true }) lines!: AttendanceLineView[];
  @ShowsView(() => AttendanceCountsView) counts!: AttendanceCountsView;
  @ShowsView(() => QuorumView) quorum!: QuorumView;
  @ShowsFlag() isClosed!: boolean;
  @ShowsFlag() isKeeper!: boolean;
  @ShowsText({ nullable: true }) checkInCode!: string | null;
  @ShowsNumber({ nullable: true }) views!: number | null;
  @ShowsView(() => OwnSeatView, { list: true }) ownSeats!: OwnSeatView[];
  @ShowsNumber() version!: number;
}

/** How often an agency was there in a year. */
export class AttendanceFigureView {
  @ShowsView(() => NamedThingView) agency!: NamedThingView;
  @ShowsNumber() meetings!: number;
  @ShowsNumber() people!: number;
  @ShowsNumber() venue!: number;
  @ShowsNumber() web!: number;
  @ShowsNumber() substitutes!: number;
  @ShowsNumber() excused!: number;
  @ShowsNumber() absent!: number;
}

/** Who was there in a year, by agency. */
export class AttendanceFiguresView {
  @ShowsNumber() fiscalYear!: number;
  @ShowsNumber() held!: number;
  @ShowsView(() => AttendanceFigureView, { list: true }) agencies!: AttendanceFigureView[];
}

/** Lets out a list; the word of the day and why somebody did not come are for the secretariat. */
export function presentAttendance(record: AttendanceRecord): AttendanceView {
  const { counts, quorum, isKeeper } = record;
  return {
    lines: record.lines.map((line) => presentLine(line, isKeeper)),
    counts: {
      present: counts.present,
      venue: counts.venue,
      web: counts.web,
      onDemand: counts.onDemand,
      excused: counts.excused,
      absent: counts.absent,
      unknown: counts.unknown,
      agencies: counts.agencies,
    },
    quorum: { asked: quorum.asked, filled: quorum.filled, seats: quorum.seats },
    isClosed: record.isClosed,
    isKeeper,
    checkInCode: isKeeper ? record.checkInCode : null,
    views: record.views,
    ownSeats: record.ownSeats.map(({ id, name }) => ({ id, name })),
    version: record.version,
  };
}

/** Lets out the figures of a year. */
export function presentFigures(
  fiscalYear: number,
  { held, agencies }: { held: number; agencies: readonly AttendanceFigure[] },
): AttendanceFiguresView {
  return {
    fiscalYear,
    held,
    agencies: agencies.map((one) => ({
      agency: { id: one.agencyId, name: one.agency },
      meetings: one.meetings,
      people: one.people,
      venue: one.venue,
      web: one.web,
      substitutes: one.substitutes,
      excused: one.excused,
      absent: one.absent,
    })),
  };
}

function presentLine(line: AttendanceLine, isKeeper: boolean): AttendanceLineView {
  const { role, agencyId, agency, status, how } = line;
  return {
    seatId: line.seatId,
    role,
    roleName: role && seatRoles[role],
    agency: agencyId && agency ? { id: agencyId, name: agency } : null,
    name: line.name,
    post: line.post,
    capacity: line.capacity,
    capacityName: capacities[line.capacity],
    substituteFor: line.substituteFor,
    status,
    statusName: status && attendanceStates[status],
    how,
    howName: how && attendanceWays[how],
    cameAt: line.cameAt,
    leftAt: line.leftAt,
    reason: isKeeper ? line.reason : '',
    source: line.source,
  };
}
