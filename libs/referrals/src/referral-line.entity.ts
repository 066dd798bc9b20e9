import { Column, Entity, PrimaryColumn } from 'typeorm';
import { newId, Stale } from '#libs/platform';
import type { Attribution, ReferralMode } from './referral.codes.js';
import { WrongState } from './referral.errors.js';
import { type LineStatus, type LineVerb, terminalStatuses, transitionOf } from './referral.status.js';

/** Days after its end within which a line may be opened again. */
export const reopenDays = 90;

/** What is gone while a line is suspended: the consent, or one of the agencies. */
export type SuspendedFor = 'consent' | 'agency';

/** Why a line ended, and on whose side the reason lies. */
export interface LineReason {
  readonly code: string;
  readonly attribution: Attribution;
}

/** One recipient of a referral. */
@Entity('referral_line')
export class ReferralLine {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly referralId!: string;
  @Column('uuid') readonly sourceAgencyId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly personId!: string;
  /** The mode of the whole referral, under which the database guards its lines. */
  @Column('text') readonly mode!: ReferralMode;
  /** The order in which a sequential referral asks, from 1. */
  @Column('integer') readonly position!: number;
  @Column('text') readonly status!: LineStatus;
  @Column('integer') readonly version!: number;
  @Column('text', { nullable: true }) readonly suspendedFrom!: LineStatus | null;
  @Column('text', { nullable: true }) readonly suspendedFor!: SuspendedFor | null;
  @Column('integer', { nullable: true }) readonly packageVersion!: number | null;
  @Column('uuid', { nullable: true }) readonly previousLineId!: string | null;
  @Column('text', { nullable: true }) readonly reason!: string | null;
  @Column('text', { nullable: true }) readonly attribution!: Attribution | null;
  /** The day (YYYY-MM-DD in Japan) by which the recipient owes an answer. */
  @Column('date', { nullable: true }) readonly dueOn!: string | null;
  /** Since when the clock stands still, because the source was asked for something. */
  @Column('date', { nullable: true }) readonly clockStoppedOn!: string | null;
  /** When the person chose this agency among those that had accepted. */
  @Column('timestamptz', { nullable: true }) readonly selectedAt!: Date | null;
  /** 受付番号: the number under which the recipient keeps it. */
  @Column('text', { nullable: true }) readonly receiptNumber!: string | null;
  /** When whoever waits for a place is asked again whether they still wish (YYYY-MM-DD in Japan). */
  @Column('date', { nullable: true }) readonly reconfirmOn!: string | null;
  /** Who has taken it from the recipient's desk. */
  @Column('uuid', { nullable: true }) readonly claimedBy!: string | null;
  @Column('timestamptz', { nullable: true }) readonly sentAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly receivedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly firstOpenedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly decidedAt!: Date | null;
  @Column('date', { nullable: true }) readonly startedOn!: string | null;
  @Column('timestamptz', { nullable: true }) readonly reportedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly closedAt!: Date | null;
  @Column('timestamptz') readonly changedAt!: Date;

  /** A line that waits to be sent. */
  static queued(
    to: Pick<ReferralLine, 'referralId' | 'sourceAgencyId' | 'agencyId' | 'personId' | 'mode' | 'position'>,
    at: Date,
    previous: ReferralLine | null = null,
  ): ReferralLine {
    const { referralId, sourceAgencyId, agencyId, personId, mode, position } = to;
    return Object.assign(new ReferralLine(), {
      ...{ id: newId(), referralId, sourceAgencyId, agencyId, personId, mode, position },
      ...blank,
      version: 1,
      status: 'queued' as const,
      previousLineId: previous?.id ?? null,
      changedAt: at,
    });
  }

  /** Whether the verb may move the line now. */
  may(verb: LineVerb): boolean {
    return transitionOf(verb).from.includes(this.status);
  }

  /**
   * Requires that the verb may move the line now.
   * @throws {WrongState}
   */
  require(verb: LineVerb): void {
    if (!this.may(verb)) throw new WrongState(this.status);
  }

  /** @throws {Stale} when somebody moved the line since the caller saw it. */
  seen(version: number): void {
    if (version !== this.version) throw new Stale(this.version);
  }

  /** Whatever changed: the next caller has to have seen it. */
  changed(): void {
    Object.assign(this, { version: this.version + 1 });
  }

  /** The recipient gets package `version` and owes an answer by `dueOn`. */
  send(version: number, at: Date, dueOn: string | null = null): void {
    this.move('send', at);
    Object.assign(this, { packageVersion: version, sentAt: at, dueOn });
  }

  /** The recipient has it, and keeps it under a number of its own. */
  receive(at: Date, receiptNumber: string | null = null): void {
    this.move('receive', at);
    Object.assign(this, { receivedAt: at, receiptNumber });
  }

  /** Somebody of the recipient's desk looks into it. */
  review(at: Date, by: string | null = null): void {
    this.move('review', at);
    Object.assign(this, { claimedBy: by });
  }

  /** The recipient needs to know more; the clock stands still from this day on. */
  ask(at: Date, today: string): void {
    this.move('ask', at);
    Object.assign(this, { clockStoppedOn: today });
  }

  /** The source has answered, with a new version of the package where there is one; the clock goes on, until `dueOn`. */
  answer(at: Date, dueOn: string | null, packageVersion: number | null = this.packageVersion): void {
    this.move('answer', at);
    Object.assign(this, { clockStoppedOn: null, dueOn, packageVersion });
  }

  /** The recipient offers something else than what was asked; the clock stands still. */
  propose(at: Date, today: string): void {
    this.move('propose', at);
    Object.assign(this, { clockStoppedOn: today });
  }

  /** The person agrees to what was offered. */
  agree(at: Date, dueOn: string | null): void {
    this.move('agree', at);
    Object.assign(this, { clockStoppedOn: null, dueOn });
  }

  /** The person keeps to what was asked. */
  turnDown(at: Date, dueOn: string | null): void {
    this.move('turn_down', at);
    Object.assign(this, { clockStoppedOn: null, dueOn });
  }

  /** The recipient would take the person on, but not yet. */
  waitlist(at: Date, reconfirmOn: string | null = null): void {
    this.move('waitlist', at);
    Object.assign(this, { reconfirmOn });
  }

  /** The person still wishes; they are asked again on that day. */
  reconfirm(reconfirmOn: string): void {
    Object.assign(this, { reconfirmOn });
  }

  /** The source gives the recipient until another day. */
  extend(dueOn: string): void {
    Object.assign(this, { dueOn });
  }

  /** The recipient will support the person; an acceptance on the spot is a receipt too. */
  accept(at: Date, receiptNumber: string | null = this.receiptNumber): void {
    this.move('accept', at);
    Object.assign(this, { decidedAt: at, receivedAt: this.receivedAt ?? at, receiptNumber });
  }

  decline(at: Date, reason: LineReason): void {
    this.move('decline', at);
    Object.assign(this, { decidedAt: at });
    this.explain(reason);
  }

  /** The recipient thinks that another agency is the right one. */
  redirect(at: Date, reason: LineReason): void {
    this.move('redirect', at);
    Object.assign(this, { decidedAt: at });
    this.explain(reason);
  }

  /** The person has chosen this agency. @throws {WrongState} where nobody chooses, or twice. */
  select(at: Date): void {
    if (!this.isSelectable()) throw new WrongState(this.status);
    this.move('select', at);
    Object.assign(this, { selectedAt: at });
  }

  /** Whether the person can choose it. */
  isSelectable(): boolean {
    return this.mode === 'choose' && this.status === 'accepted' && this.selectedAt === null;
  }

  /** Where the person chooses among several, support begins after the choice. */
  awaitsChoice(): boolean {
    return this.mode === 'choose' && this.selectedAt === null;
  }

  /** Another agency was taken. */
  notSelect(at: Date): void {
    this.move('not_select', at);
    Object.assign(this, going);
  }

  /** Support begins on a day (YYYY-MM-DD in Japan). */
  start(at: Date, startedOn: string): void {
    this.move('start', at);
    Object.assign(this, { startedOn });
  }

  report(at: Date): void {
    this.move('report', at);
    Object.assign(this, { reportedAt: at });
  }

  complete(at: Date): void {
    this.move('complete', at);
  }

  fail(at: Date, reason: LineReason): void {
    this.move('fail', at);
    this.explain(reason);
  }

  cancel(at: Date, reason: LineReason): void {
    this.move('cancel', at);
    Object.assign(this, going);
    this.explain(reason);
  }

  /** Support that has begun ends because the source asked for it. */
  stop(at: Date, reason: LineReason): void {
    this.move('stop', at);
    this.explain(reason);
  }

  /** The person does not want it, or not any more. */
  personDecline(at: Date, reason: LineReason): void {
    this.move('person_decline', at);
    Object.assign(this, going);
    this.explain(reason);
  }

  /** Nobody answered in time. */
  expire(at: Date, reason: LineReason): void {
    this.move('expire', at);
    this.explain(reason);
  }

  /** What the line rested on is gone. */
  suspend(at: Date, suspendedFor: SuspendedFor = 'consent'): void {
    const from = this.status;
    this.move('suspend', at);
    Object.assign(this, { suspendedFrom: from, suspendedFor });
  }

  /** The person agreed anew, or the agency is there again: the line goes on where it stopped. */
  resume(at: Date): void {
    this.require('resume');
    Object.assign(this, { status: this.suspendedFrom, ...going, changedAt: at });
  }

  /** It should never have been: sent to the wrong agency, or about the wrong person. */
  markError(at: Date, reason: LineReason): void {
    this.move('mark_error', at);
    Object.assign(this, going);
    this.explain(reason);
  }

  /** Whether it ended recently enough to be taken up again. */
  isReopenable(now: Date): boolean {
    return now.getTime() - (this.closedAt ?? now).getTime() <= reopenDays * 86_400_000;
  }

  /** The recipient has read the package for the first time; answers whether it was. */
  open(at: Date): boolean {
    if (this.firstOpenedAt) return false;
    Object.assign(this, { firstOpenedAt: at });
    return true;
  }

  private move(verb: Exclude<LineVerb, 'resume' | 'reopen'>, at: Date): void {
    this.require(verb);
    const to = transitionOf(verb).to as LineStatus;
    Object.assign(this, {
      status: to,
      changedAt: at,
      ...(terminalStatuses.includes(to) ? { closedAt: at } : {}),
    });
  }

  private explain({ code, attribution }: LineReason): void {
    Object.assign(this, { reason: code, attribution });
  }
}

/** What a line that goes on, or ends, is no longer. */
const going = { suspendedFrom: null, suspendedFor: null };

const blank = {
  ...going,
  dueOn: null,
  clockStoppedOn: null,
  selectedAt: null,
  receiptNumber: null,
  claimedBy: null,
  reconfirmOn: null,
  packageVersion: null,
  reason: null,
  attribution: null,
  sentAt: null,
  receivedAt: null,
  firstOpenedAt: null,
  decidedAt: null,
  startedOn: null,
  reportedAt: null,
  closedAt: null,
};
