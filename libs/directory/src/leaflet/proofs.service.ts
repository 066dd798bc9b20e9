import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { hashOfToken, type Member } from '#libs/identity';
import {
  Clock,
  Database,
  dayInJapan,
  Invalid,
  Keys,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  plainSql,
  type SqlTx,
} from '#libs/platform';
import { digestOf, fieldsOf } from './leaflet.block.js';
import { type CircleMember, circleOf } from './leaflet.circle.js';
import { LeafletNotOpen, NobodyToAsk } from './leaflet.errors.js';
import { mayHappen } from './leaflet.status.js';
import { endOfDay, lockedLeaflet, requireKeeper } from './leaflets.service.js';
import { proofToken } from './proof.token.js';

/** Who gets a proof: everybody who has not refused, or those whose agreement is missing or no longer holds. */
export const proofAudiences = ['all', 'missing'] as const;
export type ProofAudience = (typeof proofAudiences)[number];

/** The event that follows from a proof, and from a reminder of it. */
export const proofSent = 'leaflet.proof_sent';

/** Sends agencies their own block as it will be printed, with a link by which they answer. */
@Injectable()
export class LeafletProofs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly keys: Keys,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Sends proofs. An earlier link of the same edition stops working.
   * @throws {NotFound} @throws {LeafletNotOpen} @throws {Invalid} @throws {NobodyToAsk}
   */
  async send(actor: Member, leafletId: string, audience: ProofAudience, request: OnceKey): Promise<void> {
    await this.sendTo(actor, leafletId, (member) => wants(member, audience), request);
  }

  /**
   * Sends a proof to one agency, however it stands.
   * @throws {NotFound} @throws {LeafletNotOpen} @throws {Invalid} @throws {NobodyToAsk}
   */
  async sendOne(actor: Member, leafletId: string, agencyId: string, request: OnceKey): Promise<void> {
    await this.sendTo(actor, leafletId, (member) => member.agencyId === agencyId, request, agencyId);
  }

  /**
   * Reminds whoever has not answered, once a day at most: by the same link, or by a new proof where the entry has changed.
   * @throws {NotFound} @throws {LeafletNotOpen} @throws {NobodyToAsk}
   */
  async remind(actor: Member, leafletId: string, request: OnceKey): Promise<void> {
    await this.inProofing(actor, leafletId, request, async (sql, answerBy) => {
      const today = this.clock.today();
      const silent = (await circleOf(sql, leafletId)).filter(
        ({ standing, proof }) =>
          standing === 'waiting' && dayOf(proof!.at) < today && dayOf(proof!.remindedAt ?? proof!.at) < today,
      );
      if (silent.length === 0) throw new NobodyToAsk();
      for (const member of silent) {
        if (digestOf(member.proof!.block) !== digestOf(member.now))
          await this.put(sql, actor, leafletId, member, answerBy);
        else {
          await sql.query(
            `UPDATE portal.leaflet_proof SET reminded_at = now(), expires_at = ${endOfDay('$2')} WHERE id = $1`,
            [member.proof!.id, answerBy],
          );
          await this.outbox.add(sql, proofSent, { proofId: member.proof!.id });
        }
      }
      return { action: 'leaflet.remind', count: silent.length };
    });
  }

  private async sendTo(
    actor: Member,
    leafletId: string,
    isWanted: (member: CircleMember) => boolean,
    request: OnceKey,
    agencyId?: string,
  ): Promise<void> {
    await this.inProofing(actor, leafletId, request, async (sql, answerBy) => {
      const members = (await circleOf(sql, leafletId, agencyId)).filter(isWanted);
      if (agencyId !== undefined && members.length === 0) throw new NotFound();
      const reachable = await reachableAmong(sql, members);
      const asked = members.filter((member) => reachable.has(member.agencyId));
      if (asked.length === 0) throw new NobodyToAsk();
      for (const member of asked) await this.put(sql, actor, leafletId, member, answerBy);
      return { action: 'leaflet.proof', count: asked.length };
    });
  }

  private async inProofing(
    actor: Member,
    leafletId: string,
    request: OnceKey,
    work: (sql: SqlTx, answerBy: string) => Promise<{ action: string; count: number }>,
  ): Promise<void> {
    requireKeeper(actor);
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const { state, answerBy } = await lockedLeaflet(sql, leafletId);
        if (!mayHappen('proof', state)) throw new LeafletNotOpen(state);
        if (answerBy < this.clock.today()) throw new Invalid([lateAnswer]);
        const { action, count } = await work(sql, answerBy);
        await sql.query(
          `UPDATE portal.leaflet SET state = 'proofing', version = version + 1, updated_at = now() WHERE id = $1`,
          [leafletId],
        );
        await this.audit.record(tx, actor, {
          action,
          objectType: 'leaflet',
          objectId: leafletId,
          details: { count },
        });
        return leafletId;
      }),
    );
  }

  private async put(
    sql: SqlTx,
    actor: Member,
    leafletId: string,
    { agencyId, now, agreement }: CircleMember,
    answerBy: string,
  ): Promise<void> {
    const id = newId();
    await sql.query(
      `UPDATE portal.leaflet_proof SET revoked_at = now()
       WHERE leaflet_id = $1 AND agency_id = $2 AND answered_at IS NULL AND revoked_at IS NULL`,
      [leafletId, agencyId],
    );
    await sql.query(
      `INSERT INTO portal.leaflet_proof (id, leaflet_id, agency_id, token_hash, block, proposed, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, ${endOfDay('$8')})`,
      [
        id,
        leafletId,
        agencyId,
        hashOfToken(proofToken(this.keys, id)),
        JSON.stringify(now),
        // Whoever agreed before is asked about the same fields again, not about more.
        fieldsOf(agreement?.block ?? now),
        actor.accountId,
        answerBy,
      ],
    );
    await this.outbox.add(sql, proofSent, { proofId: id });
  }
}

/** Which of these agencies somebody would get a proof. */
export async function reachableAmong(
  sql: SqlTx,
  members: readonly { agencyId: string }[],
): Promise<Set<string>> {
  const rows = await sql.query<{ agency_id: string }>('SELECT agency_id FROM sec.reachable_agencies($1)', [
    members.map(({ agencyId }) => agencyId),
  ]);
  return new Set(rows.map(({ agency_id }) => agency_id));
}

function wants({ standing, now, proof }: CircleMember, audience: ProofAudience): boolean {
  if (standing === 'refused') return false;
  if (audience === 'all') return true;
  // Whoever wants a correction is asked again once something has been corrected.
  if (standing === 'correction') return proof === null || digestOf(proof.block) !== digestOf(now);
  return standing === 'not_asked' || standing === 'stale' || standing === 'lapsed';
}

const lateAnswer = {
  field: 'answerBy',
  label: '回答の期限',
  detail: '回答の期限が過ぎています。期限を今日以降の日付に変えてから送ってください。',
};

function dayOf(moment: string): string {
  return dayInJapan(new Date(moment));
}
