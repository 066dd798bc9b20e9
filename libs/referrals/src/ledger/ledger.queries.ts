import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, offsetOf, type Page, type PageRequest, type Tx } from '#libs/platform';
import {
  type DataCategory,
  type DisclosureMedium,
  type DisclosureMethod,
  type ObtainedFrom,
  PeopleQueries,
  type Purpose,
} from '#libs/people';
import { PersonNames } from '../person-names.js';
import type { ErasureAnswer, HeardMeans } from '../withdrawal/withdrawal.codes.js';

/** An agency as it was when something was told. */
export interface AgencyFacts {
  readonly name: string;
  readonly address: string | null;
  readonly legalName: string | null;
  readonly representative: string | null;
  readonly legalRegime: string | null;
}

/** Which part of the ledger. Days are YYYY-MM-DD in Japan, both included. */
export interface LedgerPart {
  readonly side: 'provider' | 'recipient';
  readonly from: string;
  readonly until: string;
  readonly personId?: string | null;
}

/** What became of what was told, since the person took it back or it went astray: the newest question about it. */
export interface LedgerErasure {
  readonly number: string;
  readonly dueOn: string;
  readonly answer: ErasureAnswer | null;
  readonly answeredOn: string | null;
  readonly answeredName: string | null;
  readonly toldOn: string | null;
  readonly toldBy: string | null;
  readonly toldMeans: HeardMeans | null;
}

/** A row of the ledger, as Articles 29 and 30 want it. */
export interface LedgerRow {
  readonly id: string;
  readonly at: Date;
  readonly provider: AgencyFacts;
  readonly recipient: AgencyFacts;
  /** Null for whom the reader may not name now; then the number of the referral stands for them. */
  readonly personName: string | null;
  readonly personId: string | null;
  readonly referralNumber: string | null;
  readonly referralId: string | null;
  readonly purpose: Purpose;
  readonly categories: readonly DataCategory[];
  readonly method: DisclosureMethod;
  readonly medium: DisclosureMedium;
  readonly obtained: ObtainedFrom;
  readonly ground: string | null;
  readonly consentIds: readonly string[];
  readonly consentNumbers: readonly string[];
  readonly confirmedBy: string;
  readonly contentHash: string;
  readonly retainUntil: string;
  readonly erasure: LedgerErasure | null;
}

interface Row extends Omit<LedgerRow, 'personName'> {
  person: string;
  packageVersion: number | null;
}

const most = 20_000;

/** Reads the ledger of the own agency: what it told, and what it was told. */
@Injectable()
export class LedgerQueries {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleQueries,
    private readonly names: PersonNames,
    private readonly audit: Audit,
  ) {}

  /** One page of it, the newest first. */
  async page(actor: Member, part: LedgerPart, paging: PageRequest): Promise<Page<LedgerRow>> {
    return this.db.transaction(actor, async (tx) => {
      const values = [actor.agencyId, part.from, part.until, part.personId ?? null];
      const [count] = await tx.query<{ total: number }[]>(
        `SELECT count(*)::int AS total FROM portal.disclosure d WHERE ${within(part)}`,
        values,
      );
      const items = await this.rows(tx, actor, part, paging.perPage, offsetOf(paging));
      const people = [
        ...new Set(items.flatMap(({ personId, personName }) => (personName && personId) || [])),
      ];
      await this.note(tx, actor, part, items.length, people);
      return { items, page: paging.page, perPage: paging.perPage, total: count?.total ?? 0 };
    });
  }

  /** All of it, in the transaction of whoever takes it along; read at this moment, so what is closed by now is not in it. */
  async all(tx: Tx, actor: Member, part: LedgerPart): Promise<LedgerRow[]> {
    const rows = await this.rows(tx, actor, part, most, 0);
    await this.note(tx, actor, part, rows.length);
    return rows;
  }

  /** The same once more, for whoever has shown nothing of it yet. */
  async again(tx: Tx, actor: Member, part: LedgerPart): Promise<LedgerRow[]> {
    return this.rows(tx, actor, part, most, 0);
  }

  private async rows(
    tx: Tx,
    actor: Member,
    part: LedgerPart,
    limit: number,
    offset: number,
  ): Promise<LedgerRow[]> {
    const rows = await tx.query<Row[]>(
      `SELECT d.id, d.at, d.provider, d.recipient, d.person_id AS person,
         CASE WHEN p.id IS NOT NULL THEN d.person_id END AS "personId", r.number AS "referralNumber", d.referral_id AS "referralId",
         d.purpose, d.categories, d.method, d.medium, d.obtained, d.ground, d.consent_ids AS "consentIds",
         ARRAY(SELECT c.number FROM portal.consent c WHERE c.id = ANY(d.consent_ids) AND c.number IS NOT NULL) AS "consentNumbers",
         d.confirmed_by AS "confirmedBy", encode(d.content_hash, 'hex') AS "contentHash", d.retain_until::text AS "retainUntil",
         l.package_version AS "packageVersion", (SELECT jsonb_build_object('number', e.number, 'dueOn', e.due_on, 'answer', e.answer,
             'answeredOn', e.answered_on, 'answeredName', e.answered_name, 'toldOn', e.told_on, 'toldBy', e.told_by,
             'toldMeans', e.told_means)
           FROM portal.erasure_duty e WHERE e.person_id = d.person_id AND e.agency_id = d.agency_id
             AND e.recipient_agency_id = d.recipient_agency_id AND e.categories && d.categories AND e.asked_at >= d.at
           ORDER BY e.asked_at DESC, e.id LIMIT 1) AS erasure
       FROM portal.disclosure d LEFT JOIN portal.referral r ON r.id = d.referral_id
       LEFT JOIN portal.referral_line l ON l.id = d.line_id LEFT JOIN portal.person p ON p.id = d.person_id
       WHERE ${within(part)} ORDER BY d.at DESC, d.id DESC LIMIT $5 OFFSET $6`,
      [actor.agencyId, part.from, part.until, part.personId ?? null, limit, offset],
    );
    const own = await this.people.namesOf(
      tx,
      actor.agencyId,
      rows.map(({ person }) => person),
    );
    const told = await this.names.ofReferrals(
      tx,
      actor,
      rows
        .filter(({ person, referralId }) => !own.has(person) && referralId !== null)
        .map(({ person, referralId, packageVersion }) => ({
          id: referralId!,
          personId: person,
          packageVersion,
        })),
    );
    return rows.map((row) => {
      const { person, packageVersion: _, ...shown } = row;
      return { ...shown, personName: own.get(person) ?? told.get(row.referralId ?? '') ?? null };
    });
  }

  /** A page counts as a look at everybody whom it names; a list that is taken along counts as such. */
  private async note(
    tx: Tx,
    actor: Member,
    part: LedgerPart,
    shown: number,
    people?: readonly string[],
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: 'ledger.read',
      ownerAgencyId: actor.agencyId,
      ...(part.personId ? { subjectId: part.personId } : {}),
      details: { side: part.side, from: part.from, until: part.until, shown, ...(people ? { people } : {}) },
    });
  }
}

/** What an agency was told back is its own ledger as a recipient, and what a recipient reports is its ledger as a provider. */
function within({ side }: LedgerPart): string {
  return `d.${side === 'provider' ? 'agency_id' : 'recipient_agency_id'} = $1
    AND d.at >= ($2::date::timestamp AT TIME ZONE 'Asia/Tokyo') AND d.at < (($3::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo')
    AND ($4::uuid IS NULL OR d.person_id = $4)`;
}
