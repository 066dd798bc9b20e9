import {
  answerNames,
  type AnswerWay,
  answerWays,
  type AttendanceMode,
  attendanceModeCodes,
  attendanceModes,
  type DispatchKind,
  dispatchKinds,
  type DispatchState,
  dispatchStates,
  type InvitationAnswer,
  invitationAnswers,
  type InvitationHistory,
  type InvitationList,
  type InvitationRole,
  invitationRoleCodes,
  invitationRoles,
  type InvitationRow,
} from '#libs/meetings';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

const bounces = ['hard', 'soft'] as const;

/** The last mail to somebody. */
export class LastDispatchView {
  @ShowsText({ codes: Object.keys(dispatchKinds) }) kind!: DispatchKind;
  @ShowsText() kindName!: string;
  @ShowsText({ codes: Object.keys(dispatchStates) }) state!: DispatchState;
  /** What became of it, in words. */
  @ShowsText() stateName!: string;
  @ShowsMoment() at!: string;
  @ShowsText({ codes: bounces, nullable: true }) bounce!: 'hard' | 'soft' | null;
}

/** What the reader may do with an invitation. */
export class MeetingInvitationCanView {
  @ShowsFlag() answer!: boolean;
  @ShowsFlag() withdraw!: boolean;
  @ShowsFlag() renew!: boolean;
  @ShowsFlag() readdress!: boolean;
}

/** Somebody who is invited. */
export class MeetingInvitationView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() post!: string;
  @ShowsText() agency!: string;
  @ShowsFlag() isSeat!: boolean;
  @ShowsText({ codes: invitationRoleCodes }) role!: InvitationRole;
  @ShowsText() roleName!: string;
  @ShowsText({ codes: invitationAnswers }) answer!: InvitationAnswer;
  @ShowsText() answerName!: string;
  @ShowsText({ codes: attendanceModeCodes, nullable: true }) mode!: AttendanceMode | null;
  @ShowsText() modeName!: string;
  @ShowsText() substitute!: string;
  @ShowsText() comment!: string;
  @ShowsMoment({ nullable: true }) answeredAt!: string | null;
  @ShowsText() answeredHow!: string;
  @ShowsMoment({ nullable: true }) invitedAt!: string | null;
  @ShowsMoment({ nullable: true }) withdrawnAt!: string | null;
  @ShowsFlag() isOwn!: boolean;
  @ShowsText({ nullable: true }) email!: string | null;
  @ShowsView(() => LastDispatchView, { nullable: true }) last!: LastDispatchView | null;
  @ShowsFlag() isUnreachable!: boolean;
  @ShowsText({ list: true }) otherAddresses!: string[];
  @ShowsView(() => MeetingInvitationCanView) can!: MeetingInvitationCanView;
  @ShowsNumber() version!: number;
}

/** How many have answered what. */
export class MeetingInvitationFiguresView {
  @ShowsNumber() invited!: number;
  @ShowsNumber() unsent!: number;
  @ShowsNumber() needsAction!: number;
  @ShowsNumber() accepted!: number;
  @ShowsNumber() declined!: number;
  @ShowsNumber() tentative!: number;
  @ShowsNumber() venue!: number;
  @ShowsNumber() web!: number;
}

/** What the reader may do with all of them. */
export class MeetingInvitationsCanView {
  @ShowsFlag() invite!: boolean;
  @ShowsFlag() send!: boolean;
  @ShowsFlag() remind!: boolean;
}

/** Who is invited to a meeting. */
export class MeetingInvitationListView {
  @ShowsView(() => MeetingInvitationView, { list: true }) items!: MeetingInvitationView[];
  @ShowsView(() => MeetingInvitationFiguresView) figures!: MeetingInvitationFiguresView;
  @ShowsView(() => MeetingInvitationsCanView) can!: MeetingInvitationsCanView;
}

/** A mail that somebody was sent. */
export class InvitationDispatchView {
  @ShowsId() id!: string;
  @ShowsText({ codes: Object.keys(dispatchKinds) }) kind!: DispatchKind;
  @ShowsText() kindName!: string;
  @ShowsText() address!: string;
  @ShowsNumber() sequence!: number;
  @ShowsText({ codes: Object.keys(dispatchStates) }) state!: DispatchState;
  @ShowsText() stateName!: string;
  @ShowsMoment() createdAt!: string;
  @ShowsMoment({ nullable: true }) sentAt!: string | null;
  @ShowsText({ codes: bounces, nullable: true }) bounce!: 'hard' | 'soft' | null;
  @ShowsMoment({ nullable: true }) bouncedAt!: string | null;
  /** By the clock on the wall, as it stood in the mail. */
  @ShowsText() start!: string;
  @ShowsText() end!: string;
  @ShowsText() venue!: string;
}

/** An answer that somebody gave. */
export class InvitationAnswerView {
  @ShowsId() id!: string;
  @ShowsText({ codes: invitationAnswers }) answer!: InvitationAnswer;
  @ShowsText() answerName!: string;
  @ShowsText() modeName!: string;
  @ShowsText() substitute!: string;
  @ShowsText() comment!: string;
  @ShowsText({ codes: Object.keys(answerWays) }) how!: AnswerWay;
  @ShowsText() howName!: string;
  @ShowsText({ codes: ['applied', 'outdated', 'late'] }) outcome!: 'applied' | 'outdated' | 'late';
  @ShowsText() outcomeName!: string;
  @ShowsMoment() answeredAt!: string;
}

/** What somebody was sent and what they answered. */
export class MeetingInvitationHistoryView {
  @ShowsView(() => InvitationDispatchView, { list: true }) dispatches!: InvitationDispatchView[];
  @ShowsView(() => InvitationAnswerView, { list: true }) answers!: InvitationAnswerView[];
}

const outcomeNames = {
  applied: '反映しました',
  outdated: '旧日程または古い回答です',
  late: '会議の後に届きました',
};

/** Lets out who is invited. */
export function presentInvitations(list: InvitationList): MeetingInvitationListView {
  const active = list.items.filter(({ withdrawnAt }) => withdrawnAt === null);
  const count = (test: (row: InvitationRow) => boolean) => active.filter(test).length;
  const comes = ({ answer }: InvitationRow) => answer === 'accepted' || answer === 'delegated';
  const unsent = count(({ invitedAt }) => invitedAt === null);
  const needsAction = count(({ answer }) => answer === 'needs_action');
  const { isKeeper, state } = list;
  const isOpen = state === 'announced';
  return {
    items: list.items.map((row) => presentInvitation(row, list)),
    figures: {
      invited: active.length,
      unsent,
      needsAction,
      accepted: count(comes),
      declined: count(({ answer }) => answer === 'declined'),
      tentative: count(({ answer }) => answer === 'tentative'),
      venue: count((row) => comes(row) && row.mode === 'venue'),
      web: count((row) => comes(row) && row.mode === 'web'),
    },
    can: {
      invite: isKeeper && (isOpen || state === 'draft' || state === 'postponed'),
      send: isKeeper && isOpen && count(({ invitedAt, email }) => invitedAt === null && email !== null) > 0,
      remind:
        isKeeper &&
        isOpen &&
        count(({ answer, invitedAt }) => answer === 'needs_action' && invitedAt !== null) > 0,
    },
  };
}

function presentInvitation(row: InvitationRow, { isKeeper, state }: InvitationList): MeetingInvitationView {
  const { last, mode } = row;
  const isOpen = state === 'announced';
  const isInvited = row.withdrawnAt === null;
  return {
    id: row.id,
    name: row.name,
    post: row.post,
    agency: row.agency,
    isSeat: row.seatId !== null,
    role: row.role,
    roleName: invitationRoles[row.role],
    answer: row.answer,
    answerName: answerNames[row.answer],
    mode,
    modeName: mode === null ? '' : attendanceModes[mode],
    substitute: row.substitute,
    comment: row.comment,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    answeredHow: row.answeredHow === null ? '' : answerWays[row.answeredHow],
    invitedAt: row.invitedAt?.toISOString() ?? null,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    isOwn: row.isOwn,
    email: row.email,
    last: last && {
      kind: last.kind,
      kindName: dispatchKinds[last.kind],
      state: last.state,
      stateName: stateOf(last),
      at: new Date(last.at).toISOString(),
      bounce: last.bounce,
    },
    isUnreachable: row.isUnreachable,
    otherAddresses: [...row.otherAddresses],
    can: {
      answer: isOpen && isInvited && (isKeeper || row.isOwn),
      withdraw: isKeeper && isInvited && state !== 'cancelled' && state !== 'held' && state !== 'closed',
      renew: isKeeper && isOpen && row.email !== null && (!isInvited || row.answer === 'declined'),
      readdress: isKeeper && isInvited && (isOpen || state === 'draft' || state === 'postponed'),
    },
    version: row.version,
  };
}

/** Lets out what somebody was sent and what they answered. */
export function presentHistory({ dispatches, answers }: InvitationHistory): MeetingInvitationHistoryView {
  return {
    dispatches: dispatches.map((one) => ({
      id: one.id,
      kind: one.kind,
      kindName: dispatchKinds[one.kind],
      address: one.address,
      sequence: one.sequence,
      state: one.state,
      stateName: stateOf(one),
      createdAt: one.createdAt.toISOString(),
      sentAt: one.sentAt?.toISOString() ?? null,
      bounce: one.bounce,
      bouncedAt: one.bouncedAt?.toISOString() ?? null,
      start: one.start,
      end: one.end,
      venue: one.venue,
    })),
    answers: answers.map((one) => ({
      id: one.id,
      answer: one.answer,
      answerName: answerNames[one.answer],
      modeName: one.mode === null ? '' : attendanceModes[one.mode],
      substitute: one.substitute,
      comment: one.comment,
      how: one.how,
      howName: answerWays[one.how],
      outcome: one.outcome,
      outcomeName: outcomeNames[one.outcome],
      answeredAt: one.answeredAt.toISOString(),
    })),
  };
}

function stateOf({ state, bounce }: { state: DispatchState; bounce: 'hard' | 'soft' | null }): string {
  if (bounce === 'hard') return '届きませんでした（宛先不明など）';
  if (bounce === 'soft') return '一時的に届いていません';
  return dispatchStates[state];
}
