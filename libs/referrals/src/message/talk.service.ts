import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
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
import type { SectionLine } from '../package.content.js';
import { type LineAddress, type LockedLine, ReferralSteps } from '../referral-steps.js';
import { Telling } from '../telling.service.js';
import type { MessageKind } from './message.codes.js';
import { messagePlace } from './message.places.js';

/** What belongs to a message beside its words. */
export interface MessageFacts {
  /** Drawn by whoever asks before the words are written down whether they may be told. */
  readonly id?: string;
  readonly answers?: string;
  readonly dueOn?: string | null;
  readonly code?: string | null;
  readonly toldOn?: string | null;
  readonly packageVersion?: number | null;
  readonly agencyIds?: readonly string[];
}

/** A question, proposal or request that nobody has answered yet. */
export interface OpenMessage {
  readonly id: string;
  readonly code: string | null;
  readonly agencyIds: readonly string[];
}

/** What everything that is said on a line has in common: the lock, the sealed words, the ledger, the audit, the notice. */
@Injectable()
export class Talk {
  constructor(
    private readonly db: Database,
    private readonly steps: ReferralSteps,
    private readonly dataKeys: DataKeys,
    private readonly telling: Telling,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Does something on a line that does not move it, as one of its two sides; answers the referral's id. `work` decides
   * before it looks at the version, so that whoever is refused learns why.
   * @throws {NotFound} @throws {Forbidden} for the other side. @throws {Stale}
   */
  async on(
    actor: Member,
    at: LineAddress,
    side: 'source' | 'recipient' | 'either',
    request: OnceKey,
    work: (locked: LockedLine) => Promise<void>,
  ): Promise<string> {
    const step = async (tx: Tx) => {
      const { referral, lines } = await this.steps.lock(tx, actor, at.referralId);
      const line = lines.find(({ id }) => id === at.lineId);
      if (!line || line.status === 'queued') throw new NotFound();
      const own = actor.agencyId === line.sourceAgencyId ? 'source' : 'recipient';
      if (side !== 'either' && side !== own) throw new Forbidden();
      await work({ tx, referral, line, now: this.clock.now() });
      if (line.version !== at.seenVersion) throw new Stale(line.version);
      return referral.id;
    };
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () => step(tx), at.referralId),
    );
  }

  /** Writes a message down, sealed with the line's key; answers its id. */
  async say(
    actor: Member,
    { tx, referral, line }: LockedLine,
    kind: MessageKind,
    lines: readonly SectionLine[],
    facts: MessageFacts = {},
  ): Promise<string> {
    const id = facts.id ?? newId();
    await tx.query(
      `INSERT INTO portal.referral_message (id, referral_id, line_id, source_agency_id, agency_id, kind, by_agency_id, by_account,
         answers, due_on, code, package_version, agency_ids, told_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        referral.id,
        line.id,
        line.sourceAgencyId,
        line.agencyId,
        kind,
        actor.agencyId,
        actor.accountId,
        facts.answers ?? null,
        facts.dueOn ?? null,
        facts.code ?? null,
        facts.packageVersion ?? null,
        facts.agencyIds ?? [],
        facts.toldOn ?? null,
      ],
    );
    const words = lines.filter(({ text }) => text !== '');
    const key = await this.dataKeys.one(tx, line.id);
    await tx.query('INSERT INTO portal.message_body (message_id, body) VALUES ($1, $2)', [
      id,
      key.seal(messagePlace(id), JSON.stringify(words)),
    ]);
    await this.audit.record(tx, actor, {
      action: `referral.say.${kind}`,
      objectType: 'referral',
      objectId: referral.id,
      subjectId: referral.personId,
      ownerAgencyId: referral.sourceAgencyId,
      details: { line: line.id, message: id },
    });
    return id;
  }

  /** The newest message of a kind that nobody has answered. */
  async open(
    { tx, line }: Pick<LockedLine, 'tx' | 'line'>,
    kind: MessageKind,
  ): Promise<OpenMessage | undefined> {
    const [open] = await tx.query<OpenMessage[]>(
      `SELECT m.id, m.code, m.agency_ids AS "agencyIds" FROM portal.referral_message m
       WHERE m.line_id = $1 AND m.kind = $2
         AND NOT EXISTS (SELECT FROM portal.referral_message a WHERE a.answers = m.id)
       ORDER BY m.at DESC, m.id DESC LIMIT 1`,
      [line.id, kind],
    );
    return open;
  }

  /** Promises to tell the other agency, by number alone. */
  async announce(actor: Member, { tx, referral, line }: LockedLine, what: string): Promise<void> {
    await this.outbox.add(tx, `referral.${what}`, {
      referralId: referral.id,
      lineId: line.id,
      number: referral.number,
      byAgencyId: actor.agencyId,
      tellAgencyId: actor.agencyId === line.agencyId ? line.sourceAgencyId : line.agencyId,
    });
  }

  /**
   * Words of the source to the recipient are a provision like the package: covered by what is open now, and in the ledger.
   * @throws {ConsentNotActive} when nothing is covered.
   */
  async tellRecipient(actor: Member, locked: LockedLine, salt: string, text: string): Promise<void> {
    await this.telling.toRecipient(actor, locked, salt, text);
  }

  /**
   * Words of the recipient to the source are told under the consent to report back, those of its decision also under the package's.
   * @throws {ConsentNotActive} without it.
   */
  async tellSource(
    actor: Member,
    locked: LockedLine,
    salt: string,
    text: string,
    belongsTo?: 'decision' | 'support',
  ): Promise<void> {
    await this.telling.toSource(actor, locked, salt, text, belongsTo);
  }

  /** Whether the recipient may tell the source anything in words. */
  async mayTellSource(locked: LockedLine): Promise<boolean> {
    return this.telling.mayTellSource(locked);
  }

  /** @throws {Invalid} for a day that has passed. */
  requireToCome(dueOn: string | null): void {
    if (dueOn === null || dueOn >= this.clock.today()) return;
    throw new Invalid([{ field: 'dueOn', label: '回答の期限', detail: '今日以降の日付にしてください。' }]);
  }

  /** @throws {Invalid} for a day to come. */
  requirePast(day: string, field: string, label: string): void {
    if (day <= this.clock.today()) return;
    throw new Invalid([{ field, label, detail: '今日までの日付にしてください。' }]);
  }

  /** Today in Japan. */
  today(): string {
    return this.clock.today();
  }
}
