import { Injectable } from '@nestjs/common';
import { addWorkingDays } from '#libs/directory';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, newId, NotFound, once, type OnceKey, Outbox, Stale, type Tx } from '#libs/platform';
import { Onward } from '../message/onward.service.js';
import { Receiving, type Why } from '../receiving.service.js';
import { allowMove } from '../referral.policy.js';
import { transitions } from '../referral.status.js';
import { type LineAddress, type LockedLine, ReferralSteps } from '../referral-steps.js';
import { unlessWalled } from '../walls.js';
import type { DeclineVerb } from './decline.codes.js';
import { DeclineDecided, DeclineWaits, ReviewBegun } from './decline.errors.js';
import { declineSettingIn } from './decline-settings.service.js';

/** What the secretariat says to a no. */
export interface DeclineVerdict {
  readonly verdict: 'confirmed' | 'reconsidered';
  /** What is to be thought over; about nobody. */
  readonly note: string | null;
}

interface DecidedRow {
  outcome: 'done' | 'decided' | 'stale';
  version: number;
  referral_id: string;
  line_id: string;
  number: string;
  source_agency_id: string;
  agency_id: string;
}

/** 受入不可の確認: a recipient's no becomes a proposal that the secretariat agrees to, or asks to think over once. */
@Injectable()
export class Declines {
  constructor(
    private readonly db: Database,
    private readonly steps: ReferralSteps,
    private readonly receiving: Receiving,
    private readonly onward: Onward,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Declines, or proposes to where the network wishes that somebody looks at it first. A person's own no is nobody's to review,
   * and a no that was thought over once stands. Answers the referral's id.
   * @throws {DeclineWaits} @throws {ReviewBegun} and what a decline throws.
   */
  async decline(actor: Member, at: LineAddress, why: Why, request: OnceKey): Promise<string> {
    if (why.reason.attribution === 'person' || !(await this.isReviewed(actor, at.lineId)))
      return unlessWalled(
        () => this.receiving.decline(actor, at, why, request),
        () => new ReviewBegun(),
      );
    const who = { side: 'recipient', from: transitions.decline.from } as const;
    return this.steps.amend(actor, at, 'propose_decline', who, request, async (locked) => {
      allowMove(actor, 'decline', locked.line);
      await this.propose(actor, locked, why);
      return why;
    });
  }

  /**
   * Names other agencies in its place, or proposes to where the network wishes that somebody looks at a no first: for those
   * whom it was asked about it is one. Answers the referral's id.
   * @throws {DeclineWaits} and what naming others throws.
   */
  async redirect(
    actor: Member,
    at: LineAddress,
    agencyIds: readonly string[],
    why: Why,
    request: OnceKey,
  ): Promise<string> {
    if (!(await this.isReviewed(actor, at.lineId)))
      return unlessWalled(
        () => this.onward.redirect(actor, at, agencyIds, why, request),
        () => new ReviewBegun(),
      );
    const who = { side: 'recipient', from: transitions.redirect.from } as const;
    return this.steps.amend(actor, at, 'propose_decline', who, request, async (locked) => {
      allowMove(actor, 'redirect', locked.line);
      await this.onward.name(actor, locked, agencyIds, why);
      await this.propose(actor, locked, why, 'redirect', agencyIds);
      return why;
    });
  }

  /** The recipient takes its no back, and goes on. @throws {DeclineDecided} @throws {Forbidden} for the source. */
  async takeBack(actor: Member, at: LineAddress, request: OnceKey): Promise<string> {
    const who = { side: 'recipient', from: transitions.decline.from } as const;
    return this.steps.amend(actor, at, 'withdraw_decline', who, request, async ({ tx, line, now }) => {
      allowMove(actor, 'decline', line);
      const taken = await tx.query<unknown[]>(
        `WITH taken AS (UPDATE portal.decline_review SET state = 'withdrawn', decided_by = $2, decided_at = $3, version = version + 1
           WHERE line_id = $1 AND state = 'waiting' RETURNING id)
         SELECT id FROM taken`,
        [line.id, actor.accountId, now],
      );
      if (taken.length === 0) throw new DeclineDecided();
      return {};
    });
  }

  /**
   * The secretariat agrees, or asks to think again. It sees the number, the agencies, the code and the days.
   * @throws {NotFound} @throws {DeclineDecided} @throws {Stale}
   */
  async decide(
    actor: Member,
    { reviewId, seenVersion }: { reviewId: string; seenVersion: number },
    { verdict, note }: DeclineVerdict,
    request: OnceKey,
  ): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(
        tx,
        actor.accountId,
        request,
        async () => {
          const [decided] = await tx.query<DecidedRow[]>(
            'SELECT * FROM portal.decide_decline($1, $2, $3, $4)',
            [reviewId, seenVersion, verdict, note],
          );
          if (!decided) throw new NotFound();
          if (decided.outcome === 'decided') throw new DeclineDecided();
          if (decided.outcome === 'stale') throw new Stale(decided.version);
          await this.announce(tx, actor, reviewId, verdict, decided);
          await this.audit.record(tx, actor, {
            action: `decline.${verdict === 'confirmed' ? 'confirm' : 'reconsider'}`,
            objectType: 'decline_review',
            objectId: reviewId,
          });
          return reviewId;
        },
        reviewId,
      ),
    );
  }

  private async isReviewed(actor: Member, lineId: string): Promise<boolean> {
    return this.db.transaction(actor, async (tx) => {
      const { isReviewed } = await declineSettingIn(tx);
      if (!isReviewed) return false;
      const thoughtOver = await tx.query<unknown[]>(
        `SELECT id FROM portal.decline_review WHERE line_id = $1 AND state = 'reconsidered'`,
        [lineId],
      );
      return thoughtOver.length === 0;
    });
  }

  private async propose(
    actor: Member,
    { tx, referral, line }: LockedLine,
    { reason }: Why,
    verb: DeclineVerb = 'decline',
    agencyIds: readonly string[] = [],
  ): Promise<void> {
    const waiting = await tx.query<unknown[]>(
      `SELECT id FROM portal.decline_review WHERE line_id = $1 AND state = 'waiting'`,
      [line.id],
    );
    if (waiting.length > 0) throw new DeclineWaits();
    const { reviewDays } = await declineSettingIn(tx);
    const id = newId();
    await tx.query(
      `INSERT INTO portal.decline_review (id, referral_id, line_id, source_agency_id, agency_id, reason, due_on, proposed_by, verb, agency_ids)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        referral.id,
        line.id,
        line.sourceAgencyId,
        line.agencyId,
        reason.code,
        addWorkingDays(this.clock.today(), reviewDays),
        actor.accountId,
        verb,
        [...agencyIds],
      ],
    );
    await this.outbox.add(tx, 'decline.to_review', { reviewId: id, number: referral.number });
  }

  private async announce(
    tx: Tx,
    actor: Member,
    reviewId: string,
    verdict: DeclineVerdict['verdict'],
    decided: DecidedRow,
  ): Promise<void> {
    if (verdict === 'confirmed') {
      await this.outbox.add(tx, 'decline.confirmed', { reviewId });
      return;
    }
    const { referral_id: referralId, line_id: lineId, number } = decided;
    for (const tellAgencyId of [decided.agency_id, decided.source_agency_id])
      await this.outbox.add(tx, 'referral.decline_reconsidered', {
        referralId,
        lineId,
        number,
        byAgencyId: actor.agencyId,
        tellAgencyId,
      });
  }
}
