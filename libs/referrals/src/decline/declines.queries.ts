import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, NotFound } from '#libs/platform';
import type { ReferralType } from '../referral.codes.js';
import { ReferralSight } from '../referral-sight.js';
import { transitions } from '../referral.status.js';
import type { DeclineReviewState, DeclineVerb } from './decline.codes.js';

/** A no that was, or is, looked at, as its two agencies see it. */
export interface DeclineReviewRecord {
  readonly id: string;
  readonly lineId: string;
  readonly verb: DeclineVerb;
  readonly reason: string;
  readonly state: DeclineReviewState;
  readonly proposedAt: Date;
  /** Until when the secretariat looks at it; afterwards it stands. */
  readonly dueOn: string;
  readonly note: string | null;
  readonly decidedAt: Date | null;
  /** Whether the reader may take it back. */
  readonly mayTakeBack: boolean;
}

/** A no that waits for the secretariat: nothing about the person. */
export interface DeclineToReview {
  readonly id: string;
  readonly number: string;
  readonly type: ReferralType;
  readonly sourceAgencyId: string;
  readonly sourceAgency: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly verb: DeclineVerb;
  /** Whom the recipient names in its place. */
  readonly named: readonly string[];
  readonly reason: string;
  readonly proposedAt: Date;
  readonly dueOn: string;
  readonly version: number;
}

/** Reads what the secretariat looks at. */
@Injectable()
export class DeclinesQueries {
  constructor(
    private readonly db: Database,
    private readonly sight: ReferralSight,
  ) {}

  /** What was proposed on the lines of a referral that the reader may know. @throws {NotFound} */
  async of(actor: Member, referralId: string): Promise<DeclineReviewRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const { lines } = await this.sight.find(tx, actor, referralId);
      if (lines.length === 0) throw new NotFound();
      const rows = await tx.query<Omit<DeclineReviewRecord, 'mayTakeBack'>[]>(
        `SELECT id, line_id AS "lineId", verb, reason, state, proposed_at AS "proposedAt", due_on::text AS "dueOn", note,
           decided_at AS "decidedAt"
         FROM portal.decline_review WHERE line_id = ANY($1::uuid[]) ORDER BY proposed_at, id`,
        [lines.map(({ id }) => id)],
      );
      return rows.map((row) => {
        const line = lines.find(({ id }) => id === row.lineId);
        const goesOn = (transitions[row.verb].from as readonly string[]).includes(line?.status ?? '');
        const state = row.state === 'waiting' && !goesOn ? ('overtaken' as const) : row.state;
        return { ...row, state, mayTakeBack: state === 'waiting' && line?.agencyId === actor.agencyId };
      });
    });
  }

  /** What waits for the secretariat, the most urgent first. */
  async toReview(actor: Member): Promise<DeclineToReview[]> {
    return this.db.transaction(actor, (tx) =>
      tx.query<DeclineToReview[]>(
        `SELECT id, number, type, source_agency_id AS "sourceAgencyId", source_agency AS "sourceAgency",
           agency_id AS "agencyId", agency, verb, named, reason, proposed_at AS "proposedAt", due_on::text AS "dueOn", version
         FROM sec.declines_to_review()`,
      ),
    );
  }
}
