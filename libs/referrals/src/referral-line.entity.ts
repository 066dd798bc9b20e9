import { Column, Entity, PrimaryColumn } from 'typeorm';
import { newId } from '#libs/platform';
import type { Attribution } from './referral.codes.js';
import { WrongState } from './referral.errors.js';
import { type LineStatus, type LineVerb, terminalStatuses, transitionOf } from './referral.status.js';

/** Days after its end within which a line may be opened again. */
export const reopenDays = 90;

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
  @Column('text') readonly status!: LineStatus;
  @Column('text', { nullable: true }) readonly suspendedFrom!: LineStatus | null;
  @Column('integer', { nullable: true }) readonly packageVersion!: number | null;
  @Column('uuid', { nullable: true }) readonly previousLineId!: string | null;
  @Column('text', { nullable: true }) readonly reason!: string | null;
  @Column('text', { nullable: true }) readonly attribution!: Attribution | null;
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
    to: { referralId: string; sourceAgencyId: string; agencyId: string; personId: string },
    at: Date,
    previous: ReferralLine | null = null,
  ): ReferralLine {
    const { referralId, sourceAgencyId, agencyId, personId } = to;
    return Object.assign(new ReferralLine(), {
      ...{ id: newId(), referralId, sourceAgencyId, agencyId, personId },
      ...blank,
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

  /** The recipient gets package `version`. */
  send(version: number, at: Date): void {
    this.move('send', at);
    Object.assign(this, { packageVersion: version, sentAt: at });
  }

  receive(at: Date): void {
    this.move('receive', at);
    Object.assign(this, { receivedAt: at });
  }

  review(at: Date): void {
    this.move('review', at);
  }

  accept(at: Date): void {
    this.move('accept', at);
    Object.assign(this, { decidedAt: at, receivedAt: this.receivedAt ?? at });
  }

  decline(at: Date, reason: LineReason): void {
    this.move('decline', at);
    Object.assign(this, { decidedAt: at });
    this.explain(reason);
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
    Object.assign(this, { suspendedFrom: null });
    this.explain(reason);
  }

  /** The consent on which the line rested is gone. */
  suspend(at: Date): void {
    const from = this.status;
    this.move('suspend', at);
    Object.assign(this, { suspendedFrom: from });
  }

  /** The person agreed anew: the line goes on where it stopped. */
  resume(at: Date): void {
    this.require('resume');
    Object.assign(this, { status: this.suspendedFrom, suspendedFrom: null, changedAt: at });
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

const blank = {
  suspendedFrom: null,
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
