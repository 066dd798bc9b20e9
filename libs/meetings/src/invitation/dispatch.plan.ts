import type { DispatchKind, InvitationAnswer } from './invitation.codes.js';
import { isChanged, isRescheduled, type MeetingToTell, type ToldMeeting } from './told.meeting.js';

/** The last that a mailbox was told about a meeting. */
export interface LastTold {
  readonly kind: 'request' | 'update' | 'cancel';
  readonly uid: string;
  readonly sequence: number;
  readonly told: ToldMeeting;
  /** Whom it was about. */
  readonly lines: readonly string[];
}

/** Somebody who is invited by way of a mailbox. */
export interface MailboxLine {
  readonly id: string;
  readonly answer: InvitationAnswer;
  readonly isWithdrawn: boolean;
}

/** What a mailbox is to be told now. */
export interface PlannedDispatch {
  readonly kind: DispatchKind;
  readonly uid: string;
  readonly sequence: number;
  readonly told: ToldMeeting;
  readonly lines: readonly string[];
}

/**
 * What a mailbox has to be told so that its calendar shows what is true; nothing where it does already. The whole order of
 * RFC 5546 stands here: one UID for life, a SEQUENCE that rises with every change of the time and every cancellation,
 * and never falls. `again` asks once more although nothing has changed.
 */
export function planFor(
  meeting: MeetingToTell,
  lines: readonly MailboxLine[],
  last: LastTold | undefined,
  again = false,
): PlannedDispatch | undefined {
  const stands = last && last.kind !== 'cancel' ? last : undefined;
  const active = lines.filter(({ isWithdrawn }) => !isWithdrawn);
  const isOff = meeting.state === 'cancelled' || meeting.state === 'postponed';
  if (stands && (isOff || active.length === 0 || stands.uid !== meeting.uid)) {
    // Whoever declined has nothing in the calendar that would have to go.
    const concerned = active.filter(({ answer }) => answer !== 'declined');
    if (isOff && active.length > 0 && concerned.length === 0) return undefined;
    return {
      kind: 'cancel',
      uid: stands.uid,
      sequence: stands.sequence + 1,
      told: stands.told,
      lines: concerned.length > 0 ? concerned.map(({ id }) => id) : stands.lines,
    };
  }
  if (meeting.state !== 'announced' || active.length === 0) return undefined;
  const { uid, sequence, told } = meeting;
  const ids = active.map(({ id }) => id);
  const next = { uid, told, lines: ids };
  if (!stands) {
    const after = last?.uid === uid ? last.sequence + 1 : 0;
    return { ...next, kind: 'request', sequence: Math.max(sequence, after) };
  }
  const others = ids.length !== stands.lines.length || ids.some((id) => !stands.lines.includes(id));
  if (!others && !isChanged(stands.told, told))
    return again ? { ...next, kind: 'request', sequence: Math.max(sequence, stands.sequence) } : undefined;
  const moved = isRescheduled(stands.told, told);
  return { ...next, kind: 'update', sequence: Math.max(sequence, stands.sequence + (moved ? 1 : 0)) };
}
