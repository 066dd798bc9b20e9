import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, Stale, type Tx } from '#libs/platform';
import type { Urgency } from '../referral.codes.js';
import type { Referral } from '../referral.entity.js';
import type { ApprovalRule } from './approval.codes.js';
import { ApprovalNeeded, SuperiorSendsOutside } from './approval.errors.js';

/** What an agency has settled; version 0 while it has settled nothing. */
export interface ApprovalSetting {
  readonly rule: ApprovalRule;
  readonly version: number;
}

/** 決裁の設定: whether a superior of the agency approves what it sends. */
@Injectable()
export class ApprovalRules {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What the own agency has settled. */
  async current(actor: Member): Promise<ApprovalSetting> {
    return this.db.transaction(actor, (tx) => settingOf(tx, actor.agencyId));
  }

  /** @throws {Stale} */
  async set(actor: Member, seenVersion: number, rule: ApprovalRule): Promise<ApprovalSetting> {
    return this.db.transaction(actor, async (tx) => {
      const before = await settingOf(tx, actor.agencyId);
      // Asked of the row itself: of two who saw the same version only one writes.
      const kept = await tx.query<unknown[]>(
        `WITH kept AS (INSERT INTO portal.approval_setting AS s (agency_id, rule, updated_by, updated_at)
           VALUES ($1, $2, $3, $4)
           ON CONFLICT (agency_id) DO UPDATE SET rule = excluded.rule, version = s.version + 1,
             updated_by = excluded.updated_by, updated_at = excluded.updated_at WHERE s.version = $5
           RETURNING version)
         SELECT version FROM kept WHERE version = $5 + 1`,
        [actor.agencyId, rule, actor.accountId, this.clock.now(), seenVersion],
      );
      if (kept.length === 0) throw new Stale((await settingOf(tx, actor.agencyId)).version);
      await this.audit.record(tx, actor, {
        action: 'approval.set',
        objectType: 'agency',
        objectId: actor.agencyId,
        ownerAgencyId: actor.agencyId,
        details: { before: before.rule, after: rule },
      });
      return settingOf(tx, actor.agencyId);
    });
  }

  /** @throws {ApprovalNeeded} when the agency asks for an approval of this draft. */
  async requireNone(tx: Tx, { sourceAgencyId, urgency }: Referral): Promise<void> {
    const { rule } = await settingOf(tx, sourceAgencyId);
    if (isAsked(rule, urgency)) throw new ApprovalNeeded();
  }

  /** @throws {SuperiorSendsOutside} when the agency asks for an approval and the actor is not the one who could give it. */
  async requireSuperior(tx: Tx, actor: Member, referral: Referral): Promise<void> {
    const { rule } = await settingOf(tx, referral.sourceAgencyId);
    if (!isAsked(rule, referral.urgency)) return;
    const approvers = await approversOf(tx, referral.sourceAgencyId, [referral.createdBy]);
    if (!approvers.includes(actor.accountId)) throw new SuperiorSendsOutside();
  }
}

/** Whether a draft of this urgency needs an approval. */
export function isAsked(rule: ApprovalRule, urgency: Urgency): boolean {
  return rule === 'always' || (rule === 'not_urgent' && urgency !== 'urgent');
}

/** The setting of an agency, inside a transaction. */
export async function settingOf(tx: Tx, agencyId: string): Promise<ApprovalSetting> {
  const [row] = await tx.query<ApprovalSetting[]>(
    'SELECT rule, version FROM portal.approval_setting WHERE agency_id = $1',
    [agencyId],
  );
  return row ?? { rule: 'never', version: 0 };
}

/** Who of the agency may approve today, but for those who had a hand in it. */
export async function approversOf(tx: Tx, agencyId: string, but: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT account_id AS id FROM sec.approvers_of($1) WHERE account_id <> ALL($2::uuid[])',
    [agencyId, but],
  );
  return rows.map(({ id }) => id);
}
