import {
  type ActionEventKind,
  actionEventKinds,
  actionPriorities,
  type ActionPriority,
  actionPriorityCodes,
  type ActionRecord,
  type ActionRow,
  type ActionState,
  actionStateCodes,
  actionStates,
  isOpen,
  statesAfter,
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
import { NamedMeetingView } from './meetings.presenter.js';

/** A state to which an item may go. */
export class ActionStateView {
  @ShowsText({ codes: actionStateCodes }) state!: ActionState;
  @ShowsText() name!: string;
}

/** What the reader may do with an item. */
export class ActionItemCanView {
  @ShowsFlag() change!: boolean;
  @ShowsFlag() report!: boolean;
  @ShowsFlag() move!: boolean;
  @ShowsView(() => ActionStateView, { list: true }) states!: ActionStateView[];
}

/** An action item. */
export class ActionItemView {
  @ShowsId() id!: string;
  @ShowsView(() => NamedThingView) council!: NamedThingView;
  @ShowsView(() => NamedMeetingView, { nullable: true }) meeting!: NamedMeetingView | null;
  @ShowsId({ nullable: true }) agendaItemId!: string | null;
  @ShowsText() task!: string;
  @ShowsView(() => NamedThingView, { nullable: true }) ownerAgency!: NamedThingView | null;
  @ShowsText() ownerName!: string;
  @ShowsFlag() ownerClosed!: boolean;
  @ShowsText({ nullable: true }) ownerSuccessor!: string | null;
  @ShowsDay({ nullable: true }) dueOn!: string | null;
  @ShowsText({ codes: actionPriorityCodes }) priority!: ActionPriority;
  @ShowsText() priorityName!: string;
  @ShowsText({ codes: actionStateCodes }) state!: ActionState;
  @ShowsText() stateName!: string;
  @ShowsFlag() isOpen!: boolean;
  @ShowsFlag() isOverdue!: boolean;
  @ShowsNumber() carried!: number;
  @ShowsText({ nullable: true }) lastNote!: string | null;
  @ShowsView(() => ActionItemCanView) can!: ActionItemCanView;
  @ShowsNumber() version!: number;
}

/** A page of action items. */
export class ActionItemPageView extends pageOf(() => ActionItemView) {}

/** Something that happened to an item. */
export class ActionEventView {
  @ShowsText({ codes: actionEventKinds }) kind!: ActionEventKind;
  @ShowsText() council!: string;
  @ShowsView(() => NamedMeetingView, { nullable: true }) meeting!: NamedMeetingView | null;
  @ShowsText({ nullable: true }) toStateName!: string | null;
  @ShowsText() note!: string;
  @ShowsText() agency!: string;
  @ShowsMoment() at!: string;
}

/** An action item with its history. */
export class ActionItemRecordView extends ActionItemView {
  @ShowsView(() => ActionEventView, { list: true }) events!: ActionEventView[];
  @ShowsView(() => NamedThingView, { list: true }) destinations!: NamedThingView[];
}

/** What is on the table of a meeting. */
export class MeetingActionsView {
  @ShowsView(() => ActionItemView, { list: true }) carried!: ActionItemView[];
  @ShowsView(() => ActionItemView, { list: true }) raised!: ActionItemView[];
}

/** Lets out a page of items. */
export function presentActionItems(found: Page<ActionRow>): ActionItemPageView {
  return presentPage(found, presentRow);
}

/** Lets out an item with its history. */
export function presentActionItem(item: ActionRecord): ActionItemRecordView {
  return {
    ...presentRow(item),
    events: item.events.map((event) => ({
      kind: event.kind,
      council: event.council,
      meeting: namedMeeting(event.meetingId, event.meeting),
      toStateName: event.toState && actionStates[event.toState],
      note: event.note,
      agency: event.agency,
      at: event.at.toISOString(),
    })),
    destinations: item.destinations.map(({ id, name }) => ({ id, name })),
  };
}

/** Lets out what is on the table of a meeting. */
export function presentMeetingActions({
  carried,
  raised,
}: {
  carried: readonly ActionRow[];
  raised: readonly ActionRow[];
}): MeetingActionsView {
  return { carried: carried.map(presentRow), raised: raised.map(presentRow) };
}

function presentRow(row: ActionRow): ActionItemView {
  const states = statesAfter(row.state, row);
  const open = isOpen(row.state);
  return {
    id: row.id,
    council: { id: row.councilId, name: row.council },
    meeting: namedMeeting(row.meetingId, row.meeting),
    agendaItemId: row.agendaItemId,
    task: row.task,
    ownerAgency:
      row.ownerAgencyId !== null && row.ownerAgency !== null
        ? { id: row.ownerAgencyId, name: row.ownerAgency }
        : null,
    ownerName: row.ownerName,
    ownerClosed: row.ownerClosed,
    ownerSuccessor: row.ownerSuccessor,
    dueOn: row.dueOn,
    priority: row.priority,
    priorityName: actionPriorities[row.priority],
    state: row.state,
    stateName: actionStates[row.state],
    isOpen: open,
    isOverdue: row.isOverdue,
    carried: row.carried,
    lastNote: row.lastNote,
    can: {
      change: row.keeps && open,
      report: row.keeps || (row.owns && open),
      move: row.keeps && open,
      states: states.map((state) => ({ state, name: actionStates[state] })),
    },
    version: row.version,
  };
}

function namedMeeting(id: string | null, title: string | null): NamedMeetingView | null {
  return id !== null && title !== null ? { id, title } : null;
}
