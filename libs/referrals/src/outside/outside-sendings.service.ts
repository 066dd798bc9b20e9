import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  DataKeys,
  Invalid,
  Keys,
  newId,
  NotFound,
  once,
  type OnceKey,
  type Place,
  Stale,
  type Tx,
} from '#libs/platform';
import { ConsentCover, ConsentNotActive, type DataCategory, Disclosures } from '#libs/people';
import { ApprovalRules } from '../approval/approval-rules.service.js';
import { conversationSetting } from '../message/conversation-settings.service.js';
import { RecordPapers } from '../ledger/record-paper.js';
import { LetterOvertaken } from '../letter/letter.errors.js';
import { Packages } from '../packages.service.js';
import { Referral } from '../referral.entity.js';
import { completenessOf } from '../referral.completeness.js';
import { PersonClosed } from '../referral.errors.js';
import { ReferralSteps } from '../referral-steps.js';
import type { LetterMedium, OutsideAnswerKind, OutsideMeans, OutsideState } from './outside.codes.js';
import { IsMember, OutsideNotOpen } from './outside.errors.js';
import { type LetterParties, type OutsideLetter, outsideLetter } from './outside.letter.js';
import { hashesOf, newSealedLink, type SealedLink } from './sealed.token.js';

/** A moment changes consents seldom enough for this; whoever meets more tries again. */
const mostTries = 3;

/** Where an answer from outside lives. */
export const outsideAnswerPlace = (id: string): Place => ({
  table: 'outside_answer',
  column: 'body',
  row: id,
});

/** Which sending of which referral, and the version of it that was seen. */
export interface SendingAddress {
  readonly referralId: string;
  readonly sendingId: string;
  readonly seenVersion: number;
}

/** What the source gets to hand on: shown once. */
export interface SentOutside {
  readonly sendingId: string;
  readonly link: SealedLink | null;
}

/** What somebody outside said, or what the source heard of it. */
export interface OutsideAnswerRecord {
  readonly id: string;
  readonly kind: OutsideAnswerKind;
  readonly at: Date;
  readonly text: string;
  readonly by: string;
  /** Null when it came through the link. */
  readonly recordedBy: string | null;
}

/** A sending to an agency outside the portal. */
export interface OutsideRecord {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly means: OutsideMeans;
  readonly state: OutsideState;
  readonly packageVersion: number;
  readonly expiresAt: Date;
  readonly isLocked: boolean;
  readonly openings: number;
  readonly lastOpenedAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
  readonly answers: readonly OutsideAnswerRecord[];
}

interface SendingRow {
  id: string;
  agency_id: string;
  means: OutsideMeans;
  state: OutsideState;
  package_version: number;
  version: number;
}

/** Referrals to agencies that are not in the portal: by a link with a code, or on paper. */
@Injectable()
export class OutsideSendings {
  constructor(
    private readonly db: Database,
    private readonly steps: ReferralSteps,
    private readonly packages: Packages,
    private readonly cover: ConsentCover,
    private readonly disclosures: Disclosures,
    private readonly dataKeys: DataKeys,
    private readonly papers: RecordPapers,
    private readonly audit: Audit,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly approvals: ApprovalRules,
  ) {}

  /** The sendings of a referral of the own agency. @throws {NotFound} */
  async of(actor: Member, referralId: string): Promise<OutsideRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwn(tx, actor, referralId);
      const rows = await tx.query<Omit<OutsideRecord, 'answers'>[]>(
        `SELECT o.id, o.agency_id AS "agencyId", a.name AS "agencyName", o.means, o.state, o.package_version AS "packageVersion",
           o.expires_at AS "expiresAt", o.tries >= 5 AS "isLocked", o.openings, o.last_opened_at AS "lastOpenedAt",
           o.created_at AS "createdAt", o.version
         FROM portal.outside_sending o JOIN portal.agency a ON a.id = o.agency_id WHERE o.referral_id = $1
         ORDER BY o.created_at, o.id`,
        [referralId],
      );
      const answers = await this.answers(
        tx,
        rows.map(({ id }) => id),
      );
      return rows.map((row) => ({ ...row, answers: answers.get(row.id) ?? [] }));
    });
  }

  /**
   * Freezes the package for an agency outside and makes the link, or the right to print the letter. Everything that would be
   * told must be covered for exactly this agency.
   * @throws {NotFound} @throws {IsMember} @throws {ConsentNotActive} @throws {OutsideNotOpen} @throws {Invalid} @throws {Stale}
   * @throws {SuperiorSendsOutside}
   */
  async send(
    actor: Member,
    { referralId, seenVersion }: { referralId: string; seenVersion: number },
    { agencyId, means }: { agencyId: string; means: OutsideMeans },
    request: OnceKey,
  ): Promise<SentOutside> {
    const link = means === 'link' ? newSealedLink() : null;
    let isFirst = false;
    const sendingId = await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        isFirst = true;
        const { referral, lines } = await this.steps.lock(tx, actor, referralId);
        if (referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
        referral.seen(seenVersion);
        if (!goesOn(referral)) throw new OutsideNotOpen();
        await this.requireReady(tx, referral, agencyId);
        await this.approvals.requireSuperior(tx, actor, referral);
        const { version, hash } = await this.packages.freeze(tx, actor, referral);
        const id = newId();
        await this.dataKeys.create(tx, id, actor.agencyId);
        const { linkDays } = await conversationSetting(tx);
        const hashes = link && hashesOf(this.keys, link);
        await tx.query(
          `INSERT INTO portal.outside_sending (id, referral_id, source_agency_id, person_id, agency_id, means, package_version,
             token_hash, code_hash, expires_at, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(days => $10), $11)`,
          [
            id,
            referralId,
            actor.agencyId,
            referral.personId,
            agencyId,
            means,
            version,
            hashes?.token ?? null,
            hashes?.code ?? null,
            means === 'link' ? linkDays : 90,
            actor.accountId,
          ],
        );
        if (means === 'link') await this.note(tx, actor, referral, agencyId, 'sealed_link', hash);
        if (lines.length === 0 && referral.status === 'draft')
          await this.steps.settle({ tx, referral, now: this.clock.now() });
        await this.write(tx, actor, referral, 'send', id);
        return id;
      }),
    );
    return { sendingId, link: isFirst ? link : null };
  }

  /** A new link with a new code; the old ones open nothing any more. @throws {OutsideNotOpen} */
  async renew(actor: Member, at: SendingAddress, request: OnceKey): Promise<SentOutside> {
    const link = newSealedLink();
    let isFirst = false;
    await this.on(actor, at, request, 'renew', async (tx, sending, referral) => {
      if (sending.means !== 'link' || !waits(sending) || !goesOn(referral)) throw new OutsideNotOpen();
      isFirst = true;
      const { linkDays } = await conversationSetting(tx);
      const hashes = hashesOf(this.keys, link);
      await tx.query(
        `UPDATE portal.outside_sending SET token_hash = $2, code_hash = $3, tries = 0,
           expires_at = now() + make_interval(days => $4), version = version + 1 WHERE id = $1`,
        [sending.id, hashes.token, hashes.code, linkDays],
      );
    });
    return { sendingId: at.sendingId, link: isFirst ? link : null };
  }

  /** The link opens nothing any more. @throws {OutsideNotOpen} */
  async revoke(actor: Member, at: SendingAddress, request: OnceKey): Promise<void> {
    await this.on(actor, at, request, 'revoke', async (tx, { id, state }, referral) => {
      if (state === 'revoked') throw new OutsideNotOpen();
      await tx.query(
        `UPDATE portal.outside_sending SET state = 'revoked', version = version + 1 WHERE id = $1`,
        [id],
      );
      // Where nobody else was ever asked, the source is about to send it anew.
      const others = await tx.query<unknown[]>(
        `SELECT FROM sec.lines_of($1) WHERE status <> 'queued' UNION ALL SELECT FROM sec.outside_of($1)`,
        [referral.id],
      );
      if (others.length > 0) await this.settle(tx, referral);
    });
  }

  /** Writes down what somebody outside said on paper or on the telephone. @throws {OutsideNotOpen} */
  async record(
    actor: Member,
    at: SendingAddress,
    said: { kind: OutsideAnswerKind; text: string; by: string },
    request: OnceKey,
  ): Promise<void> {
    await this.on(actor, at, request, 'answer', async (tx, { id, state }, referral) => {
      const follows = said.kind === 'reported' ? state === 'accepted' : state === 'open';
      if (!follows) throw new OutsideNotOpen();
      const answer = newId();
      const key = await this.dataKeys.one(tx, id);
      const body = key.seal(outsideAnswerPlace(answer), JSON.stringify({ text: said.text, by: said.by }));
      await tx.query(
        `INSERT INTO portal.outside_answer (id, sending_id, source_agency_id, kind, body, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)`,
        [answer, id, actor.agencyId, said.kind, body, actor.accountId],
      );
      await tx.query('UPDATE portal.outside_sending SET state = $2, version = version + 1 WHERE id = $1', [
        id,
        said.kind,
      ]);
      await this.settle(tx, referral);
    });
  }

  /**
   * The letter as it may be handed over at this moment; printing it is a provision of its own. Setting takes time: what was set
   * is compared with what may be told when it is written into the ledger.
   * @throws {OutsideNotOpen} @throws {ConsentNotActive} @throws {LetterOvertaken}
   */
  async letter(
    actor: Member,
    at: Omit<SendingAddress, 'seenVersion'>,
    medium: LetterMedium,
  ): Promise<{ number: string; pdf: Buffer }> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { paper } = await this.db.transaction(actor, (tx) => this.draw(tx, actor, at));
      const pdf = await this.papers.print({ ...paper, printedBy: actor.accountName, lead: [] });
      if (await this.handOver(actor, at, medium, paper)) return { number: paper.number, pdf };
    }
    throw new LetterOvertaken();
  }

  /** Writes the letter into the ledger if it still says what may be told; answers whether it does. */
  private async handOver(
    actor: Member,
    at: Omit<SendingAddress, 'seenVersion'>,
    medium: LetterMedium,
    printed: OutsideLetter,
  ): Promise<boolean> {
    return this.db.transaction(actor, async (tx) => {
      const { paper, referral, agencyId, hash, told } = await this.draw(tx, actor, at);
      if (JSON.stringify(paper) !== JSON.stringify(printed)) return false;
      await this.note(tx, actor, referral, agencyId, medium, hash, told);
      await this.write(tx, actor, referral, 'print', at.sendingId);
      return true;
    });
  }

  private async draw(tx: Tx, actor: Member, { referralId, sendingId }: Omit<SendingAddress, 'seenVersion'>) {
    const { referral } = await this.steps.lock(tx, actor, referralId);
    const sending = await this.find(tx, actor, referralId, sendingId);
    if (sending.means !== 'letter' || !waits(sending) || !goesOn(referral)) throw new OutsideNotOpen();
    const cover = await this.cover.now(tx, question(referral, sending.agency_id));
    const frozen = await this.packages.open(tx, referral, sending.package_version, (code) => cover.has(code));
    if (!frozen || frozen.sections.length === 0) throw new ConsentNotActive(referral.categories);
    const [parties] = await tx.query<LetterParties[]>(
      `SELECT s.name AS from, s.phone, a.name AS to FROM portal.agency s, portal.agency a WHERE s.id = $1 AND a.id = $2`,
      [actor.agencyId, sending.agency_id],
    );
    return {
      paper: outsideLetter(referral, frozen.sections, parties),
      referral,
      agencyId: sending.agency_id,
      hash: frozen.hash,
      told: frozen.sections.map(({ category }) => category),
    };
  }

  private async on(
    actor: Member,
    { referralId, sendingId, seenVersion }: SendingAddress,
    request: OnceKey,
    what: string,
    work: (tx: Tx, sending: SendingRow, referral: Referral) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const { referral } = await this.steps.lock(tx, actor, referralId);
        const sending = await this.find(tx, actor, referralId, sendingId);
        if (sending.version !== seenVersion) throw new Stale(sending.version);
        await work(tx, sending, referral);
        await this.write(tx, actor, referral, what, sendingId);
        return sendingId;
      }),
    );
  }

  private async find(tx: Tx, actor: Member, referralId: string, sendingId: string): Promise<SendingRow> {
    const [row] = await tx.query<SendingRow[]>(
      `SELECT id, agency_id, means, state, package_version, version FROM portal.outside_sending
       WHERE id = $1 AND referral_id = $2 AND source_agency_id = $3 FOR UPDATE`,
      [sendingId, referralId, actor.agencyId],
    );
    if (!row) throw new NotFound();
    return row;
  }

  /** Everything that a draft needs, a person whose record is open, and an agency outside. */
  private async requireReady(tx: Tx, referral: Referral, agencyId: string): Promise<void> {
    const [agency] = await tx.query<{ is_member: boolean }[]>(
      `SELECT is_member FROM portal.agency WHERE id = $1 AND id <> $2 AND status = 'active'`,
      [agencyId, referral.sourceAgencyId],
    );
    if (!agency)
      throw new Invalid([{ field: 'agencyId', label: '宛先', detail: '一覧から選んでください。' }]);
    if (agency.is_member) throw new IsMember();
    const open = await tx.query<unknown[]>(`SELECT FROM portal.person WHERE id = $1 AND status = 'open'`, [
      referral.personId,
    ]);
    if (open.length === 0) throw new PersonClosed();
    const sections = await this.packages.preview(tx, referral);
    const items = completenessOf({
      referral,
      recipients: 1,
      request: await this.packages.requestOf(tx, referral),
      particulars: await this.packages.particularsOf(tx, referral),
      empty: referral.categories.filter((code) => !sections.some(({ category }) => category === code)),
      uncovered: [],
    });
    const missing = items.filter(({ code, required, done }) => required && !done && code !== 'consent');
    if (missing.length > 0)
      throw new Invalid(
        missing.map(({ code, label, hint }) => ({ field: code, label, detail: hint })),
        'referral.incomplete',
      );
    const cover = await this.cover.now(tx, question(referral, agencyId));
    const uncovered = referral.categories.filter((code) => !cover.has(code));
    if (uncovered.length > 0) throw new ConsentNotActive(uncovered);
    const others = await tx.query<unknown[]>(
      `SELECT FROM portal.outside_sending WHERE referral_id = $1 AND agency_id = $2 AND state IN ('open', 'accepted')`,
      [referral.id, agencyId],
    );
    if (others.length > 0) throw new OutsideNotOpen();
  }

  /** A referral that goes on stands as all stand together; a draft has people inside who are asked later. */
  private async settle(tx: Tx, referral: Referral): Promise<void> {
    if (referral.status === 'active' || referral.status === 'matched')
      await this.steps.settle({ tx, referral, now: this.clock.now() });
  }

  private async note(
    tx: Tx,
    actor: Member,
    referral: Referral,
    agencyId: string,
    medium: 'sealed_link' | LetterMedium,
    contentHash: Buffer,
    told: readonly DataCategory[] = referral.categories,
  ): Promise<void> {
    const basis = await this.cover.requireSome(tx, question(referral, agencyId), told);
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: referral.sourceAgencyId,
      toAgencyId: agencyId,
      ...basis,
      purpose: referral.purpose ?? 'intake',
      method: 'told',
      medium,
      referralId: referral.id,
      lineId: null,
      contentHash,
    });
  }

  private async answers(tx: Tx, ids: readonly string[]): Promise<Map<string, OutsideAnswerRecord[]>> {
    const rows = await tx.query<
      (Omit<OutsideAnswerRecord, 'text' | 'by'> & { sendingId: string; body: Buffer })[]
    >(
      `SELECT w.id, w.sending_id AS "sendingId", w.kind, w.at, w.body, a.name AS "recordedBy"
       FROM portal.outside_answer w LEFT JOIN portal.account a ON a.id = w.recorded_by
       WHERE w.sending_id = ANY($1::uuid[]) ORDER BY w.at, w.id`,
      [ids],
    );
    const keys = await this.dataKeys.of(tx, ids);
    const found = new Map<string, OutsideAnswerRecord[]>();
    for (const { sendingId, body, ...row } of rows) {
      const text = keys.get(sendingId)?.open(outsideAnswerPlace(row.id), body);
      const said = text ? (JSON.parse(text) as { text: string; by: string }) : { text: '', by: '' };
      found.set(sendingId, [...(found.get(sendingId) ?? []), { ...row, ...said }]);
    }
    return found;
  }

  private async write(
    tx: Tx,
    actor: Member,
    referral: Referral,
    what: string,
    sendingId: string,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `outside.${what}`,
      objectType: 'referral',
      objectId: referral.id,
      subjectId: referral.personId,
      ownerAgencyId: referral.sourceAgencyId,
      details: { sending: sendingId },
    });
  }
}

/** Whether somebody outside may still read and answer. */
function waits({ state }: Pick<SendingRow, 'state'>): boolean {
  return state === 'open' || state === 'accepted';
}

/** Whether the referral is not over: nobody outside learns anything of one that is. */
function goesOn({ status }: Pick<Referral, 'status'>): boolean {
  return status === 'draft' || status === 'active' || status === 'matched';
}

function question(referral: Referral, recipientAgencyId: string) {
  return { personId: referral.personId, recipientAgencyId, purpose: referral.purpose ?? ('intake' as const) };
}

/** @throws {NotFound} for another agency's referral. */
async function requireOwn(tx: Tx, actor: Member, referralId: string): Promise<void> {
  const own = await tx.query<unknown[]>(
    'SELECT FROM portal.referral WHERE id = $1 AND source_agency_id = $2',
    [referralId, actor.agencyId],
  );
  if (own.length === 0) throw new NotFound();
}
