import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database } from '#libs/platform';
import { PeopleQueries } from '../people.queries.js';

/** What there is to do about consents (同意の仕事). */
export const dutyNames = {
  ask_again: '本人に改めて確認',
  renew: '更新',
  paper: '書面の受取り',
  answer: '返事の確認',
} as const;
export type DutyKind = keyof typeof dutyNames;
export const dutyKinds = Object.keys(dutyNames) as DutyKind[];

/** One of them. */
export interface ConsentDuty {
  readonly kind: DutyKind;
  readonly personId: string;
  readonly personName: string;
  /** Null where nothing was decided yet. */
  readonly consentId: string | null;
  readonly askingId: string | null;
  readonly number: string;
  /** The day that counts: the last day of the consent, the first day without authority, the day for the paper. */
  readonly dueOn: string;
  /** How many days are left; below zero it is late. */
  readonly days: number;
  /** Why the person has to be asked again. */
  readonly because: 'adulthood' | 'authority' | 'objection' | 'overruled' | null;
}

/** How many of each. */
export type DutyCounts = Readonly<Record<DutyKind, number>>;

/** Days ahead from which an approaching end is work to be done. */
const ahead = 60;

// Computed from the consents at every reading: nothing has to be created ahead, and nothing is left behind when it is done.
const duties = `
  SELECT d.kind, d."personId", d."consentId", d."askingId", d.number, d."dueOn"::text AS "dueOn",
    (d."dueOn" - sec.today_in_japan())::int AS days, d.because
  FROM (
    SELECT 'renew' AS kind, c.person_id AS "personId", c.id AS "consentId", k.id AS "askingId", c.number,
      c.valid_until AS "dueOn", NULL AS because
    FROM portal.consent c JOIN portal.person p ON p.id = c.person_id AND p.status = 'open'
    LEFT JOIN portal.consent_asking k ON k.renews = c.root_id AND k.state IN ('drafting', 'asked')
    WHERE c.agency_id = $1 AND c.status = 'given' AND (c.lapses_on IS NULL OR c.lapses_on > c.valid_until)
      AND c.valid_until BETWEEN sec.today_in_japan() - 30 AND sec.today_in_japan() + ${ahead}
    UNION ALL
    SELECT 'ask_again', c.person_id, c.id, k.id, c.number, coalesce(c.lapses_on, c.decided_on),
      CASE WHEN c.assent = 'objects' THEN 'objection' WHEN c.lapses_on IS NULL THEN 'overruled'
        WHEN c.lapse_rule = 'adulthood' THEN 'adulthood' ELSE 'authority' END
    FROM portal.consent c JOIN portal.person p ON p.id = c.person_id AND p.status = 'open'
    LEFT JOIN portal.consent_asking k ON k.renews = c.root_id AND k.state IN ('drafting', 'asked')
    WHERE c.agency_id = $1 AND c.status = 'given' AND c.given_by = 'representative'
      AND c.valid_until >= sec.today_in_japan()
      AND (c.assent = 'objects'
        OR c.lapses_on BETWEEN sec.today_in_japan() - 30 AND sec.today_in_japan() + ${ahead}
        OR (c.lapses_on IS NULL AND NOT EXISTS (SELECT FROM portal.live_grant l
          WHERE l.consent_id = c.id AND l.person_id = c.person_id)))
    UNION ALL
    SELECT 'paper', c.person_id, c.id, NULL, c.number, c.paper_due, NULL
    FROM portal.consent c JOIN portal.person p ON p.id = c.person_id AND p.status = 'open'
    WHERE c.agency_id = $1 AND c.status = 'given' AND c.paper_due IS NOT NULL AND c.paper_received_at IS NULL
    UNION ALL
    SELECT 'answer', k.person_id, NULL, k.id, k.number, (k.asked_at AT TIME ZONE 'Asia/Tokyo')::date + 14, NULL
    FROM portal.consent_asking k JOIN portal.person p ON p.id = k.person_id AND p.status = 'open'
    WHERE k.agency_id = $1 AND k.state = 'asked'
  ) d`;

/** Lists what there is to do about the consents of the own agency's people. */
@Injectable()
export class ConsentDutiesQueries {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleQueries,
    private readonly audit: Audit,
  ) {}

  /** All of it, the most urgent first; of one kind when that is given. */
  async list(actor: Member, kind?: DutyKind): Promise<ConsentDuty[]> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<Omit<ConsentDuty, 'personName'>[]>(
        `${duties} WHERE $2::text IS NULL OR d.kind = $2 ORDER BY d."dueOn", d.number LIMIT 500`,
        [actor.agencyId, kind ?? null],
      );
      const names = await this.people.namesOf(
        tx,
        actor.agencyId,
        rows.map(({ personId }) => personId),
      );
      await this.audit.record(tx, actor, {
        action: 'consent.duties',
        ownerAgencyId: actor.agencyId,
        details: { shown: rows.length },
      });
      return rows.map((row) => ({ ...row, personName: names.get(row.personId) ?? '' }));
    });
  }

  /** How many of each kind. */
  async counts(actor: Member): Promise<DutyCounts> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<{ kind: DutyKind; n: number }[]>(
        `SELECT kind, count(*)::int AS n FROM (${duties}) x GROUP BY kind`,
        [actor.agencyId],
      );
      const known = new Map(rows.map(({ kind, n }) => [kind, n]));
      return Object.fromEntries(dutyKinds.map((kind) => [kind, known.get(kind) ?? 0])) as DutyCounts;
    });
  }
}
