import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Forbidden, newId, NotFound, Outbox, plainSql, type SqlTx, type Tx } from '#libs/platform';
import { lockedEntry } from '../agency/entry-change.recording.js';
import { readEntryNames } from '../entry/entry.names.js';
import { digestOf, fieldsOf, type LeafletBlock, onlyFields } from './leaflet.block.js';
import { BlockChanged, LeafletNotOpen, NoProofing } from './leaflet.errors.js';
import { mayDecideLeaflet } from './leaflet.policy.js';
import { isOpen } from './leaflet.status.js';
import { blockOf } from './leaflet.writing.js';
import { lockedLeaflet, requireKeeper } from './leaflets.service.js';

/** What somebody agrees to: some fields of a block that they have seen. */
export interface Agreeing {
  readonly fields: readonly string[];
  /** The digest of the block that was shown. */
  readonly shown: string;
}

/** What an agency told the secretariat by other ways than the portal. */
export interface ToldAnswer {
  readonly answer: 'agreed' | 'refused';
  /** Who said so. */
  readonly name: string;
  /** How: by phone, on paper. */
  readonly note: string;
  readonly agreeing?: Agreeing;
}

interface Decision {
  readonly agencyId: string;
  readonly block: LeafletBlock | null;
  readonly leafletId: string | null;
  readonly through: 'portal' | 'secretariat';
  readonly by: string;
  readonly name: string;
  readonly note: string | null;
}

/** The event that follows when an agency wants something corrected. */
export const correctionAsked = 'leaflet.correction';

/** Keeps what agencies let the leaflet print about them. Taking it back works at once and needs no reason. */
@Injectable()
export class LeafletAgreements {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The actor's agency agrees to fields of its block, word for word as shown.
   * @throws {Forbidden} @throws {BlockChanged}
   */
  async agree(actor: Member, agreeing: Agreeing): Promise<void> {
    requireDecider(actor);
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const block = await shownBlock(sql, actor.agencyId, agreeing);
      await decide(sql, { ...ownDecision(actor), block });
      await this.record(tx, actor, 'leaflet.agree', { fields: fieldsOf(block) });
    });
  }

  /**
   * The actor's agency does not want to be printed, or no more.
   * @throws {Forbidden}
   */
  async refuse(actor: Member): Promise<void> {
    requireDecider(actor);
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await lockedEntry(sql, actor.agencyId);
      await decide(sql, { ...ownDecision(actor), block: null });
      await this.record(tx, actor, 'leaflet.refuse');
    });
  }

  /**
   * The actor's agency wants something corrected in the edition for which it is being asked.
   * @throws {Forbidden} @throws {NoProofing}.
   */
  async askForCorrection(actor: Member, words: string): Promise<void> {
    requireDecider(actor);
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const asking = await sql.query<{ leaflet_id: string }>(
        `UPDATE portal.leaflet_agency c SET correction = $2, correction_at = now(), correction_name = $3
         FROM portal.leaflet l WHERE l.id = c.leaflet_id AND l.state = 'proofing' AND c.agency_id = $1
           AND c.left_out_at IS NULL RETURNING c.leaflet_id`,
        [actor.agencyId, words, actor.accountName],
      );
      if (asking.length === 0) throw new NoProofing();
      await answerOpenProofs(sql, actor.agencyId, 'correction');
      for (const { leaflet_id: leafletId } of asking)
        await this.outbox.add(sql, correctionAsked, { leafletId });
      await this.record(tx, actor, 'leaflet.ask_correction');
    });
  }

  /**
   * The secretariat writes down what an agency has told it by phone or on paper.
   * @throws {NotFound} @throws {LeafletNotOpen} @throws {BlockChanged}
   */
  async recordFor(actor: Member, leafletId: string, agencyId: string, told: ToldAnswer): Promise<void> {
    requireKeeper(actor);
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { state } = await lockedLeaflet(sql, leafletId);
      // Taking back is possible whatever has become of the edition.
      if (told.answer === 'agreed' && !isOpen(state)) throw new LeafletNotOpen(state);
      const asked = await sql.query(
        'SELECT FROM portal.leaflet_agency WHERE leaflet_id = $1 AND agency_id = $2 AND left_out_at IS NULL',
        [leafletId, agencyId],
      );
      if (asked.length === 0) throw new NotFound();
      const agreeing = told.agreeing ?? { fields: [], shown: '' };
      const block = told.answer === 'agreed' ? await shownBlock(sql, agencyId, agreeing) : null;
      await decide(sql, {
        ...{ agencyId, leafletId, block, through: 'secretariat', by: actor.accountId },
        ...{ name: told.name, note: told.note },
      });
      await this.audit.record(tx, actor, {
        action: 'leaflet.record_answer',
        objectType: 'leaflet',
        objectId: leafletId,
        details: { agency: agencyId, answer: told.answer, fields: block ? fieldsOf(block) : [] },
      });
    });
  }

  private async record(tx: Tx, actor: Member, action: string, details: object = {}): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'agency',
      objectId: actor.agencyId,
      details: { ...details },
    });
  }
}

function requireDecider(actor: Member): void {
  if (!mayDecideLeaflet(actor, actor.agencyId)) throw new Forbidden();
}

function ownDecision(actor: Member) {
  const { agencyId, accountId: by, accountName: name } = actor;
  return { agencyId, leafletId: null, through: 'portal', by, name, note: null } as const;
}

/** The agreed part of the block, provided that it still reads as it was shown. */
async function shownBlock(sql: SqlTx, agencyId: string, { fields, shown }: Agreeing): Promise<LeafletBlock> {
  const entry = await lockedEntry(sql, agencyId);
  if (!entry) throw new NotFound();
  const now = blockOf(entry, await readEntryNames(sql));
  if (digestOf(now) !== shown) throw new BlockChanged();
  return onlyFields(now, fields);
}

/** Writes a decision down; the one before ends with it, and so does every question that was open. */
async function decide(sql: SqlTx, decision: Decision): Promise<void> {
  const { agencyId, block, leafletId, through, by, name, note } = decision;
  await sql.query(
    `UPDATE portal.leaflet_agreement SET ended_at = now(), ended_why = $2 WHERE agency_id = $1 AND ended_at IS NULL`,
    [agencyId, block ? 'replaced' : 'withdrawn'],
  );
  if (block)
    await sql.query(
      `INSERT INTO portal.leaflet_agreement (id, agency_id, leaflet_id, block, through, agreed_by, agreed_name, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [newId(), agencyId, leafletId, JSON.stringify(block), through, by, name, note],
    );
  await sql.query(
    `INSERT INTO portal.publication (agency_id, channel, agreed, fields, decided_by, decided_name)
     VALUES ($1, 'leaflet', $2, $3, $4, $5)
     ON CONFLICT (agency_id, channel) DO UPDATE SET agreed = excluded.agreed, basis = 'agreed', fields = excluded.fields,
       decided_at = now(), decided_by = excluded.decided_by, decided_name = excluded.decided_name`,
    [agencyId, block !== null, block ? fieldsOf(block) : [], by, name],
  );
  await sql.query(
    `UPDATE portal.leaflet_agency SET correction = NULL, correction_at = NULL, correction_name = NULL
     WHERE agency_id = $1 AND correction IS NOT NULL`,
    [agencyId],
  );
  await answerOpenProofs(sql, agencyId, block ? 'agreed' : 'refused');
}

async function answerOpenProofs(
  sql: SqlTx,
  agencyId: string,
  answer: 'agreed' | 'correction' | 'refused',
): Promise<void> {
  await sql.query(
    `UPDATE portal.leaflet_proof SET answer = $2, answered_at = now()
     WHERE agency_id = $1 AND answered_at IS NULL AND revoked_at IS NULL`,
    [agencyId, answer],
  );
}
