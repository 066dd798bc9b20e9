import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  DataKeys,
  Forbidden,
  lockRows,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  prepared,
  type Tx,
  writeRow,
} from '#libs/platform';
import { ConsentCover, ConsentNotActive, type DataCategory, type Purpose } from '#libs/people';
import { mayBeWithheld } from './package.content.js';
import { Referral } from './referral.entity.js';
import { AlreadyTaken, WrongState } from './referral.errors.js';
import { type LineReason, ReferralLine } from './referral-line.entity.js';
import { type LineStanding, outcomeOf } from './referral.outcome.js';
import { allowMove, linesFor } from './referral.policy.js';
import { notePlace } from './referral-places.js';
import { reportable, Telling } from './telling.service.js';
import {
  type EventVerb,
  type LineStatus,
  type LineVerb,
  type NotedVerb,
  terminalStatuses,
  transitionOf,
} from './referral.status.js';

/** Which line is to move, and the version of it that the caller has seen. */
export interface LineAddress {
  readonly referralId: string;
  readonly lineId: string;
  readonly seenVersion: number;
}

/** A line that nobody else can move until the transaction ends. */
export interface LockedLine {
  readonly tx: Tx;
  readonly referral: Referral;
  readonly line: ReferralLine;
  readonly now: Date;
}

/** A line about to move by a verb. */
export interface Step extends LockedLine {
  /** Whether it is the newest of its referral. */
  readonly isLast: boolean;
  /** Whether some agency of the referral has been asked and has not ended. */
  readonly isAsking: boolean;
}

/** A draft and its lines, which nobody else can touch until the transaction ends. */
export interface LockedDraft {
  readonly tx: Tx;
  readonly referral: Referral;
  readonly lines: readonly ReferralLine[];
  readonly now: Date;
}

/** What the timeline keeps beside the verb. */
export interface StepRemark {
  readonly reason?: LineReason;
  readonly note?: string | null;
}

/** What the outbox announces: the verb, in the past. */
export const announced: Readonly<Record<LineVerb, string>> = {
  send: 'sent',
  receive: 'received',
  review: 'reviewing',
  ask: 'asked',
  answer: 'answered',
  propose: 'proposed',
  agree: 'agreed',
  turn_down: 'turned_down',
  waitlist: 'waitlisted',
  accept: 'accepted',
  decline: 'declined',
  redirect: 'redirected',
  select: 'selected',
  not_select: 'not_selected',
  start: 'started',
  report: 'reported',
  complete: 'completed',
  fail: 'failed',
  cancel: 'cancelled',
  stop: 'stopped',
  person_decline: 'person_declined',
  expire: 'expired',
  suspend: 'suspended',
  resume: 'resumed',
  reopen: 'reopened',
  mark_error: 'misdirected',
};

/** By what a recipient decides about what it was asked; a no that waits for the secretariat is one, too. */
const decisions: readonly EventVerb[] = ['accept', 'waitlist', 'decline', 'redirect', 'propose_decline'];

/** What the outbox announces of what is noted. */
const notedAs: Readonly<Record<NotedVerb, string>> = {
  consent_withdrawn: 'consent_withdrawn',
  extend: 'extended',
  reconfirm: 'reconfirmed',
  propose_decline: 'decline_proposed',
  withdraw_decline: 'decline_withdrawn',
};

// Every step asks these; planning them behind their walls costs more than running them.
const holdStatement = { name: 'referral.hold', sql: 'SELECT portal.lock_person_of($1, false) AS person_id' };
const standingStatement = {
  name: 'referral.standing',
  sql: `SELECT status, suspended_from AS "suspendedFrom", selected_at AS "selectedAt", closed_at AS "closedAt"
    FROM (SELECT status, suspended_from, selected_at, closed_at FROM sec.lines_of($1)
          UNION ALL SELECT * FROM sec.outside_of($1)) AS standing`,
};
const eventStatement = {
  name: 'referral.event',
  sql: `INSERT INTO portal.referral_event (id, referral_id, line_id, source_agency_id, agency_id, verb, from_status,
      to_status, by_agency_id, by_account, reason, attribution, note)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
};

/** The one way in which a line moves: lock, allow, consent, version, change, timeline, audit, promise; one transaction. */
@Injectable()
export class ReferralSteps {
  constructor(
    private readonly db: Database,
    private readonly cover: ConsentCover,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly telling: Telling,
  ) {}

  /**
   * Moves a line by `verb`; `change` does what is particular to it. Answers the referral's id.
   * @throws {NotFound} for whom the referral does not exist. @throws {Forbidden} for the other side, or without the role.
   * @throws {AlreadyTaken} when another agency was first. @throws {ConsentNotActive} @throws {Stale} @throws {WrongState}
   */
  async take(
    actor: Member,
    at: LineAddress,
    verb: LineVerb,
    request: OnceKey,
    change: (step: Step) => StepRemark | void | Promise<StepRemark | void>,
  ): Promise<string> {
    const step = async (tx: Tx) => {
      const { referral, lines } = await this.lock(tx, actor, at.referralId);
      const line = lines.find(({ id }) => id === at.lineId);
      if (!line) throw new NotFound();
      allowMove(actor, verb, line);
      if (line.status === 'not_selected') throw new AlreadyTaken();
      await this.requireConsent(tx, verb, referral, line);
      line.seen(at.seenVersion);
      line.require(verb);
      const from = line.status;
      const locked: Step = {
        ...{ tx, referral, line, now: this.clock.now() },
        isLast: isNewest(line, lines),
        isAsking: isAsking(lines),
      };
      const remark = (await change(locked)) ?? {};
      await this.keep(actor, locked, verb, from, remark);
      return referral.id;
    };
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () => step(tx), at.referralId),
    );
  }

  /**
   * Sends a draft: `change` moves its lines. Answers the referral's id.
   * @throws {NotFound} for everybody but the source. @throws {NotDraft} @throws {Stale}
   */
  async begin(
    actor: Member,
    { referralId, seenVersion }: { referralId: string; seenVersion: number },
    request: OnceKey,
    change: (draft: LockedDraft) => Promise<void>,
  ): Promise<string> {
    const send = async (tx: Tx) => {
      const { referral, lines } = await this.lock(tx, actor, referralId);
      if (referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
      referral.requireDraft();
      referral.seen(seenVersion);
      await change({ tx, referral, lines, now: this.clock.now() });
      return referral.id;
    };
    return this.db.transaction(actor, (tx) => once(tx, actor.accountId, request, () => send(tx), referralId));
  }

  /** Writes down that a line has moved and what becomes of its referral, and promises to tell the other side. */
  async keep(
    actor: Member,
    step: LockedLine,
    verb: LineVerb,
    from: LineStatus,
    remark: StepRemark,
  ): Promise<void> {
    const { tx, referral, line } = step;
    // A reopening is written into the timeline of the ended line, which stays as it ended.
    if (verb !== 'reopen') {
      line.changed();
      await writeRow(tx, ReferralLine, line.id, stateOf(line));
    }
    const released = releases(verb, line) ? await this.release(tx, line) : [];
    await this.settle(step);
    await this.addEvent(actor, step, verb, from, remark);
    await this.audit.record(tx, actor, {
      action: `referral.${verb}`,
      objectType: 'referral',
      objectId: referral.id,
      subjectId: referral.personId,
      ownerAgencyId: referral.sourceAgencyId,
      details: {
        line: line.id,
        from,
        to: line.status,
        ...(remark.reason ? { reason: remark.reason.code } : {}),
        ...(released.length > 0 ? { released: released.map(({ lineId }) => lineId) } : {}),
      },
    });
    const tell = actor.agencyId === line.agencyId ? line.sourceAgencyId : line.agencyId;
    await this.promise(step, announced[verb], line.id, actor.agencyId, tell, line.version);
  }

  /** The referral stands as all its lines stand together, those of other recipients and those outside the portal included. */
  async settle({ tx, referral, now }: Pick<LockedLine, 'tx' | 'referral' | 'now'>): Promise<void> {
    const lines = await prepared<LineStanding>(tx, standingStatement, [referral.id]);
    referral.settle(outcomeOf(referral.mode, lines), now);
    const { status, version, updatedAt } = referral;
    await writeRow(tx, Referral, referral.id, { status, version, updatedAt });
  }

  private async promise(
    { tx, referral }: Pick<LockedLine, 'tx' | 'referral'>,
    what: string,
    lineId: string,
    byAgencyId: string,
    tellAgencyId: string,
    lineVersion: number | null = null,
  ): Promise<void> {
    const { id: referralId, number } = referral;
    await this.outbox.add(tx, `referral.${what}`, {
      referralId,
      lineId,
      number,
      byAgencyId,
      tellAgencyId,
      ...(lineVersion === null ? {} : { lineVersion }),
    });
  }

  /**
   * The others are asked no longer, in this same transaction: their access ends with it, and they are told. Who they were is
   * answered to the source alone.
   */
  private async release(tx: Tx, line: ReferralLine): Promise<{ lineId: string }[]> {
    return tx.query('SELECT line_id AS "lineId" FROM portal.release_siblings($1)', [line.id]);
  }

  /**
   * Changes something about a line that stays where it is, by the side that is named; answers the referral's id.
   * @throws {NotFound} @throws {Forbidden} for the other side. @throws {Stale} @throws {WrongState}
   */
  async amend(
    actor: Member,
    at: LineAddress,
    verb: NotedVerb,
    { side, from }: { side: 'source' | 'recipient' | 'either'; from: readonly LineStatus[] },
    request: OnceKey,
    change: (step: LockedLine) => StepRemark | Promise<StepRemark>,
  ): Promise<string> {
    const amend = async (tx: Tx) => {
      const { referral, lines } = await this.lock(tx, actor, at.referralId);
      const line = lines.find(({ id }) => id === at.lineId);
      if (!line) throw new NotFound();
      const own = line.sourceAgencyId === actor.agencyId ? 'source' : 'recipient';
      if (side !== 'either' && side !== own) throw new Forbidden();
      line.seen(at.seenVersion);
      if (!from.includes(line.status)) throw new WrongState(line.status);
      const locked: LockedLine = { tx, referral, line, now: this.clock.now() };
      const remark = await change(locked);
      line.changed();
      await writeRow(tx, ReferralLine, line.id, stateOf(line));
      await this.addEvent(actor, locked, verb, line.status, remark);
      await this.audit.record(tx, actor, {
        action: `referral.${verb}`,
        objectType: 'referral',
        objectId: referral.id,
        subjectId: referral.personId,
        ownerAgencyId: referral.sourceAgencyId,
        details: { line: line.id },
      });
      const tell = actor.agencyId === line.agencyId ? line.sourceAgencyId : line.agencyId;
      await this.promise(locked, notedAs[verb], line.id, actor.agencyId, tell);
      return referral.id;
    };
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () => amend(tx), at.referralId),
    );
  }

  /**
   * Locks in the one order that everybody keeps: the person's consents, the referral, its lines.
   * @throws {NotFound}
   */
  async lock(
    tx: Tx,
    actor: Member,
    referralId: string,
  ): Promise<{ referral: Referral; lines: ReferralLine[] }> {
    const [held] = await prepared<{ person_id: string | null }>(tx, holdStatement, [referralId]);
    if (!held?.person_id) throw new NotFound();
    const [referral] = await lockRows(tx, Referral, 'id', referralId);
    const lines = await lockRows(tx, ReferralLine, 'referralId', referralId, ['position', 'id']);
    if (!referral) throw new NotFound();
    return { referral, lines: linesFor(actor, referral, lines) };
  }

  /**
   * The kinds of data that the verb needs and that no consent covers now; none when it may go on. What is about to be
   * sent must be covered whole; later a part is enough, and the rest stays closed.
   */
  async uncovered(tx: Tx, verb: LineVerb, referral: Referral, line: ReferralLine): Promise<DataCategory[]> {
    const { consent } = transitionOf(verb);
    const purpose: Purpose | null = consent === 'report' ? 'report_back' : referral.purpose;
    // A draft that has no purpose yet is refused for that when it is sent.
    if (!consent || !purpose) return [];
    const question = { personId: referral.personId, recipientAgencyId: line.agencyId, purpose };
    const cover = await this.cover.now(tx, question);
    const wanted = consent === 'report' ? reportable(referral.categories) : referral.categories;
    const missing = wanted.filter((code) => !cover.has(code));
    const isWholeNeeded = line.status === 'queued' || verb === 'reopen' || verb === 'answer';
    if (isWholeNeeded && consent === 'package')
      return missing.filter((code) => !mayBeWithheld(referral.purpose, code));
    return isWholeNeeded || missing.length === wanted.length ? missing : [];
  }

  /** @throws {ConsentNotActive} when something that the verb needs is not covered now. */
  async requireConsent(tx: Tx, verb: LineVerb, referral: Referral, line: ReferralLine): Promise<void> {
    const missing = await this.uncovered(tx, verb, referral, line);
    if (missing.length > 0) throw new ConsentNotActive(missing);
  }

  private async addEvent(
    actor: Member,
    step: LockedLine,
    verb: EventVerb,
    from: LineStatus,
    remark: StepRemark,
  ): Promise<void> {
    const { tx, referral, line } = step;
    const id = newId();
    if (remark.note) await this.tellNote(actor, step, verb, id, remark.note);
    const note = remark.note ? (await this.dataKeys.one(tx, line.id)).seal(notePlace(id), remark.note) : null;
    await prepared(tx, eventStatement, [
      id,
      referral.id,
      line.id,
      referral.sourceAgencyId,
      line.agencyId,
      verb,
      from,
      line.status,
      actor.agencyId,
      actor.accountId,
      remark.reason?.code ?? null,
      remark.reason?.attribution ?? null,
      note,
    ]);
  }

  /** Words beside a step reach the other side, which reads the timeline: a yes, a no, a reason in words. */
  private async tellNote(
    actor: Member,
    step: LockedLine,
    verb: EventVerb,
    id: string,
    note: string,
  ): Promise<void> {
    if (actor.agencyId !== step.line.sourceAgencyId) {
      const belongsTo = decisions.includes(verb) ? 'decision' : 'support';
      return this.telling.toSource(actor, step, id, note, belongsTo);
    }
    // What the source notes on a line that is not over comes before the recipient's eyes; on an ended one it stays its own.
    if (!terminalStatuses.includes(step.line.status)) await this.telling.toRecipient(actor, step, id, note);
  }
}

/** Whether no other line has followed it: lines that are opened again point at the one before. */
export function isNewest(line: ReferralLine, lines: readonly ReferralLine[]): boolean {
  return !lines.some(({ previousLineId }) => previousLineId === line.id);
}

/** Whether one of these agencies has been asked and has not ended. */
export function isAsking(lines: readonly ReferralLine[]): boolean {
  return lines.some(({ status }) => status !== 'queued' && !terminalStatuses.includes(status));
}

/** Whether this move takes the agency and so releases the others that were asked. */
function releases(verb: LineVerb, { mode }: ReferralLine): boolean {
  return (
    (verb === 'accept' && mode === 'first_accept') ||
    verb === 'select' ||
    (verb === 'complete' && mode === 'sequential')
  );
}

/** The columns of a line that a move may change. */
function stateOf(line: ReferralLine) {
  const { status, suspendedFrom, suspendedFor, packageVersion, reason, attribution, sentAt, receivedAt } =
    line;
  const { firstOpenedAt, decidedAt, startedOn, reportedAt, closedAt, changedAt, version } = line;
  const { dueOn, clockStoppedOn, selectedAt, receiptNumber, claimedBy, reconfirmOn } = line;
  return {
    ...{ status, suspendedFrom, suspendedFor, packageVersion, reason, attribution, sentAt, receivedAt },
    ...{ firstOpenedAt, decidedAt, startedOn, reportedAt, closedAt, changedAt, version },
    ...{ dueOn, clockStoppedOn, selectedAt, receiptNumber, claimedBy, reconfirmOn },
  };
}
