import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  DataKeys,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  Stale,
  type Tx,
} from '#libs/platform';
import type { Referral } from '../referral.entity.js';
import { type LockedDraft, ReferralSteps } from '../referral-steps.js';
import type { HouseVerb } from '../referral.status.js';
import { Sending } from '../sending.service.js';
import { unlessWalled } from '../walls.js';
import type { ApprovalState } from './approval.codes.js';
import {
  AlreadyHandedIn,
  AnotherApproves,
  ApprovalDecided,
  ApprovalOvertaken,
  NobodyApproves,
} from './approval.errors.js';
import { approvalReasonPlace, approvalWordsPlace } from './approval.places.js';
import { approversOf } from './approval-rules.service.js';

/** What the drafter says with the draft. */
export interface HandInInput {
  /** To whoever approves. */
  readonly note: string;
  /** Why one more open referral to the same agency is right. */
  readonly duplicateReason: string | null;
}

/** Which request, and the version of it that the caller has seen. */
export interface ApprovalAddress {
  readonly approvalId: string;
  readonly seenVersion: number;
}

interface ApprovalRow {
  id: string;
  referral_id: string;
  state: ApprovalState;
  words: Buffer | null;
  asked_by: string;
  version: number;
  /** Whether the draft is still the one that was handed in. */
  fits: boolean;
}

interface HeldApproval extends LockedDraft {
  readonly approval: ApprovalRow;
}

/** 決裁: a draft is handed in, and a superior sends it, or sends it back. */
@Injectable()
export class Approvals {
  constructor(
    private readonly db: Database,
    private readonly steps: ReferralSteps,
    private readonly sending: Sending,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks a superior to approve a draft that could be sent as it is; answers the referral's id. A request that the draft has
   * left behind is replaced.
   * @throws {AlreadyHandedIn} @throws {NobodyApproves} @throws {Invalid} and everything else that sending throws.
   */
  async handIn(
    actor: Member,
    at: { referralId: string; seenVersion: number },
    input: HandInInput,
    request: OnceKey,
  ): Promise<string> {
    return this.steps.begin(actor, at, request, async (draft) => {
      const { tx, referral } = draft;
      await this.closeOvertaken(tx, actor, referral);
      const approvers = await approversOf(tx, actor.agencyId, [actor.accountId, referral.createdBy]);
      if (approvers.length === 0) throw new NobodyApproves();
      await this.sending.requireReady(draft, input.duplicateReason);
      const id = newId();
      const key = await this.dataKeys.one(tx, referral.personId);
      await tx.query(
        `INSERT INTO portal.sending_approval (id, referral_id, source_agency_id, words, asked_by) VALUES ($1, $2, $3, $4, $5)`,
        [
          id,
          referral.id,
          actor.agencyId,
          key.seal(approvalWordsPlace(id), JSON.stringify(input)),
          actor.accountId,
        ],
      );
      await this.note(tx, actor, referral, 'hand_in', id);
      await this.promise(tx, actor, referral, 'referral.approval_asked');
    });
  }

  /**
   * Approves: the draft is sent in this same transaction, with everything asked anew that sending asks; answers the referral's id.
   * @throws {AnotherApproves} @throws {ApprovalDecided} @throws {ApprovalOvertaken} @throws {Stale} and what sending throws.
   */
  async approve(actor: Member, at: ApprovalAddress, request: OnceKey): Promise<string> {
    return this.on(actor, at, request, async (held) => {
      const { tx, referral, approval } = held;
      await requireApprover(tx, actor, held);
      const { duplicateReason } = await this.wordsOf(held);
      await this.sending.requireReady(held, duplicateReason);
      if (!approval.fits) throw new ApprovalOvertaken();
      // The person's record is not locked: what changes in it between the look and the word, the database sees.
      const send = async () => {
        await this.settle(tx, actor, approval, 'approved');
        await this.addEvent(tx, actor, referral, 'approve');
        await this.sending.release(actor, held, duplicateReason);
      };
      await unlessWalled(send, () => new ApprovalOvertaken());
      await this.note(tx, actor, referral, 'approve', approval.id);
      await this.promise(tx, actor, referral, 'referral.approved', approval.asked_by);
    });
  }

  /** Sends a draft back to whoever handed it in, and says why. @throws {AnotherApproves} @throws {ApprovalDecided} @throws {Stale} */
  async sendBack(actor: Member, at: ApprovalAddress, why: string, request: OnceKey): Promise<string> {
    return this.on(actor, at, request, async (held) => {
      const { tx, referral, approval } = held;
      await requireApprover(tx, actor, held);
      const key = await this.dataKeys.one(tx, referral.personId);
      await this.settle(tx, actor, approval, 'returned', key.seal(approvalReasonPlace(approval.id), why));
      await this.note(tx, actor, referral, 'send_back', approval.id);
      await this.promise(tx, actor, referral, 'referral.approval_returned', approval.asked_by);
    });
  }

  /** Takes the request back; the draft stays as it is. @throws {ApprovalDecided} @throws {Stale} */
  async takeBack(actor: Member, at: ApprovalAddress, request: OnceKey): Promise<string> {
    return this.on(actor, at, request, async ({ tx, referral, approval }) => {
      await this.settle(tx, actor, approval, 'withdrawn');
      await this.note(tx, actor, referral, 'take_back', approval.id);
    });
  }

  /** Under the locks that everybody takes: consents, referral, lines, and the request last. */
  private async on(
    actor: Member,
    { approvalId, seenVersion }: ApprovalAddress,
    request: OnceKey,
    work: (held: HeldApproval) => Promise<void>,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const [known] = await tx.query<{ referral_id: string }[]>(
          'SELECT referral_id FROM portal.sending_approval WHERE id = $1 AND source_agency_id = $2',
          [approvalId, actor.agencyId],
        );
        if (!known) throw new NotFound();
        const { referral, lines } = await this.steps.lock(tx, actor, known.referral_id);
        const approval = await lockApproval(tx, 'id = $1', approvalId);
        if (!approval) throw new NotFound();
        if (approval.state !== 'waiting' || referral.status !== 'draft') throw new ApprovalDecided();
        if (approval.version !== seenVersion) throw new Stale(approval.version);
        await work({ tx, referral, lines, approval, now: this.clock.now() });
        return referral.id;
      }),
    );
  }

  /** @throws {AlreadyHandedIn} while what was handed in is what there is. */
  private async closeOvertaken(tx: Tx, actor: Member, referral: Referral): Promise<void> {
    const waiting = await lockApproval(tx, `referral_id = $1 AND state = 'waiting'`, referral.id);
    if (!waiting) return;
    if (waiting.fits) throw new AlreadyHandedIn();
    await this.settle(tx, actor, waiting, 'overtaken');
    await this.note(tx, actor, referral, 'overtake', waiting.id);
  }

  private async settle(
    tx: Tx,
    actor: Member,
    { id }: ApprovalRow,
    state: ApprovalState,
    reason: Buffer | null = null,
  ): Promise<void> {
    await tx.query(
      `UPDATE portal.sending_approval SET state = $2, decided_by = $3, decided_at = $4, reason = $5, version = version + 1
       WHERE id = $1`,
      [id, state, actor.accountId, this.clock.now(), reason],
    );
  }

  private async wordsOf({ tx, referral, approval }: HeldApproval): Promise<HandInInput> {
    const key = await this.dataKeys.one(tx, referral.personId);
    const text = key.openOptional(approvalWordsPlace(approval.id), approval.words);
    return text ? (JSON.parse(text) as HandInInput) : { note: '', duplicateReason: null };
  }

  /** The own house's part of the timeline: no line is named, so no recipient reads it. */
  private async addEvent(tx: Tx, actor: Member, referral: Referral, verb: HouseVerb): Promise<void> {
    await tx.query(
      `INSERT INTO portal.referral_event (id, referral_id, source_agency_id, verb, by_agency_id, by_account)
       VALUES ($1, $2, $3, $4, $3, $5)`,
      [newId(), referral.id, actor.agencyId, verb, actor.accountId],
    );
  }

  private async note(
    tx: Tx,
    actor: Member,
    referral: Referral,
    verb: string,
    approvalId: string,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `approval.${verb}`,
      objectType: 'referral',
      objectId: referral.id,
      subjectId: referral.personId,
      ownerAgencyId: referral.sourceAgencyId,
      details: { approval: approvalId },
    });
  }

  /** Tells the superiors, or the one who asked, by number alone. */
  private async promise(
    tx: Tx,
    actor: Member,
    { id, number, sourceAgencyId }: Referral,
    what: string,
    toAccountId?: string,
  ): Promise<void> {
    await this.outbox.add(tx, what, {
      referralId: id,
      number,
      tellAgencyId: sourceAgencyId,
      byAccountId: actor.accountId,
      ...(toAccountId ? { toAccountId } : {}),
    });
  }
}

async function lockApproval(tx: Tx, which: string, id: string): Promise<ApprovalRow | undefined> {
  const [row] = await tx.query<ApprovalRow[]>(
    `SELECT id, referral_id, state, words, asked_by, version,
       state = 'waiting' AND digest = portal.draft_digest(referral_id) AS fits
     FROM portal.sending_approval WHERE ${which} FOR UPDATE`,
    [id],
  );
  return row;
}

/** @throws {AnotherApproves} for whoever had a hand in the draft, and for whoever is no superior today. */
async function requireApprover(tx: Tx, actor: Member, { referral, approval }: HeldApproval): Promise<void> {
  const approvers = await approversOf(tx, referral.sourceAgencyId, [approval.asked_by, referral.createdBy]);
  if (!approvers.includes(actor.accountId)) throw new AnotherApproves();
}
