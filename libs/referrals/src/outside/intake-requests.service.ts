import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, DataKeys, NotFound, once, type OnceKey, Stale, type Tx } from '#libs/platform';
import { People } from '#libs/people';
import type { AskedService } from '../referral.codes.js';
import { ReferralDrafts } from '../referral-drafts.service.js';
import { intakePlace, type IntakeWords } from './intake-forms.service.js';
import type { IntakeAsker } from './outside.codes.js';
import { IntakeTaken } from './outside.errors.js';

/** A request of somebody without an account; who it is opens to the agency that takes over. */
export interface IntakeRecord {
  readonly id: string;
  readonly number: string;
  readonly area: string;
  readonly asker: IntakeAsker;
  readonly services: readonly AskedService[];
  readonly state: 'open' | 'taken' | 'closed';
  readonly confirmedAt: Date;
  readonly takenAt: Date | null;
  readonly takenBy: string | null;
  readonly referralId: string | null;
  readonly version: number;
  readonly words: IntakeWords | null;
}

interface IntakeRow extends Omit<IntakeRecord, 'words'> {
  readonly kid: string | null;
  readonly wrapped: Buffer | null;
  readonly body: Buffer | null;
}

type LockedIntake = Pick<IntakeRecord, 'state' | 'version' | 'referralId'>;

/** What the desk of an agency does with requests of its area. */
@Injectable()
export class IntakeRequests {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly people: People,
    private readonly drafts: ReferralDrafts,
    private readonly audit: Audit,
  ) {}

  /** Requests that wait in the own area, and those that the own agency has taken over; those that wait to be registered open. */
  async list(actor: Member): Promise<IntakeRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<IntakeRow[]>(
        `${reading} ORDER BY q.state = 'open' DESC, q.confirmed_at DESC LIMIT 200`,
        [actor.agencyId],
      );
      const found = rows.map((row) => this.opened(row));
      const opened = found.filter(({ words }) => words).map(({ id }) => id);
      if (opened.length > 0)
        await this.audit.record(tx, actor, {
          action: 'intake.list',
          objectType: 'intake_request',
          ownerAgencyId: actor.agencyId,
          details: { requests: opened },
        });
      return found;
    });
  }

  /** Takes a request over: from now on it is the own agency's, and opens. @throws {NotFound} @throws {IntakeTaken} @throws {Stale} */
  async take(actor: Member, id: string, seenVersion: number, request: OnceKey): Promise<IntakeRecord> {
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const row = await this.locked(tx, actor, id);
        if (row.state !== 'open') throw new IntakeTaken();
        if (row.version !== seenVersion) throw new Stale(row.version);
        await tx.query(
          `UPDATE portal.intake_request SET state = 'taken', taken_by_agency = $2, taken_by = $3, taken_at = now(), version = version + 1
           WHERE id = $1`,
          [id, actor.agencyId, actor.accountId],
        );
        await this.note(tx, actor, id, 'take');
        return id;
      }),
    );
    return this.one(actor, id);
  }

  /**
   * Makes a person and a draft out of a request that the own agency has taken over; answers the draft's id.
   * @throws {NotFound} @throws {IntakeTaken} unless it is the own agency's to register. @throws {Stale} @throws {PossibleDuplicate}
   */
  async register(
    actor: Member,
    id: string,
    { allowDuplicate, seenVersion }: { allowDuplicate: boolean; seenVersion: number },
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const { state, version, referralId } = await this.locked(tx, actor, id);
        // Whoever pressed at the same moment has waited here, and finds what the first one made of the same version.
        if (referralId && version === seenVersion + 1) return referralId;
        if (version !== seenVersion) throw new Stale(version);
        if (state !== 'taken') throw new IntakeTaken();
        const { words, services } = await this.read(tx, actor, id);
        if (!words) throw new IntakeTaken();
        const { name, kana, phone, email, askerName } = words;
        const personId = await this.people.enter(
          tx,
          actor,
          { name, kana, birthDate: null, phone: phone || null, allowDuplicate },
          { preference: `メール: ${email}`, ...(askerName && { keyPerson: askerName }) },
        );
        const text = { ask: '', wish: words.words, background: '' };
        const draftId = await this.drafts.open(tx, actor, personId, {
          services: [...services],
          request: text,
        });
        // What was written goes with it: it stands in the person's record and in the draft now.
        const [, closed] = await tx.query<[unknown, number]>(
          `UPDATE portal.intake_request SET state = 'closed', referral_id = $2, version = version + 1
           WHERE id = $1 AND state = 'taken'`,
          [id, draftId],
        );
        if (closed === 0) throw new IntakeTaken();
        await this.note(tx, actor, id, 'register');
        return draftId;
      }),
    );
  }

  private async one(actor: Member, id: string): Promise<IntakeRecord> {
    return this.db.transaction(actor, (tx) => this.read(tx, actor, id));
  }

  private async read(tx: Tx, actor: Member, id: string): Promise<IntakeRecord> {
    const [row] = await tx.query<IntakeRow[]>(`${reading} AND q.id = $2`, [actor.agencyId, id]);
    if (!row) throw new NotFound();
    await this.note(tx, actor, id, 'read');
    return this.opened(row);
  }

  private async locked(tx: Tx, actor: Member, id: string): Promise<LockedIntake> {
    const [row] = await tx.query<LockedIntake[]>(
      `SELECT q.state, q.version, q.referral_id AS "referralId" FROM portal.intake_request q
       WHERE ${isOurs} AND q.id = $2 FOR UPDATE`,
      [actor.agencyId, id],
    );
    if (!row) throw new NotFound();
    return row;
  }

  private opened({ kid, wrapped, body, ...row }: IntakeRow): IntakeRecord {
    if (!kid || !wrapped || !body) return { ...row, words: null };
    const key = this.dataKeys.unwrap({ subject_id: row.id, kid, wrapped });
    return { ...row, words: JSON.parse(key.open(intakePlace(row.id), body)) as IntakeWords };
  }

  private async note(tx: Tx, actor: Member, id: string, what: string): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `intake.${what}`,
      objectType: 'intake_request',
      objectId: id,
      ownerAgencyId: actor.agencyId,
    });
  }
}

/** Whether a request `q` is the agency's own, or waits where it is in charge: of the municipality, or of a larger area around it. */
export const isIntakeOf = (
  agency: string,
): string => `(q.taken_by_agency = ${agency} OR q.state = 'open' AND EXISTS (
  WITH RECURSIVE around AS (
    SELECT a.code, a.parent_code FROM portal.area a WHERE a.code = q.area_code
    UNION ALL SELECT p.code, p.parent_code FROM around x JOIN portal.area p ON p.code = x.parent_code)
  SELECT FROM portal.agency_area c JOIN around x ON x.code = c.area_code WHERE c.agency_id = ${agency}))`;
const isOurs = isIntakeOf('$1');

const reading = `SELECT q.id, q.number, a.name AS area, q.asker, q.services, q.state, q.confirmed_at AS "confirmedAt",
    q.taken_at AS "takenAt", n.name AS "takenBy", q.referral_id AS "referralId", q.version, b.kid, b.wrapped, b.body
  FROM portal.intake_request q JOIN portal.area a ON a.code = q.area_code
  LEFT JOIN portal.account n ON n.id = q.taken_by
  LEFT JOIN portal.intake_body b ON b.request_id = q.id AND q.state = 'taken' AND q.taken_by_agency = $1
  WHERE ${isOurs}`;
