import {
  type PollAnswer,
  pollAnswerCodes,
  pollAnswers,
  type PollInviteeRecord,
  pollMay,
  type PollMode,
  type PollOptionRecord,
  type PollRecord,
  type PollRow,
  type PollState,
  pollStateNames,
  pollStates,
  timeOf,
} from '#libs/meetings';
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
import { ClashView } from './meetings.presenter.js';

const pollModes: readonly PollMode[] = ['venue', 'web', 'hybrid'];

/** A poll in a list. */
export class PollLineView {
  @ShowsId() id!: string;
  @ShowsView(() => NamedThingView) council!: NamedThingView;
  @ShowsText() title!: string;
  @ShowsDay() deadlineOn!: string;
  @ShowsText({ codes: pollStates }) state!: PollState;
  @ShowsText() stateName!: string;
  @ShowsNumber() options!: number;
  @ShowsNumber() invitees!: number;
  @ShowsNumber() answered!: number;
  @ShowsFlag() isKeeper!: boolean;
  @ShowsFlag() isMyTurn!: boolean;
}

/** A day on offer, with how it stands. */
export class PollOptionView {
  @ShowsId() id!: string;
  @ShowsDay() day!: string;
  @ShowsText() from!: string;
  @ShowsText() until!: string;
  @ShowsFlag() allDay!: boolean;
  @ShowsId({ nullable: true }) meetingId!: string | null;
  @ShowsText({ nullable: true }) holiday!: string | null;
  @ShowsFlag() holidayKnown!: boolean;
  @ShowsView(() => ClashView, { list: true }) clashes!: ClashView[];
  @ShowsNumber() yes!: number;
  @ShowsNumber() ifNeeded!: number;
  @ShowsNumber() no!: number;
  /** Who is required there and cannot come. */
  @ShowsText({ list: true }) refusedBy!: string[];
  @ShowsFlag() isBest!: boolean;
}

/** What somebody said about a day. */
export class PollVoteView {
  @ShowsId() optionId!: string;
  @ShowsText({ codes: pollAnswerCodes }) answer!: PollAnswer;
  @ShowsText() sign!: string;
}

/** What the reader may do for somebody who is asked. */
export class PollInviteeCanView {
  @ShowsFlag() vote!: boolean;
  @ShowsFlag() sendAgain!: boolean;
  @ShowsFlag() withdraw!: boolean;
}

/** Somebody who is asked. */
export class PollInviteeView {
  @ShowsId() id!: string;
  @ShowsId({ nullable: true }) seatId!: string | null;
  @ShowsText({ nullable: true }) agency!: string | null;
  @ShowsText() name!: string;
  /** For the secretariat alone. */
  @ShowsText({ nullable: true }) email!: string | null;
  @ShowsFlag() isRequired!: boolean;
  @ShowsFlag() isOwn!: boolean;
  @ShowsMoment({ nullable: true }) sentAt!: string | null;
  @ShowsText({ nullable: true }) trouble!: string | null;
  @ShowsMoment({ nullable: true }) remindedAt!: string | null;
  @ShowsMoment({ nullable: true }) answeredAt!: string | null;
  @ShowsText() comment!: string;
  @ShowsView(() => PollVoteView, { list: true }) votes!: PollVoteView[];
  @ShowsView(() => PollInviteeCanView) can!: PollInviteeCanView;
}

/** The slot of the plan for which a day is looked for. */
export class PollSlotView {
  @ShowsId() id!: string;
  @ShowsNumber() position!: number;
  @ShowsNumber() fiscalYear!: number;
}

/** What the reader may do with a poll now. */
export class PollCanView {
  @ShowsFlag() change!: boolean;
  @ShowsFlag() invite!: boolean;
  @ShowsFlag() remind!: boolean;
  @ShowsFlag() close!: boolean;
  @ShowsFlag() reopen!: boolean;
  @ShowsFlag() pick!: boolean;
  @ShowsFlag() cancel!: boolean;
}

/** A poll whole. */
export class PollView {
  @ShowsId() id!: string;
  @ShowsView(() => NamedThingView) council!: NamedThingView;
  @ShowsText() secretariat!: string;
  @ShowsText() title!: string;
  @ShowsText() note!: string;
  @ShowsText({ codes: pollModes }) mode!: PollMode;
  @ShowsText() venue!: string;
  @ShowsDay() deadlineOn!: string;
  @ShowsFlag() hidesVotes!: boolean;
  @ShowsFlag() showsVotes!: boolean;
  @ShowsText({ codes: pollStates }) state!: PollState;
  @ShowsText() stateName!: string;
  @ShowsNumber() answered!: number;
  @ShowsFlag() isKeeper!: boolean;
  @ShowsFlag() isMyTurn!: boolean;
  @ShowsView(() => PollSlotView, { nullable: true }) slot!: PollSlotView | null;
  @ShowsView(() => PollOptionView, { list: true }) options!: PollOptionView[];
  @ShowsView(() => PollInviteeView, { list: true }) invitees!: PollInviteeView[];
  @ShowsView(() => PollCanView) can!: PollCanView;
  @ShowsNumber() version!: number;
}

/** Lets out a poll in a list. */
export function presentPollLine(row: PollRow): PollLineView {
  const { id, title, deadlineOn, state, options, invitees, answered, isKeeper, isMyTurn } = row;
  return {
    ...{ id, title, deadlineOn, state, options, invitees, answered, isKeeper, isMyTurn },
    council: { id: row.councilId, name: row.council },
    stateName: pollStateNames[state],
  };
}

/** Lets out a poll; what others said only to whoever may see it by now. */
export function presentPoll(poll: PollRecord): PollView {
  const { state, isKeeper, showsVotes, slot } = poll;
  const may = (verb: Parameters<typeof pollMay>[0]) => isKeeper && pollMay(verb, state);
  return {
    id: poll.id,
    council: { id: poll.councilId, name: poll.council },
    secretariat: poll.secretariat,
    title: poll.title,
    note: poll.note,
    mode: poll.mode,
    venue: poll.venue,
    deadlineOn: poll.deadlineOn,
    hidesVotes: poll.hidesVotes,
    showsVotes,
    state,
    stateName: pollStateNames[state],
    answered: poll.answered,
    isKeeper,
    isMyTurn: poll.isMyTurn,
    slot: slot && { id: slot.id, position: slot.position, fiscalYear: slot.fiscalYear },
    options: poll.options.map((option) => presentOption(option, showsVotes)),
    invitees: poll.invitees.map((invitee) => presentInvitee(poll, invitee)),
    can: {
      change: may('change'),
      invite: may('ask'),
      remind: may('ask'),
      close: may('close'),
      reopen: may('reopen'),
      pick: may('pick'),
      cancel: may('cancel'),
    },
    version: poll.version,
  };
}

function presentOption(option: PollOptionRecord, showsVotes: boolean): PollOptionView {
  const { day, from, until } = timeOf(option, option.allDay);
  return {
    id: option.id,
    ...{ day, from, until },
    allDay: option.allDay,
    meetingId: option.meetingId,
    holiday: option.holiday,
    holidayKnown: option.holidayKnown,
    clashes: option.clashes.map(({ id, council, title }) => ({ id, council, title })),
    yes: showsVotes ? option.yes : 0,
    ifNeeded: showsVotes ? option.ifNeeded : 0,
    no: showsVotes ? option.no : 0,
    refusedBy: showsVotes ? [...option.refusedBy] : [],
    isBest: showsVotes && option.isBest,
  };
}

function presentInvitee(
  { state, isKeeper, showsVotes }: PollRecord,
  invitee: PollInviteeRecord,
): PollInviteeView {
  const { answers, isOwn } = invitee;
  const mayRead = showsVotes || isOwn;
  return {
    id: invitee.id,
    seatId: invitee.seatId,
    agency: invitee.agency,
    name: invitee.name,
    email: isKeeper ? invitee.email : null,
    isRequired: invitee.isRequired,
    isOwn,
    sentAt: isKeeper ? (invitee.sentAt?.toISOString() ?? null) : null,
    trouble: isKeeper ? invitee.trouble : null,
    remindedAt: isKeeper ? (invitee.remindedAt?.toISOString() ?? null) : null,
    answeredAt: invitee.answeredAt?.toISOString() ?? null,
    comment: mayRead ? invitee.comment : '',
    votes: mayRead
      ? Object.entries(answers).map(([optionId, answer]) => ({ optionId, answer, sign: pollAnswers[answer] }))
      : [],
    can: {
      vote: state === 'open' && (isOwn || isKeeper),
      sendAgain: isKeeper && state === 'open' && invitee.email !== null,
      withdraw: isKeeper && pollMay('change', state),
    },
  };
}
