import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  DataKeys,
  NotFound,
  offsetOf,
  type Page,
  type PageRequest,
  type Tx,
} from '#libs/platform';
import { PeopleQueries, requireOwnPerson } from '#libs/people';
import type { ReferralType } from '../referral.codes.js';
import type { LineStatus, ReferralStatus } from '../referral.status.js';
import { daysBetween } from '../term/months.js';
import type { TermKind } from '../term/term.dates.js';
import type { TransitionKind } from './transition-case.codes.js';
import { caseWordsPlace, type CaseWords } from './transition-case.words.js';

/** A referral of a transition, with where it stands. */
export interface TransitionReferral {
  readonly id: string;
  readonly number: string;
  readonly type: ReferralType | null;
  readonly status: ReferralStatus;
  readonly agencies: readonly { readonly name: string; readonly status: LineStatus }[];
  readonly sentAt: Date | null;
  readonly closedAt: Date | null;
}

/** The support that ends, from which a transition follows. */
export interface TransitionTerm {
  readonly id: string;
  readonly kind: TermKind;
  readonly endsOn: string;
}

/** A transition in a list: nothing of what is written about it. */
export interface TransitionRow {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly kind: TransitionKind;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Negative when the planned end is past. */
  readonly daysLeft: number;
  readonly referrals: number;
  readonly openReferrals: number;
  readonly inCharge: string | null;
  readonly closedAt: Date | null;
}

/** Which transitions are wanted. */
export interface TransitionFilter {
  readonly state: 'open' | 'closed';
  readonly kind: TransitionKind | null;
}

/** A transition, with its referrals in the order in which they were begun. */
export interface TransitionRecord {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly kind: TransitionKind;
  readonly term: TransitionTerm | null;
  readonly goal: string;
  readonly outcome: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly referrals: readonly TransitionReferral[];
  /** Of the same person, in no transition: they may be taken in. */
  readonly others: readonly {
    readonly id: string;
    readonly number: string;
    readonly type: ReferralType | null;
  }[];
  readonly mayClose: boolean;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly version: number;
}

interface CaseRow extends Omit<
  TransitionRecord,
  'personName' | 'goal' | 'outcome' | 'referrals' | 'others' | 'mayClose'
> {
  readonly body: Buffer;
}

/** Reads transitions. Only the agency that keeps the record knows of them. */
@Injectable()
export class TransitionCasesQueries {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleQueries,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Those of one person, the newest first. @throws {NotFound} */
  async ofPerson(actor: Member, personId: string): Promise<TransitionRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const records = await this.records(tx, actor, 't.person_id = $2', [personId]);
      await this.noteLook(tx, actor, 'transition.read', personId);
      return records;
    });
  }

  /** Those that go on, the nearest end first, or those that are over, the newest first. Of people who are still on record. */
  async list(actor: Member, filter: TransitionFilter, request: PageRequest): Promise<Page<TransitionRow>> {
    const { page, perPage } = request;
    const { state, kind } = filter;
    const where = `t.agency_id = $1 AND p.status <> 'erased' AND t.closed_at IS ${state === 'open' ? 'NULL' : 'NOT NULL'}
      AND ($2::text IS NULL OR t.kind = $2)`;
    const from = 'portal.transition_case t JOIN portal.person p ON p.id = t.person_id';
    return this.db.transaction(actor, async (tx) => {
      const [counted] = await tx.query<{ total: number }[]>(
        `SELECT count(*)::int AS total FROM ${from} WHERE ${where}`,
        [actor.agencyId, kind],
      );
      const rows = await tx.query<Omit<TransitionRow, 'personName' | 'daysLeft'>[]>(
        `SELECT t.id, t.person_id AS "personId", t.kind, t.starts_on::text AS "startsOn", t.ends_on::text AS "endsOn",
           t.closed_at AS "closedAt", a.name AS "inCharge", n.referrals, n."openReferrals"
         FROM ${from} LEFT JOIN portal.account a ON a.id = p.in_charge
         CROSS JOIN LATERAL (SELECT count(*)::int AS referrals,
           count(*) FILTER (WHERE r.status IN ('draft', 'active', 'matched'))::int AS "openReferrals"
           FROM portal.transition_referral i JOIN portal.referral r ON r.id = i.referral_id WHERE i.case_id = t.id) n
         WHERE ${where} ORDER BY ${state === 'open' ? 't.ends_on, t.id' : 't.closed_at DESC, t.id'} LIMIT $3 OFFSET $4`,
        [actor.agencyId, kind, perPage, offsetOf(request)],
      );
      const names = await this.people.namesOf(
        tx,
        actor.agencyId,
        rows.map(({ personId }) => personId),
      );
      await this.audit.record(tx, actor, {
        action: 'transition.list',
        ownerAgencyId: actor.agencyId,
        details: { shown: [...names.keys()] },
      });
      const today = this.clock.today();
      const items = rows.map((row) => ({
        ...row,
        personName: names.get(row.personId) ?? '',
        daysLeft: daysBetween(today, row.endsOn),
      }));
      return { items, page, perPage, total: counted?.total ?? 0 };
    });
  }

  /** One of them, to be read on the screen or as a paper. @throws {NotFound} */
  async one(
    actor: Member,
    id: string,
    look: 'transition.read' | 'transition.print' = 'transition.read',
  ): Promise<TransitionRecord> {
    return this.db.transaction(actor, async (tx) => {
      const [record] = await this.records(tx, actor, 't.id = $2', [id]);
      if (!record) throw new NotFound();
      await this.noteLook(tx, actor, look, record.personId);
      return record;
    });
  }

  private async noteLook(tx: Tx, actor: Member, action: string, personId: string): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'person',
      objectId: personId,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
    });
  }

  private async records(
    tx: Tx,
    actor: Member,
    which: string,
    values: readonly string[],
  ): Promise<TransitionRecord[]> {
    const rows = await tx.query<CaseRow[]>(
      `SELECT t.id, t.person_id AS "personId", t.kind, CASE WHEN s.id IS NOT NULL THEN
           jsonb_build_object('id', s.id, 'kind', s.kind, 'endsOn', s.ends_on) END AS term, t.body, t.starts_on::text AS "startsOn",
         t.ends_on::text AS "endsOn", t.created_at AS "createdAt", t.closed_at AS "closedAt", a.name AS "closedBy", t.version
       FROM portal.transition_case t JOIN portal.person p ON p.id = t.person_id
       LEFT JOIN portal.support_term s ON s.id = t.support_term_id LEFT JOIN portal.account a ON a.id = t.closed_by
       WHERE t.agency_id = $1 AND p.status <> 'erased' AND ${which} ORDER BY t.closed_at DESC NULLS FIRST, t.ends_on, t.id LIMIT 200`,
      [actor.agencyId, ...values],
    );
    const ids = rows.map(({ id }) => id);
    const keys = await this.dataKeys.of(tx, ids);
    const names = await this.people.namesOf(
      tx,
      actor.agencyId,
      rows.map(({ personId }) => personId),
    );
    const referrals = await referralsOf(tx, ids);
    const others = await othersOf(tx, ids);
    return rows.map(({ body, ...row }) => {
      const text = keys.get(row.id)?.open(caseWordsPlace(row.id), body);
      const words = text ? (JSON.parse(text) as CaseWords) : { goal: '', outcome: '' };
      const own = referrals.filter(({ caseId }) => caseId === row.id).map(withoutCase);
      return {
        ...row,
        ...words,
        personName: names.get(row.personId) ?? '',
        referrals: own,
        others: others.filter(({ caseId }) => caseId === row.id).map(withoutCase),
        mayClose:
          row.closedAt === null &&
          own.every(({ status }) => !['draft', 'active', 'matched'].includes(status)),
      };
    });
  }
}

function withoutCase<One extends { caseId: string }>(found: One): Omit<One, 'caseId'> {
  const { caseId: _, ...one } = found;
  return one;
}

async function referralsOf(
  tx: Tx,
  caseIds: readonly string[],
): Promise<(TransitionReferral & { caseId: string })[]> {
  return tx.query(
    `SELECT t.case_id AS "caseId", r.id, r.number, r.type, r.status,
       coalesce((SELECT jsonb_agg(jsonb_build_object('name', g.name, 'status', l.status) ORDER BY l.position, l.id)
         FROM portal.referral_line l JOIN portal.agency g ON g.id = l.agency_id WHERE l.referral_id = r.id
           AND NOT EXISTS (SELECT FROM portal.referral_line n WHERE n.previous_line_id = l.id)), '[]') AS agencies,
       (SELECT min(l.sent_at) FROM portal.referral_line l WHERE l.referral_id = r.id) AS "sentAt",
       CASE WHEN r.status NOT IN ('draft', 'active', 'matched')
         THEN (SELECT max(l.closed_at) FROM portal.referral_line l WHERE l.referral_id = r.id) END AS "closedAt"
     FROM portal.transition_referral t JOIN portal.referral r ON r.id = t.referral_id
     WHERE t.case_id = ANY($1::uuid[]) ORDER BY r.created_at, r.id`,
    [caseIds],
  );
}

async function othersOf(
  tx: Tx,
  caseIds: readonly string[],
): Promise<{ caseId: string; id: string; number: string; type: ReferralType | null }[]> {
  return tx.query(
    `SELECT t.id AS "caseId", r.id, r.number, r.type
     FROM portal.transition_case t JOIN portal.referral r ON r.person_id = t.person_id AND r.source_agency_id = t.agency_id
     WHERE t.id = ANY($1::uuid[]) AND t.closed_at IS NULL
       AND NOT EXISTS (SELECT FROM portal.transition_referral o WHERE o.referral_id = r.id)
     ORDER BY r.created_at DESC LIMIT 500`,
    [caseIds],
  );
}
