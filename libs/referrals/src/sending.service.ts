import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { DataKeys, Invalid, type OnceKey, Outbox, type Tx } from '#libs/platform';
import { ConsentCover, Disclosures } from '#libs/people';
import { ApprovalNeeded } from './approval/approval.errors.js';
import { ApprovalRules, settingOf } from './approval/approval-rules.service.js';
import { Packages } from './packages.service.js';
import { completenessOf } from './referral.completeness.js';
import {
  AlreadyOpen,
  NobodyToReceive,
  OtherIsAsked,
  PersonClosed,
  TooLateToReopen,
  WrongState,
} from './referral.errors.js';
import type { Referral } from './referral.entity.js';
import { type LineReason, ReferralLine, reopenDays } from './referral-line.entity.js';
import { type LineAddress, type LockedDraft, ReferralSteps, type Step } from './referral-steps.js';
import { terminalStatuses } from './referral.status.js';
import { unlessWalled } from './walls.js';

/** What the sending side does with a referral. */
@Injectable()
export class Sending {
  constructor(
    private readonly steps: ReferralSteps,
    private readonly packages: Packages,
    private readonly disclosures: Disclosures,
    private readonly cover: ConsentCover,
    private readonly dataKeys: DataKeys,
    private readonly approvals: ApprovalRules,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Sends a draft: freezes the package, records each disclosure, tells the recipients. A sequential referral asks the first
   * and keeps the others for later. `duplicateReason` says why one more open referral to the same agency is right.
   * @throws {Invalid} naming everything that is missing. @throws {ConsentNotActive} @throws {NobodyToReceive}
   * @throws {AlreadyOpen} @throws {PersonClosed} @throws {NotDraft} @throws {Stale} @throws {ApprovalNeeded}
   */
  async send(
    actor: Member,
    { referralId, seenVersion }: { referralId: string; seenVersion: number },
    request: OnceKey,
    duplicateReason: string | null = null,
  ): Promise<string> {
    return this.steps.begin(actor, { referralId, seenVersion }, request, async (draft) => {
      await this.requireReady(draft, duplicateReason);
      await this.approvals.requireNone(draft.tx, draft.referral);
      const release = () => this.release(actor, draft, duplicateReason);
      await unlessWalled(release, () => new ApprovalNeeded());
      await this.tellSuperiors(actor, draft);
    });
  }

  /**
   * Asks everything that sending asks, and sends nothing.
   * @throws {Invalid} @throws {ConsentNotActive} @throws {NobodyToReceive} @throws {AlreadyOpen} @throws {PersonClosed}
   */
  async requireReady(draft: LockedDraft, duplicateReason: string | null): Promise<void> {
    await this.requireComplete(draft);
    await requireOpenPerson(draft.tx, draft.referral);
    for (const line of draft.lines) {
      await requireDesk(draft.tx, line);
      if (!duplicateReason) await requireNoOther(draft.tx, line);
      await this.steps.requireConsent(draft.tx, 'send', draft.referral, line);
    }
  }

  /** Lets a draft out that is ready, in the transaction of whoever asked whether it is. */
  async release(actor: Member, draft: LockedDraft, duplicateReason: string | null): Promise<void> {
    const frozen = await this.packages.freeze(draft.tx, actor, draft.referral);
    for (const line of draft.lines) await this.dataKeys.create(draft.tx, line.id, actor.agencyId);
    const asked = draft.referral.mode === 'sequential' ? draft.lines.slice(0, 1) : draft.lines;
    for (const line of asked) {
      line.send(frozen.version, draft.now, draft.referral.replyBy);
      await this.tell(actor, draft, line, frozen.hash);
      await this.steps.keep(actor, { ...draft, line }, 'send', 'queued', { note: duplicateReason });
    }
  }

  /**
   * Asks the next agency of a sequential referral, after an answer or when the person's consent is there again.
   * @throws {OtherIsAsked} while another one has not answered.
   */
  async askNext(actor: Member, at: LineAddress, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'send', request, async ({ tx, referral, line, isAsking, now }) => {
      referral.requireSent();
      if (isAsking) throw new OtherIsAsked();
      await requireOpenPerson(tx, referral);
      await requireDesk(tx, line);
      const { version, hash } = await this.packages.latest(tx, referral);
      line.send(version, now, referral.replyBy);
      await this.tell(actor, { tx, referral }, line, hash);
    });
  }

  /** Records which of the agencies that had accepted the person chose, and the person's own words. */
  async select(actor: Member, at: LineAddress, wish: string, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'select', request, ({ line, now }) => {
      line.select(now);
      return { note: wish };
    });
  }

  /** Takes a referral back before support has begun. */
  async cancel(
    actor: Member,
    at: LineAddress,
    why: { reason: LineReason; note?: string | null },
    request: OnceKey,
  ): Promise<string> {
    return this.steps.take(actor, at, 'cancel', request, ({ line, now }) => {
      line.cancel(now, why.reason);
      return why;
    });
  }

  /** Goes on after the person has agreed anew. */
  async resume(actor: Member, at: LineAddress, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'resume', request, async (step) => {
      step.line.resume(step.now);
      await this.tell(actor, step, step.line, await this.frozenHash(step.tx, step.line));
    });
  }

  /** Confirms the recipient's report: the referral is complete. */
  async complete(actor: Member, at: LineAddress, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'complete', request, ({ line, now }) => line.complete(now));
  }

  /**
   * Opens an ended line again, as a new line with a newly frozen package; the old one stays as it ended.
   * @throws {TooLateToReopen} @throws {NobodyToReceive} @throws {AlreadyOpen}
   */
  async reopen(
    actor: Member,
    at: LineAddress,
    why: { reason: LineReason; note?: string | null },
    request: OnceKey,
  ): Promise<string> {
    return this.steps.take(actor, at, 'reopen', request, async (step) => {
      const { tx, line: ended, referral, now } = step;
      // An older line has been followed by another already.
      if (!step.isLast) throw new WrongState(ended.status);
      if (!ended.isReopenable(now)) throw new TooLateToReopen(reopenDays);
      await requireDesk(tx, ended);
      await requireNoOther(tx, ended);
      const line = ReferralLine.queued(ended, now, ended);
      await tx.insert(ReferralLine, line);
      await this.steps.requireConsent(tx, 'send', referral, line);
      await this.hand(actor, { ...step, line }, line);
      const { status, packageVersion, sentAt, dueOn } = line;
      await tx.update(ReferralLine, { id: line.id }, { status, packageVersion, sentAt, dueOn });
      return why;
    });
  }

  /** What is urgent may leave without an approval where the agency says so; its superiors hear of it all the same. */
  private async tellSuperiors(actor: Member, { tx, referral }: LockedDraft): Promise<void> {
    const { rule } = await settingOf(tx, referral.sourceAgencyId);
    if (rule !== 'not_urgent') return;
    await this.outbox.add(tx, 'referral.sent_urgently', {
      referralId: referral.id,
      number: referral.number,
      tellAgencyId: referral.sourceAgencyId,
      byAccountId: actor.accountId,
    });
  }

  /** Everything that a draft still lacks is named at once. */
  private async requireComplete({ tx, referral, lines }: LockedDraft): Promise<void> {
    const sections = await this.packages.preview(tx, referral);
    const items = completenessOf({
      referral,
      recipients: lines.length,
      request: await this.packages.requestOf(tx, referral),
      particulars: await this.packages.particularsOf(tx, referral),
      empty: referral.categories.filter((code) => !sections.some(({ category }) => category === code)),
      uncovered: [],
    });
    const missing = items.filter(({ code, required, done }) => required && !done && code !== 'consent');
    if (missing.length === 0) return;
    throw new Invalid(
      missing.map(({ code, label, hint }) => ({ field: code, label, detail: hint })),
      'referral.incomplete',
      '送る前に、足りない項目を記入してください。',
    );
  }

  /** Freezes and hands over: the line's own key, the package, the ledger. */
  private async hand(actor: Member, { tx, referral, now }: Step, line: ReferralLine): Promise<void> {
    await this.dataKeys.create(tx, line.id, actor.agencyId);
    const { version, hash } = await this.packages.freeze(tx, actor, referral);
    line.send(version, now, referral.replyBy);
    await this.tell(actor, { tx, referral }, line, hash);
  }

  private async tell(
    actor: Member,
    { tx, referral }: { tx: Tx; referral: Referral },
    line: ReferralLine,
    contentHash: Buffer,
  ): Promise<void> {
    const purpose = referral.purpose ?? 'intake';
    const question = { personId: referral.personId, recipientAgencyId: line.agencyId, purpose };
    const { categories, consentIds } = await this.cover.requireSome(tx, question, referral.categories);
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: referral.sourceAgencyId,
      toAgencyId: line.agencyId,
      consentIds,
      purpose,
      categories,
      method: 'sent',
      referralId: referral.id,
      lineId: line.id,
      contentHash,
    });
  }

  private async frozenHash(tx: Tx, line: ReferralLine): Promise<Buffer> {
    const [row] = await tx.query<{ hash: Buffer }[]>(
      'SELECT hash FROM portal.referral_package WHERE referral_id = $1 AND version = $2',
      [line.referralId, line.packageVersion],
    );
    return row?.hash ?? Buffer.alloc(0);
  }
}

/** Nothing new is sent about somebody whose record is closed. */
async function requireOpenPerson(tx: Tx, { personId }: Referral): Promise<void> {
  const open = await tx.query<unknown[]>(`SELECT FROM portal.person WHERE id = $1 AND status = 'open'`, [
    personId,
  ]);
  if (open.length === 0) throw new PersonClosed();
}

/** Somebody at the recipient must see it, or it would lie there unseen. */
async function requireDesk(tx: Tx, line: ReferralLine): Promise<void> {
  const [row] = await tx.query<{ ready: boolean }[]>(
    `SELECT a.status = 'active' AND sec.has_desk(a.id) AS ready FROM portal.agency a WHERE a.id = $1`,
    [line.agencyId],
  );
  if (!row?.ready) throw new NobodyToReceive();
}

/** One open referral about a person to an agency is enough. */
async function requireNoOther(tx: Tx, line: ReferralLine): Promise<void> {
  // Two drafts about one person to one agency must not both find the way free.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [
    `${line.personId}|${line.agencyId}`,
  ]);
  const [other] = await tx.query<{ id: string; number: string }[]>(
    `SELECT r.id, r.number FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
     WHERE l.person_id = $1 AND l.agency_id = $2 AND l.source_agency_id = $3 AND l.referral_id <> $4
       AND l.status <> 'queued' AND l.status <> ALL($5::text[])
       -- Where the recipient asked for the responsibility and the source agreed, the referral by which it moves comes beside the first.
       AND NOT (EXISTS (SELECT FROM portal.referral_message m WHERE m.line_id = l.id AND m.kind = 'transfer_agreed')
         AND EXISTS (SELECT FROM portal.referral d WHERE d.id = $4 AND d.type = 'handover')) LIMIT 1`,
    [line.personId, line.agencyId, line.sourceAgencyId, line.referralId, terminalStatuses],
  );
  if (other) throw new AlreadyOpen(other.id, other.number);
}
