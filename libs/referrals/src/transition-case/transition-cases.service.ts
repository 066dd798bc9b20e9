import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  DataKeys,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Stale,
  type Tx,
} from '#libs/platform';
import { requireOpenPerson } from '#libs/people';
import { InAnotherTransition, ReferralsGoOn, TransitionClosed } from './transition-case.errors.js';
import type { TransitionKind } from './transition-case.codes.js';
import { caseWordsPlace, type CaseWords } from './transition-case.words.js';

/** What is planned: the goal, and from when to when (YYYY-MM-DD in Japan). */
export interface TransitionPlan {
  readonly goal: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** A transition as it is opened. */
export interface TransitionInput extends TransitionPlan {
  readonly kind: TransitionKind;
  /** The support that ends. */
  readonly supportTermId: string | null;
  readonly referralIds: readonly string[];
}

/** Which transition, and the version of it that was seen. */
export interface TransitionAddress {
  readonly caseId: string;
  readonly seenVersion: number;
}

interface CaseRow {
  id: string;
  person_id: string;
  body: Buffer;
  closed_at: Date | null;
  version: number;
}

/** 移行ケース: opens, plans and closes what holds several referrals about one person together. The owner agency's alone. */
@Injectable()
export class TransitionCases {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Opens one for one of the own people; answers its id. @throws {NotFound} @throws {Invalid} @throws {InAnotherTransition} */
  async open(actor: Member, personId: string, input: TransitionInput, request: OnceKey): Promise<string> {
    requireDays(input);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireOpenPerson(tx, actor, personId);
        if (input.supportTermId) await requireTerm(tx, actor, personId, input.supportTermId);
        const id = newId();
        const key = await this.dataKeys.create(tx, id, actor.agencyId);
        const words: CaseWords = { goal: input.goal, outcome: '' };
        await tx.query(
          `INSERT INTO portal.transition_case (id, agency_id, person_id, kind, support_term_id, body, starts_on, ends_on, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            id,
            actor.agencyId,
            personId,
            input.kind,
            input.supportTermId,
            key.seal(caseWordsPlace(id), JSON.stringify(words)),
            input.startsOn,
            input.endsOn,
            actor.accountId,
          ],
        );
        for (const referralId of input.referralIds) await put(tx, actor, { id, personId }, referralId);
        await this.note(tx, actor, { id, personId }, 'open');
        return id;
      }),
    );
  }

  /** Plans anew. @throws {NotFound} @throws {TransitionClosed} @throws {Stale} @throws {Invalid} */
  async plan(actor: Member, at: TransitionAddress, plan: TransitionPlan): Promise<void> {
    requireDays(plan);
    await this.db.transaction(actor, async (tx) => {
      const found = await openCase(tx, actor, at.caseId);
      if (found.version !== at.seenVersion) throw new Stale(found.version);
      const body = await this.rewritten(tx, found, { goal: plan.goal });
      await tx.query(
        'UPDATE portal.transition_case SET body = $2, starts_on = $3, ends_on = $4, version = version + 1 WHERE id = $1',
        [found.id, body, plan.startsOn, plan.endsOn],
      );
      await this.note(tx, actor, { id: found.id, personId: found.person_id }, 'plan');
    });
  }

  /** Takes a referral about the same person in. @throws {NotFound} @throws {TransitionClosed} @throws {InAnotherTransition} */
  async take(actor: Member, caseId: string, referralId: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(
        tx,
        actor.accountId,
        request,
        async () => {
          const { person_id: personId } = await openCase(tx, actor, caseId);
          await put(tx, actor, { id: caseId, personId }, referralId);
          await this.note(tx, actor, { id: caseId, personId }, 'take', { referral: referralId });
          return caseId;
        },
        caseId,
      ),
    );
  }

  /** Lets a referral go; it stays as it is. @throws {NotFound} @throws {TransitionClosed} */
  async release(actor: Member, caseId: string, referralId: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { person_id: personId } = await openCase(tx, actor, caseId);
      const gone = await tx.query<unknown[]>(
        `WITH gone AS (DELETE FROM portal.transition_referral WHERE case_id = $1 AND referral_id = $2 RETURNING referral_id)
         SELECT referral_id FROM gone`,
        [caseId, referralId],
      );
      if (gone.length === 0) throw new NotFound();
      await this.note(tx, actor, { id: caseId, personId }, 'release', { referral: referralId });
    });
  }

  /** Ends it, once all its referrals have ended. @throws {ReferralsGoOn} @throws {NotFound} @throws {TransitionClosed} @throws {Stale} */
  async close(actor: Member, at: TransitionAddress, outcome: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(
        tx,
        actor.accountId,
        request,
        async () => {
          const found = await openCase(tx, actor, at.caseId);
          if (found.version !== at.seenVersion) throw new Stale(found.version);
          const open = await tx.query<{ number: string }[]>(
            `SELECT r.number FROM portal.transition_referral t JOIN portal.referral r ON r.id = t.referral_id
             WHERE t.case_id = $1 AND r.status IN ('draft', 'active', 'matched') ORDER BY r.number FOR SHARE OF r`,
            [found.id],
          );
          if (open.length > 0) throw new ReferralsGoOn(open.map(({ number }) => number));
          const body = await this.rewritten(tx, found, { outcome });
          await tx.query(
            'UPDATE portal.transition_case SET body = $2, closed_at = $3, closed_by = $4, version = version + 1 WHERE id = $1',
            [found.id, body, this.clock.now(), actor.accountId],
          );
          await this.note(tx, actor, { id: found.id, personId: found.person_id }, 'close');
          return found.id;
        },
        at.caseId,
      ),
    );
  }

  private async rewritten(tx: Tx, { id, body }: CaseRow, words: Partial<CaseWords>): Promise<Buffer> {
    const key = await this.dataKeys.one(tx, id);
    const before = JSON.parse(key.open(caseWordsPlace(id), body)) as CaseWords;
    return key.seal(caseWordsPlace(id), JSON.stringify({ ...before, ...words }));
  }

  private async note(
    tx: Tx,
    actor: Member,
    { id, personId }: { id: string; personId: string },
    verb: string,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `transition.${verb}`,
      objectType: 'transition_case',
      objectId: id,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
      details,
    });
  }
}

function requireDays({ startsOn, endsOn }: TransitionPlan): void {
  if (startsOn <= endsOn) return;
  const detail = '始まりの日以降にしてください。';
  throw new Invalid([{ field: 'endsOn', label: '予定の終わり', detail }]);
}

async function openCase(tx: Tx, actor: Member, id: string): Promise<CaseRow> {
  const [found] = await tx.query<CaseRow[]>(
    `SELECT id, person_id, body, closed_at, version FROM portal.transition_case WHERE id = $1 AND agency_id = $2 FOR UPDATE`,
    [id, actor.agencyId],
  );
  if (!found) throw new NotFound();
  if (found.closed_at) throw new TransitionClosed();
  return found;
}

async function put(
  tx: Tx,
  actor: Member,
  { id, personId }: { id: string; personId: string },
  referralId: string,
): Promise<void> {
  const own = await tx.query<unknown[]>(
    `SELECT id FROM portal.referral WHERE id = $1 AND source_agency_id = $2 AND person_id = $3`,
    [referralId, actor.agencyId, personId],
  );
  if (own.length === 0) throw new NotFound();
  const taken = await tx.query<unknown[]>(
    `INSERT INTO portal.transition_referral (referral_id, case_id, agency_id, person_id, added_by)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (referral_id) DO NOTHING RETURNING referral_id`,
    [referralId, id, actor.agencyId, personId, actor.accountId],
  );
  if (taken.length === 0) throw new InAnotherTransition();
}

async function requireTerm(tx: Tx, actor: Member, personId: string, termId: string): Promise<void> {
  const known = await tx.query<unknown[]>(
    'SELECT id FROM portal.support_term WHERE id = $1 AND agency_id = $2 AND person_id = $3',
    [termId, actor.agencyId, personId],
  );
  if (known.length === 0) throw new NotFound();
}
