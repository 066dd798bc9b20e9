import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { ConsentCover, type EndInput, type Ending, PersonEndings } from '#libs/people';
import { Clock, Database, NotFound, once, type OnceKey, PortalError, type Tx } from '#libs/platform';
import { ReferralSteps } from '../referral-steps.js';
import type { LineReason } from '../referral-line.entity.js';
import { type LineStatus, terminalStatuses } from '../referral.status.js';
import { Sending } from '../sending.service.js';

/** An agency that has been told something about the person, and how its line stands. */
export interface ToldAgency {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly referralId: string | null;
  readonly number: string | null;
  readonly status: LineStatus | null;
  /** Whether the ending closes the line, and the agency learns of it by its number. */
  readonly closes: boolean;
}

/** What became of the lines when an ending was taken back. */
export interface TakenBack {
  readonly reopened: readonly string[];
  readonly notReopened: readonly { readonly number: string; readonly detail: string }[];
}

interface OpenLine {
  id: string;
  referral_id: string;
}

/** Support that has begun elsewhere goes on when the own agency's ends; a move or a death ends it everywhere. */
const supported: readonly LineStatus[] = ['accepted', 'in_progress', 'reported'];

/**
 * Ends support of a person with everything that was asked on their behalf: one action, one transaction. What the law keeps
 * stays, the other agencies learn of it by number only.
 */
@Injectable()
export class Leaving {
  constructor(
    private readonly db: Database,
    private readonly endings: PersonEndings,
    private readonly cover: ConsentCover,
    private readonly steps: ReferralSteps,
    private readonly sending: Sending,
    private readonly clock: Clock,
  ) {}

  /**
   * Support ends, the person has moved or died.
   * @throws {NotFound} for another agency's person. @throws {PersonNotOpen} @throws {Stale} @throws {Invalid}
   */
  async end(
    actor: Member,
    personId: string,
    input: EndInput,
    seenVersion: number,
    request: OnceKey,
  ): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(
        tx,
        actor.accountId,
        request,
        async () => {
          // Nobody sends anything about the person meanwhile: what is under way is seen here, what comes later is refused.
          await this.cover.stop(tx, personId);
          const lines = await openLines(tx, actor, personId);
          const ended: string[] = [];
          for (const line of lines) if (await this.endLine(tx, actor, line, input.kind)) ended.push(line.id);
          await callOff(tx, actor, ended);
          await closeOutside(tx, actor, personId, input.kind);
          await tx.query(
            `DELETE FROM portal.referral_line l USING portal.referral r
             WHERE r.id = l.referral_id AND r.status <> 'draft' AND l.person_id = $1 AND l.source_agency_id = $2 AND l.status = 'queued'`,
            [personId, actor.agencyId],
          );
          await this.endings.end(tx, actor, personId, input, ended, seenVersion);
          return personId;
        },
        personId,
      ),
    );
  }

  /** Support begins again. @throws {NotFound} @throws {PersonNotOpen} @throws {Stale} */
  async reopen(actor: Member, personId: string, seenVersion: number, request: OnceKey): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(
        tx,
        actor.accountId,
        request,
        async () => {
          await this.endings.reopen(tx, actor, personId, seenVersion);
          return personId;
        },
        personId,
      ),
    );
  }

  /**
   * Takes back, within a day, an ending that was entered in error. What had ended stays as it ended, and each line is opened
   * anew where the person's consent still covers it; answers which were and which were not.
   * @throws {NotFound} @throws {PersonNotOpen} after a day. @throws {Stale}
   */
  async takeBack(actor: Member, personId: string, seenVersion: number, request: OnceKey): Promise<TakenBack> {
    let ended: string[] = [];
    await this.db.transaction(actor, (tx) =>
      once(
        tx,
        actor.accountId,
        request,
        async () => {
          ended = await this.endings.takeBack(tx, actor, personId, seenVersion);
          return personId;
        },
        personId,
      ),
    );
    const reopened: string[] = [];
    const notReopened: { number: string; detail: string }[] = [];
    for (const lineId of ended) {
      const line = await this.endedLine(actor, lineId);
      if (!line) continue;
      try {
        await this.sending.reopen(
          actor,
          { referralId: line.referral_id, lineId, seenVersion: line.version },
          {
            reason: { code: 'other', attribution: 'agency' },
            note: '支援の終了・転居・死亡の誤入力を取り消したため',
          },
          requestFor(request, lineId),
        );
        reopened.push(line.number);
      } catch (error) {
        if (!(error instanceof PortalError)) throw error;
        notReopened.push({ number: line.number, detail: error.detail });
      }
    }
    return { reopened, notReopened };
  }

  /** Whom an ending concerns: every agency that was told something, and how its newest line stands. @throws {NotFound} */
  async told(actor: Member, personId: string, kind: Ending): Promise<ToldAgency[]> {
    return this.db.transaction(actor, async (tx) => {
      const own = await tx.query<unknown[]>(
        `SELECT FROM portal.person WHERE id = $1 AND agency_id = $2 AND status NOT IN ('merged', 'erased')`,
        [personId, actor.agencyId],
      );
      if (own.length === 0) throw new NotFound();
      const rows = await tx.query<Omit<ToldAgency, 'closes'>[]>(
        `SELECT DISTINCT ON (g.name, g.id) g.id AS "agencyId", g.name AS "agencyName", r.id AS "referralId", r.number, l.status
         FROM portal.agency g
         LEFT JOIN portal.referral_line l ON l.agency_id = g.id AND l.person_id = $1 AND l.status <> 'queued'
         LEFT JOIN portal.referral r ON r.id = l.referral_id
         WHERE g.id IN (SELECT d.recipient_agency_id FROM portal.disclosure d WHERE d.person_id = $1 AND d.agency_id = $2
                        UNION SELECT x.agency_id FROM portal.referral_line x WHERE x.person_id = $1 AND x.status <> 'queued')
         ORDER BY g.name, g.id, l.status = ANY($3::text[]), l.changed_at DESC`,
        [personId, actor.agencyId, terminalStatuses],
      );
      return rows.map((row) => ({
        ...row,
        closes:
          row.status !== null &&
          !terminalStatuses.includes(row.status) &&
          (kind !== 'closed' || !supported.includes(row.status)),
      }));
    });
  }

  private async endLine(tx: Tx, actor: Member, open: OpenLine, kind: Ending): Promise<boolean> {
    const { referral, lines } = await this.steps.lock(tx, actor, open.referral_id);
    const line = lines.find(({ id }) => id === open.id);
    if (!line || (kind === 'closed' && supported.includes(line.status))) return false;
    const from = line.status;
    const now = this.clock.now();
    const verb = line.may('cancel') ? 'cancel' : 'person_decline';
    if (!line.may(verb)) return false;
    const reason = reasonOf(kind, verb);
    if (verb === 'cancel') line.cancel(now, reason);
    else line.personDecline(now, reason);
    await this.steps.keep(actor, { tx, referral, line, now }, verb, from, { reason });
    return true;
  }

  private async endedLine(
    actor: Member,
    lineId: string,
  ): Promise<{ referral_id: string; number: string; version: number } | undefined> {
    return this.db.transaction(actor, async (tx) => {
      const [line] = await tx.query<{ referral_id: string; number: string; version: number }[]>(
        `SELECT l.referral_id, r.number, l.version FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
         WHERE l.id = $1 AND l.source_agency_id = $2`,
        [lineId, actor.agencyId],
      );
      return line;
    });
  }
}

/** Nobody waits for the person at an appointment, and nobody is reminded of it. */
async function callOff(tx: Tx, actor: Member, lineIds: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE portal.appointment SET state = 'cancelled', changed_by = $2, changed_at = now(), sequence = sequence + 1
     WHERE line_id = ANY($1::uuid[]) AND state IN ('offered', 'agreed')`,
    [lineIds, actor.accountId],
  );
}

/**
 * What was sent outside opens no more, and where nobody inside was asked, its referral ends with it. An agency outside that
 * supports the person goes on like one inside.
 */
async function closeOutside(tx: Tx, actor: Member, personId: string, kind: Ending): Promise<void> {
  const waiting = kind === 'closed' ? ['open'] : ['open', 'accepted'];
  const own = `person_id = $1 AND source_agency_id = $2`;
  const referrals = await tx.query<{ id: string }[]>(
    `SELECT id FROM portal.referral r WHERE ${own} AND EXISTS (SELECT FROM portal.outside_sending o
       WHERE o.referral_id = r.id AND o.state = ANY ($3::text[])) ORDER BY id FOR UPDATE`,
    [personId, actor.agencyId, waiting],
  );
  await tx.query(
    `UPDATE portal.outside_sending SET state = 'revoked', version = version + 1 WHERE ${own} AND state = ANY ($3::text[])`,
    [personId, actor.agencyId, waiting],
  );
  await tx.query(
    `UPDATE portal.referral r SET status = 'withdrawn', version = version + 1, updated_at = now()
     WHERE id = ANY ($1::uuid[]) AND status IN ('active', 'matched')
       AND NOT EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = r.id AND l.status <> 'queued')
       AND NOT EXISTS (SELECT FROM portal.outside_sending o WHERE o.referral_id = r.id AND o.state IN ('open', 'accepted'))`,
    [referrals.map(({ id }) => id)],
  );
}

async function openLines(tx: Tx, actor: Member, personId: string): Promise<OpenLine[]> {
  return tx.query(
    `SELECT id, referral_id FROM portal.referral_line
     WHERE person_id = $1 AND source_agency_id = $2 AND status <> 'queued' AND status <> ALL($3::text[])
     ORDER BY referral_id, id`,
    [personId, actor.agencyId, terminalStatuses],
  );
}

function reasonOf(kind: Ending, verb: 'cancel' | 'person_decline'): LineReason {
  switch (kind) {
    case 'died':
      return { code: verb === 'cancel' ? 'person_died' : 'died', attribution: 'person' };
    case 'moved':
      return { code: verb === 'cancel' ? 'person_moved' : 'moved', attribution: 'person' };
    case 'closed':
      return { code: 'not_needed', attribution: 'agency' };
  }
}

/** The same order repeated opens each line once. */
function requestFor({ key, fingerprint }: OnceKey, lineId: string): OnceKey {
  return {
    key: createHash('sha256').update(`${key}|${lineId}`).digest('hex'),
    fingerprint,
  };
}
