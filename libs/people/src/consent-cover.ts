import { Injectable } from '@nestjs/common';
import { NotFound, prepared, type Tx } from '#libs/platform';
import type { Purpose } from './consent.codes.js';
import { ConsentNotActive } from './consent.errors.js';
import type { DataCategory } from './data-category.js';

/** Whom it is about, who would be told, and for what. */
export interface CoverQuestion {
  readonly personId: string;
  readonly recipientAgencyId: string;
  readonly purpose: Purpose;
}

/** The kinds of data that may be told now, each with what that rests on: consents, or legal grounds in their place. */
export type Cover = ReadonlyMap<DataCategory, readonly string[]>;

const liveGrants = {
  name: 'consent.cover',
  sql: `SELECT category, array_agg(basis_id ORDER BY basis_id) AS consent_ids FROM portal.live_cover
        WHERE person_id = $1 AND recipient_agency_id = $2 AND purpose = $3 GROUP BY category`,
};

/**
 * Answers "may this be told, now?" from the consents themselves, at every question anew: nothing is cached, so a
 * withdrawal works at the moment it is recorded.
 */
@Injectable()
export class ConsentCover {
  /**
   * Keeps the person's consents as they are until the transaction ends. Whoever tells takes this lock before asking,
   * whoever takes a consent back takes the other one: each provision is either before the withdrawal or refused.
   */
  async hold(tx: Tx, personId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [personId]);
  }

  /** Waits until nobody is telling anything about the person, and keeps others from it until the transaction ends. */
  async stop(tx: Tx, personId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [personId]);
  }

  /**
   * Stops the consents of whoever something is about, and answers who that is. Two records may become one while one waits, so
   * it is asked again under the lock. @throws {NotFound} when it is about nobody.
   */
  async stopWhoever(tx: Tx, whoever: () => Promise<string | undefined>): Promise<string> {
    let stopped: string | undefined;
    for (;;) {
      const personId = await whoever();
      if (personId === undefined) throw new NotFound();
      if (personId === stopped) return personId;
      await this.stop(tx, personId);
      stopped = personId;
    }
  }

  /** What may be told now. */
  async now(tx: Tx, { personId, recipientAgencyId, purpose }: CoverQuestion): Promise<Cover> {
    const values = [personId, recipientAgencyId, purpose];
    const rows = await prepared<{ category: DataCategory; consent_ids: string[] }>(tx, liveGrants, values);
    return new Map(rows.map((row) => [row.category, row.consent_ids]));
  }

  /**
   * Requires that at least one of these kinds of data may be told now; answers those that may, and the consents on which
   * that rests.
   * @throws {ConsentNotActive} when all of them are closed.
   */
  async requireSome(
    tx: Tx,
    question: CoverQuestion,
    categories: readonly DataCategory[],
  ): Promise<{ categories: DataCategory[]; consentIds: string[] }> {
    const cover = await this.now(tx, question);
    const open = categories.filter((category) => cover.has(category));
    if (open.length === 0) throw new ConsentNotActive(categories);
    return {
      categories: open,
      consentIds: [...new Set(open.flatMap((category) => cover.get(category) ?? []))],
    };
  }
}
