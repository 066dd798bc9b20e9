import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { belongsTo, type Member } from '#libs/identity';
import {
  Clock,
  Database,
  DataKeys,
  Forbidden,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  Stale,
  type Tx,
} from '#libs/platform';
import type { Purpose } from '../consent.codes.js';
import { ConsentCover } from '../consent-cover.js';
import type { DataCategory } from '../data-category.js';
import { requireOwnPerson } from '../own-person.js';
import type { BasisCode } from './ground.codes.js';
import { AnotherDecides, GroundNotOpen } from './ground.errors.js';
import { groundPlace } from './ground.places.js';
import { examined } from './ground.rules.js';

/** What is to be told without consent, to whom, why, and until which day in Japan (included). */
export interface GroundInput {
  readonly recipientAgencyId: string;
  readonly purpose: Purpose;
  readonly categories: readonly DataCategory[];
  readonly basis: BasisCode;
  readonly reason: string;
  readonly untilDay: string;
}

interface GroundRow {
  id: string;
  person_id: string;
  agency_id: string;
  recipient_agency_id: string;
  status: 'proposed' | 'approved' | 'refused' | 'ended';
  proposed_by: string;
  version: number;
}

/** Disclosure without consent: proposed with a named ground, decided by a manager, open until a day, never longer. */
@Injectable()
export class LegalGrounds {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly cover: ConsentCover,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Proposes a ground; nothing opens before a manager has agreed. Answers its id.
   * @throws {NotFound} for another agency's person. @throws {Invalid}
   */
  async propose(actor: Member, personId: string, input: GroundInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
        const { problems, regime } = await examined(tx, actor, input, this.clock.today());
        if (problems.length > 0) throw new Invalid(problems);
        const id = newId();
        const key = await this.dataKeys.create(tx, id, actor.agencyId);
        await tx.query(
          `INSERT INTO portal.legal_ground (id, person_id, agency_id, recipient_agency_id, purpose, categories, basis,
             legal_regime, reason, valid_until, proposed_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, (($10::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'), $11)`,
          [
            id,
            personId,
            actor.agencyId,
            input.recipientAgencyId,
            input.purpose,
            input.categories,
            input.basis,
            regime,
            key.seal(groundPlace(id), input.reason),
            input.untilDay,
            actor.accountId,
          ],
        );
        await this.note(tx, actor, { id, person_id: personId }, 'propose', { basis: input.basis });
        await this.outbox.add(tx, 'ground.proposed', { groundId: id, tellAgencyId: actor.agencyId });
        return id;
      }),
    );
  }

  /** Agrees: from the commit on, what it names is open. @throws {AnotherDecides} @throws {GroundNotOpen} @throws {Stale} */
  async approve(actor: Member, id: string, seenVersion: number, request: OnceKey): Promise<string> {
    return this.decide(actor, id, 'approved', seenVersion, request);
  }

  /** Does not agree. @throws {AnotherDecides} @throws {GroundNotOpen} @throws {Stale} */
  async refuse(actor: Member, id: string, seenVersion: number, request: OnceKey): Promise<string> {
    return this.decide(actor, id, 'refused', seenVersion, request);
  }

  /** Ends it before its day: what it opened closes at once. @throws {GroundNotOpen} @throws {Stale} */
  async end(actor: Member, id: string, seenVersion: number, request: OnceKey): Promise<string> {
    return this.change(actor, id, seenVersion, request, async (tx, ground) => {
      if (ground.status !== 'proposed' && ground.status !== 'approved') throw new GroundNotOpen();
      await tx.query(
        // A ground that was never decided is ended by whoever takes it back.
        `UPDATE portal.legal_ground SET status = 'ended', ended_by = $2, ended_at = now(), version = version + 1,
           decided_by = coalesce(decided_by, $2), decided_at = coalesce(decided_at, now()) WHERE id = $1`,
        [id, actor.accountId],
      );
      await this.note(tx, actor, ground, 'end');
    });
  }

  private async decide(
    actor: Member,
    id: string,
    status: 'approved' | 'refused',
    seenVersion: number,
    request: OnceKey,
  ): Promise<string> {
    return this.change(actor, id, seenVersion, request, async (tx, ground) => {
      if (!belongsTo('manager', actor.role)) throw new Forbidden();
      if (ground.status !== 'proposed') throw new GroundNotOpen();
      if (ground.proposed_by === actor.accountId && (await hasOtherManager(tx, actor)))
        throw new AnotherDecides();
      await tx.query(
        `UPDATE portal.legal_ground SET status = $2, decided_by = $3, decided_at = now(), version = version + 1 WHERE id = $1`,
        [id, status, actor.accountId],
      );
      await this.note(tx, actor, ground, status === 'approved' ? 'approve' : 'refuse');
    });
  }

  private async change(
    actor: Member,
    id: string,
    seenVersion: number,
    request: OnceKey,
    move: (tx: Tx, ground: GroundRow) => Promise<void>,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        // First the consents, as everybody does, and then the row itself.
        await this.cover.stopWhoever(tx, async () => {
          const [seen] = await tx.query<{ person_id: string }[]>(
            'SELECT person_id FROM portal.legal_ground WHERE id = $1 AND agency_id = $2',
            [id, actor.agencyId],
          );
          return seen?.person_id;
        });
        const [ground] = await tx.query<GroundRow[]>(
          `SELECT id, person_id, agency_id, recipient_agency_id, status, proposed_by, version
           FROM portal.legal_ground WHERE id = $1 AND agency_id = $2 FOR UPDATE`,
          [id, actor.agencyId],
        );
        if (!ground) throw new NotFound();
        if (ground.version !== seenVersion) throw new Stale(ground.version);
        await move(tx, ground);
        return id;
      }),
    );
  }

  private async note(
    tx: Tx,
    actor: Member,
    ground: Pick<GroundRow, 'id' | 'person_id'>,
    verb: string,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `ground.${verb}`,
      objectType: 'legal_ground',
      objectId: ground.id,
      subjectId: ground.person_id,
      ownerAgencyId: actor.agencyId,
      details,
    });
  }
}

async function hasOtherManager(tx: Tx, { agencyId, accountId }: Member): Promise<boolean> {
  const [row] = await tx.query<{ other: boolean }[]>('SELECT sec.has_other_manager($1, $2) AS other', [
    agencyId,
    accountId,
  ]);
  return row?.other ?? false;
}
