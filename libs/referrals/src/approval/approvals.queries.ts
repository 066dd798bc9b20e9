import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, DataKeys, NotFound } from '#libs/platform';
import { PersonNames } from '../person-names.js';
import type { ReferralType, Urgency } from '../referral.codes.js';
import { ReferralSight } from '../referral-sight.js';
import type { ApprovalRule, ApprovalState } from './approval.codes.js';
import { approvalReasonPlace, approvalWordsPlace } from './approval.places.js';
import { approversOf, isAsked, settingOf } from './approval-rules.service.js';
import type { HandInInput } from './approvals.service.js';

/** A request for an approval, and how it ended. */
export interface ApprovalRecord {
  readonly id: string;
  readonly state: ApprovalState;
  readonly note: string;
  /** Why one more open referral to the same agency is right. */
  readonly duplicateReason: string | null;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** Why it went back. */
  readonly reason: string | null;
  readonly mayDecide: boolean;
  readonly mayTakeBack: boolean;
  readonly version: number;
}

/** What the agency asks of a referral before it is sent, and what was asked for it so far; the newest last. */
export interface ReferralApprovals {
  readonly rule: ApprovalRule;
  /** Whether this draft is sent by an approval only. */
  readonly isNeeded: boolean;
  /** Whether somebody could approve what the reader hands in. */
  readonly hasApprover: boolean;
  readonly requests: readonly ApprovalRecord[];
}

/** A draft that waits on the desk of whoever approves, or that went back. */
export interface ListedApproval {
  readonly id: string;
  readonly state: ApprovalState;
  readonly referralId: string;
  readonly number: string;
  readonly type: ReferralType | null;
  readonly urgency: Urgency;
  readonly personName: string | null;
  readonly recipients: readonly string[];
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly mayDecide: boolean;
}

// What no longer is what was handed in waits for nobody.
const shownState = `CASE WHEN s.state = 'waiting' AND r.status = 'draft' AND s.digest <> portal.draft_digest(s.referral_id)
  THEN 'overtaken' ELSE s.state END`;

/** Reads what waits for an approval. The agency's own affair: no other agency learns of it. */
@Injectable()
export class ApprovalsQueries {
  constructor(
    private readonly db: Database,
    private readonly sight: ReferralSight,
    private readonly names: PersonNames,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
  ) {}

  /** What was asked for one referral. @throws {NotFound} for everybody but the source. */
  async of(actor: Member, referralId: string): Promise<ReferralApprovals> {
    return this.db.transaction(actor, async (tx) => {
      const { referral } = await this.sight.find(tx, actor, referralId);
      if (referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
      const { rule } = await settingOf(tx, actor.agencyId);
      const others = await approversOf(tx, actor.agencyId, [referral.createdBy]);
      const rows = await tx.query<ApprovalRow[]>(
        `SELECT s.id, ${shownState} AS state, s.words, s.reason, s.asked_by AS "askedById", a.name AS "askedBy",
           s.asked_at AS "askedAt", d.name AS "decidedBy", s.decided_at AS "decidedAt", s.version
         FROM portal.sending_approval s JOIN portal.referral r ON r.id = s.referral_id
         JOIN portal.account a ON a.id = s.asked_by LEFT JOIN portal.account d ON d.id = s.decided_by
         WHERE s.referral_id = $1 ORDER BY s.asked_at, s.id`,
        [referralId],
      );
      const key = (await this.dataKeys.of(tx, [referral.personId])).get(referral.personId);
      await this.sight.recordReading(tx, actor, referral, 'referral.read');
      return {
        rule,
        isNeeded: referral.status === 'draft' && isAsked(rule, referral.urgency),
        hasApprover: others.some((id) => id !== actor.accountId),
        requests: rows.map(({ words, reason, askedById, ...row }) => {
          const text = key?.openOptional(approvalWordsPlace(row.id), words);
          const said = text ? (JSON.parse(text) as HandInInput) : { note: '', duplicateReason: null };
          const isOpen = row.state === 'waiting' && referral.status === 'draft';
          return {
            ...row,
            ...said,
            reason: key?.openOptional(approvalReasonPlace(row.id), reason) ?? null,
            mayDecide: isOpen && others.includes(actor.accountId) && askedById !== actor.accountId,
            mayTakeBack: isOpen,
          };
        }),
      };
    });
  }

  /** What waits in the own agency, the oldest first, and drafts that went back and were not handed in again. */
  async open(actor: Member): Promise<ListedApproval[]> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<OpenRow[]>(
        `SELECT s.id, ${shownState} AS state, r.id AS "referralId", r.number, r.type, r.urgency, r.person_id AS "personId",
           a.name AS "askedBy", s.asked_at AS "askedAt", s.asked_by AS "askedById", r.created_by AS "createdBy",
           ARRAY(SELECT g.name FROM portal.referral_line l JOIN portal.agency g ON g.id = l.agency_id
             WHERE l.referral_id = r.id ORDER BY l.position, l.id) AS recipients
         FROM portal.sending_approval s JOIN portal.referral r ON r.id = s.referral_id AND r.status = 'draft'
         JOIN portal.account a ON a.id = s.asked_by
         WHERE s.source_agency_id = $1 AND s.state IN ('waiting', 'returned')
           AND NOT EXISTS (SELECT FROM portal.sending_approval n WHERE n.referral_id = s.referral_id AND n.asked_at > s.asked_at)
         ORDER BY s.state DESC, s.asked_at, s.id LIMIT 200`,
        [actor.agencyId],
      );
      const approvers = await approversOf(tx, actor.agencyId, []);
      const names = await this.names.ofReferrals(
        tx,
        actor,
        rows.map(({ referralId: id, personId }) => ({ id, personId, packageVersion: null })),
      );
      await this.audit.record(tx, actor, {
        action: 'referral.list',
        details: { box: 'approval', shown: rows.map(({ referralId }) => referralId) },
      });
      return rows.map((found) => {
        const { personId: _, askedById, createdBy, ...row } = found;
        const isOthers = ![askedById, createdBy].includes(actor.accountId);
        return {
          ...row,
          personName: names.get(row.referralId) ?? null,
          mayDecide: row.state === 'waiting' && isOthers && approvers.includes(actor.accountId),
        };
      });
    });
  }
}

interface ApprovalRow extends Pick<
  ApprovalRecord,
  'id' | 'state' | 'askedBy' | 'askedAt' | 'decidedBy' | 'decidedAt' | 'version'
> {
  readonly words: Buffer | null;
  readonly reason: Buffer | null;
  readonly askedById: string;
}

interface OpenRow extends Omit<ListedApproval, 'personName' | 'mayDecide'> {
  readonly personId: string;
  readonly askedById: string;
  readonly createdBy: string;
}

/** How many drafts wait for this actor's approval: part of the desk's numbers ($1 agency, $2 account). */
export const toApproveCount = `(SELECT count(*)::int FROM portal.sending_approval s
  JOIN portal.referral r ON r.id = s.referral_id AND r.status = 'draft'
  WHERE s.source_agency_id = $1 AND s.state = 'waiting' AND $2 NOT IN (s.asked_by, r.created_by)
    AND EXISTS (SELECT FROM sec.approvers_of($1) p WHERE p.account_id = $2)
    AND s.digest = portal.draft_digest(s.referral_id))`;
