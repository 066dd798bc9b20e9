import {
  type CouncilKind,
  councilKindCodes,
  mayBegin,
  mayHappen,
  type MeetingMode,
  meetingModeCodes,
  meetingModes,
  type MeetingRecord,
  type MeetingRow,
  type MeetingState,
  meetingStateNames,
  meetingStates,
  isAhead,
  type MeetingVerb,
  timeOf,
} from '#libs/meetings';
import type { Page } from '#libs/platform';
import { pageOf, presentPage } from '../http/page.view.js';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';
import { NamedThingView } from './councils.presenter.js';

/** A meeting in a list. */
export class MeetingLineView {
  @ShowsId() id!: string;
  @ShowsView(() => NamedThingView) council!: NamedThingView;
  @ShowsText({ codes: councilKindCodes }) councilKind!: CouncilKind;
  @ShowsText() title!: string;
  @ShowsNumber({ nullable: true }) number!: number | null;
  @ShowsNumber({ nullable: true }) yearNumber!: number | null;
  @ShowsNumber() fiscalYear!: number;
  @ShowsText({ codes: meetingModeCodes }) mode!: MeetingMode;
  @ShowsText() modeName!: string;
  @ShowsDay() day!: string;
  @ShowsText() from!: string;
  @ShowsText() until!: string;
  @ShowsText() tz!: string;
  @ShowsFlag() allDay!: boolean;
  @ShowsMoment() startsAt!: string;
  @ShowsMoment() endsAt!: string;
  @ShowsText() venue!: string;
  @ShowsText({ codes: meetingStates }) state!: MeetingState;
  @ShowsText() stateName!: string;
  @ShowsFlag() isKeeper!: boolean;
}

/** A page of meetings. */
export class MeetingPageView extends pageOf(() => MeetingLineView) {}

/** Where it is held on the web. */
export class MeetingLinkView {
  @ShowsText() link!: string;
  @ShowsText() note!: string;
}

/** A meeting by its title. */
export class NamedMeetingView {
  @ShowsId() id!: string;
  @ShowsText() title!: string;
}

/** Another meeting at the same time. */
export class ClashView {
  @ShowsId() id!: string;
  @ShowsText() council!: string;
  @ShowsText() title!: string;
}

/** What the reader may do with a meeting now. */
export class MeetingCanView {
  @ShowsFlag() change!: boolean;
  @ShowsFlag() announce!: boolean;
  @ShowsFlag() postpone!: boolean;
  @ShowsFlag() cancel!: boolean;
  @ShowsFlag() begin!: boolean;
  @ShowsFlag() end!: boolean;
  @ShowsFlag() record!: boolean;
  @ShowsFlag() close!: boolean;
}

/** A meeting whole. */
export class MeetingView extends MeetingLineView {
  @ShowsText() secretariat!: string;
  @ShowsText() address!: string;
  @ShowsNumber({ nullable: true }) venueCapacity!: number | null;
  @ShowsNumber({ nullable: true }) webCapacity!: number | null;
  @ShowsView(() => MeetingLinkView, { nullable: true }) link!: MeetingLinkView | null;
  @ShowsDay({ nullable: true }) onDemandFrom!: string | null;
  @ShowsDay({ nullable: true }) onDemandUntil!: string | null;
  @ShowsText() note!: string;
  @ShowsFlag() isPublic!: boolean;
  @ShowsText() reason!: string;
  @ShowsMoment({ nullable: true }) actualStart!: string | null;
  @ShowsMoment({ nullable: true }) actualEnd!: string | null;
  @ShowsNumber() noticeDays!: number;
  @ShowsMoment({ nullable: true }) announcedAt!: string | null;
  @ShowsView(() => NamedMeetingView, { nullable: true }) prepares!: NamedMeetingView | null;
  @ShowsId({ nullable: true }) seriesId!: string | null;
  @ShowsView(() => NamedMeetingView, { list: true }) preparedBy!: NamedMeetingView[];
  @ShowsText({ nullable: true }) holiday!: string | null;
  @ShowsFlag() holidayKnown!: boolean;
  @ShowsView(() => ClashView, { list: true }) clashes!: ClashView[];
  @ShowsView(() => MeetingCanView) can!: MeetingCanView;
  @ShowsNumber() version!: number;
}

/** Lets out a page of meetings. */
export function presentMeetings(found: Page<MeetingRow>): MeetingPageView {
  return presentPage(found, presentLine);
}

/** Lets out a meeting; the moment decides what may be done. */
export function presentMeeting(meeting: MeetingRecord, now: Date): MeetingView {
  const { state, isKeeper, link, prepares } = meeting;
  const may = (verb: MeetingVerb) => isKeeper && mayHappen(verb, state);
  return {
    ...presentLine(meeting),
    secretariat: meeting.secretariat,
    address: meeting.address,
    venueCapacity: meeting.venueCapacity,
    webCapacity: meeting.webCapacity,
    link: link && { link: link.link, note: link.note },
    onDemandFrom: meeting.onDemandFrom,
    onDemandUntil: meeting.onDemandUntil,
    note: meeting.note,
    isPublic: meeting.isPublic,
    reason: meeting.reason,
    actualStart: meeting.actualStart?.toISOString() ?? null,
    actualEnd: meeting.actualEnd?.toISOString() ?? null,
    noticeDays: meeting.noticeDays,
    announcedAt: meeting.announcedAt?.toISOString() ?? null,
    prepares: prepares && { id: prepares.id, title: prepares.title },
    seriesId: meeting.seriesId,
    preparedBy: meeting.preparedBy.map(({ id, title }) => ({ id, title })),
    holiday: meeting.holiday,
    holidayKnown: meeting.holidayKnown,
    clashes: meeting.clashes.map(({ id, council, title }) => ({ id, council, title })),
    can: {
      change: isKeeper && isAhead(state),
      announce: may('announce'),
      postpone: may('postpone'),
      cancel: may('cancel'),
      begin: may('begin') && mayBegin(meeting.startsAt, now),
      end: may('end'),
      record: may('record') && meeting.startsAt <= now,
      close: may('close'),
    },
    version: meeting.version,
  };
}

function presentLine(row: MeetingRow): MeetingLineView {
  const { day, from, until } = timeOf(row, row.allDay);
  return {
    id: row.id,
    council: { id: row.councilId, name: row.council },
    councilKind: row.councilKind,
    title: row.title,
    number: row.number,
    yearNumber: row.yearNumber,
    fiscalYear: row.fiscalYear,
    mode: row.mode,
    modeName: meetingModes[row.mode],
    day,
    from,
    until,
    tz: row.tz,
    allDay: row.allDay,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    venue: row.venue,
    state: row.state,
    stateName: meetingStateNames[row.state],
    isKeeper: row.isKeeper,
  };
}
