import {
  type CouncilYear,
  hasTwoNames,
  type MeetingMode,
  meetingModeCodes,
  meetingModes,
  type MeetingState,
  meetingStateNames,
  meetingStates,
  type PlannedMeeting,
  type PlanSlot,
  slotMay,
  type SlotState,
  slotStateNames,
  slotStates,
  timeOf,
} from '#libs/meetings';
import { ShowsDay, ShowsFlag, ShowsId, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { NamedThingView } from './councils.presenter.js';

/** A meeting as a plan shows it. */
export class PlannedMeetingView {
  @ShowsId() id!: string;
  @ShowsText() title!: string;
  @ShowsNumber({ nullable: true }) number!: number | null;
  @ShowsDay() day!: string;
  @ShowsText() from!: string;
  @ShowsText() until!: string;
  @ShowsFlag() allDay!: boolean;
  @ShowsText({ codes: meetingModeCodes }) mode!: MeetingMode;
  @ShowsText() modeName!: string;
  @ShowsText() venue!: string;
  @ShowsText({ codes: meetingStates }) state!: MeetingState;
  @ShowsText() stateName!: string;
}

/** What the reader may do with a slot. */
export class PlanSlotCanView {
  @ShowsFlag() schedule!: boolean;
  @ShowsFlag() drop!: boolean;
  @ShowsFlag() restore!: boolean;
}

/** A slot of a plan. */
export class PlanSlotView {
  @ShowsId() id!: string;
  @ShowsNumber() position!: number;
  @ShowsNumber({ nullable: true }) month!: number | null;
  @ShowsText() theme!: string;
  @ShowsText({ codes: slotStates }) state!: SlotState;
  @ShowsText() stateName!: string;
  @ShowsText() reason!: string;
  @ShowsView(() => PlannedMeetingView, { nullable: true }) meeting!: PlannedMeetingView | null;
  @ShowsId({ nullable: true }) pollId!: string | null;
  /** Its month is over, and it was not held. */
  @ShowsFlag() isLate!: boolean;
  @ShowsView(() => PlanSlotCanView) can!: PlanSlotCanView;
  @ShowsNumber() version!: number;
}

/** What a council plans for a year. */
export class YearPlanView {
  @ShowsId() id!: string;
  @ShowsNumber() plannedCount!: number;
  @ShowsText() note!: string;
  @ShowsNumber() version!: number;
}

/** Planned against held. */
export class YearStandingView {
  @ShowsNumber() planned!: number;
  @ShowsNumber() held!: number;
  @ShowsNumber() ahead!: number;
  @ShowsNumber() dropped!: number;
  @ShowsNumber() open!: number;
  @ShowsNumber() expected!: number;
  @ShowsFlag() isBehind!: boolean;
}

/** What the reader may do with a year. */
export class CouncilYearCanView {
  @ShowsFlag() keep!: boolean;
  @ShowsFlag() copyYearBefore!: boolean;
}

/** A fiscal year of a council. */
export class CouncilYearView {
  @ShowsView(() => NamedThingView) council!: NamedThingView;
  @ShowsText() shortName!: string;
  @ShowsText() secretariat!: string;
  @ShowsNumber() fiscalYear!: number;
  @ShowsFlag() hasTwoNames!: boolean;
  @ShowsView(() => YearPlanView, { nullable: true }) plan!: YearPlanView | null;
  @ShowsView(() => PlanSlotView, { list: true }) slots!: PlanSlotView[];
  /** 計画外: meetings that fill no slot. */
  @ShowsView(() => PlannedMeetingView, { list: true }) others!: PlannedMeetingView[];
  @ShowsView(() => YearStandingView) standing!: YearStandingView;
  @ShowsView(() => CouncilYearCanView) can!: CouncilYearCanView;
}

/** Lets out a fiscal year of a council. */
export function presentYear(year: CouncilYear): CouncilYearView {
  const { plan, standing, isKeeper, isDissolved } = year;
  const mayKeep = isKeeper && !isDissolved;
  const { planned, held, ahead, dropped, open, expected, isBehind, lateSlotIds } = standing;
  return {
    council: { id: year.councilId, name: year.council },
    shortName: year.shortName,
    secretariat: year.secretariat,
    fiscalYear: year.fiscalYear,
    hasTwoNames: hasTwoNames(year.fiscalYear),
    plan: plan && {
      id: plan.id,
      plannedCount: plan.plannedCount,
      note: plan.note,
      version: plan.version,
    },
    slots: year.slots.map((slot) => presentSlot(slot, lateSlotIds.includes(slot.id), mayKeep)),
    others: year.others.map(presentPlanned),
    standing: { planned, held, ahead, dropped, open, expected, isBehind },
    can: { keep: mayKeep, copyYearBefore: mayKeep && plan === null && year.hasYearBefore },
  };
}

function presentSlot(slot: PlanSlot, isLate: boolean, mayKeep: boolean): PlanSlotView {
  const { state } = slot;
  return {
    id: slot.id,
    position: slot.position,
    month: slot.month,
    theme: slot.theme,
    state,
    stateName: slotStateNames[state],
    reason: slot.reason,
    meeting: slot.meeting && presentPlanned(slot.meeting),
    pollId: slot.pollId,
    isLate,
    can: {
      schedule: mayKeep && state === 'unscheduled',
      drop: mayKeep && slotMay('drop', state),
      restore: mayKeep && slotMay('restore', state),
    },
    version: slot.version,
  };
}

function presentPlanned(meeting: PlannedMeeting): PlannedMeetingView {
  const { day, from, until } = timeOf(meeting, meeting.allDay);
  return {
    id: meeting.id,
    title: meeting.title,
    number: meeting.number,
    day,
    from,
    until,
    allDay: meeting.allDay,
    mode: meeting.mode,
    modeName: meetingModes[meeting.mode],
    venue: meeting.venue,
    state: meeting.state,
    stateName: meetingStateNames[meeting.state],
  };
}
