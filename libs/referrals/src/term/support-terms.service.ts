import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Stale,
  type Tx,
} from '#libs/platform';
import { type DataCategory, PeopleQueries, requireOpenPerson, requireOwnPerson } from '#libs/people';
import { ReferralDrafts } from '../referral-drafts.service.js';
import { ParticularsService } from '../type/particulars.service.js';
import type { TypeFieldCode } from '../type/type-fields.js';
import { daysBetween } from './months.js';
import {
  adulthoodOn,
  endOfSchoolYear,
  proposalSteps,
  type ProposalStep,
  proposedOn,
  retentionDates,
  type TermKind,
} from './term.dates.js';
import { TermExists, TermOver } from './term.errors.js';

/** What is written down of a term: since when somebody is at work, or when they leave school. */
export interface TermInput {
  readonly kind: TermKind;
  /** 就職日, or 卒業日: without a day the end of this school year. */
  readonly baseOn: string | null;
}

/** A term, with what follows from it. */
export interface TermRecord {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly personNumber: number;
  readonly kind: TermKind;
  readonly baseOn: string;
  readonly startsOn: string | null;
  readonly endsOn: string;
  readonly daysLeft: number;
  /** 成年到達日, of whoever leaves school and whose birth date is known. */
  readonly adultOn: string | null;
  readonly proposals: readonly { readonly step: ProposalStep; readonly on: string; readonly made: boolean }[];
  readonly referral: { readonly id: string; readonly number: string; readonly isDraft: boolean } | null;
  /** The transition that holds what follows, while it goes on. */
  readonly transitionCaseId: string | null;
  readonly inCharge: string | null;
  readonly version: number;
}

interface TermRow {
  id: string;
  personId: string;
  kind: TermKind;
  baseOn: string;
  startsOn: string | null;
  endsOn: string;
  draftId: string | null;
  draftNumber: string | null;
  draftStatus: string | null;
  made: ProposalStep[];
  transitionCaseId: string | null;
  inCharge: string | null;
  personNumber: number;
  version: number;
}

/** 満了・卒業: supports that end on a day known beforehand, and the referrals that take over in time. */
@Injectable()
export class SupportTerms {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleQueries,
    private readonly drafts: ReferralDrafts,
    private readonly particulars: ParticularsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The open terms of the own agency that end within some months, or those of one person: the nearest end first. */
  async list(actor: Member, wanted: { months?: number; personId?: string } = {}): Promise<TermRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const { months = 12, personId = null } = wanted;
      if (personId) await requireOwnPerson(tx, actor, personId);
      const rows = await tx.query<TermRow[]>(
        `${columns} WHERE t.agency_id = $1 AND t.ended_at IS NULL AND p.status = 'open'
           AND CASE WHEN $3::uuid IS NULL THEN t.ends_on <= ($4::date + make_interval(months => $2))::date ELSE t.person_id = $3 END
         ORDER BY t.ends_on, p.number, t.id LIMIT 500`,
        [actor.agencyId, months, personId, this.clock.today()],
      );
      const records = await this.records(tx, actor, rows);
      await this.audit.record(tx, actor, {
        action: 'term.list',
        ownerAgencyId: actor.agencyId,
        details: { shown: [...new Set(records.map((term) => term.personId))] },
      });
      return records;
    });
  }

  /** One term. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<TermRecord> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<TermRow[]>(`${columns} WHERE t.id = $1 AND t.agency_id = $2`, [
        id,
        actor.agencyId,
      ]);
      const [record] = await this.records(tx, actor, rows);
      if (!record) throw new NotFound();
      return record;
    });
  }

  /**
   * Writes down a term of one of the own people; answers its id.
   * @throws {NotFound} @throws {PersonNotOpen} @throws {TermExists} @throws {Invalid}
   */
  async plan(actor: Member, personId: string, input: TermInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        // The lock keeps a second one of the same kind from finding the way free.
        await requireOpenPerson(tx, actor, personId, 'FOR UPDATE');
        const dates = this.datesOf(input);
        const open = await tx.query<unknown[]>(
          'SELECT FROM portal.support_term WHERE person_id = $1 AND kind = $2 AND ended_at IS NULL',
          [personId, input.kind],
        );
        if (open.length > 0) throw new TermExists();
        const id = newId();
        await tx.query(
          `INSERT INTO portal.support_term (id, agency_id, person_id, kind, base_on, starts_on, ends_on, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            id,
            actor.agencyId,
            personId,
            input.kind,
            dates.baseOn,
            dates.startsOn,
            dates.endsOn,
            actor.accountId,
          ],
        );
        await this.note(tx, actor, 'plan', id, personId);
        return id;
      }),
    );
  }

  /** Puts the day right; proposals begin anew. @throws {NotFound} @throws {TermOver} @throws {Stale} @throws {Invalid} */
  async change(actor: Member, id: string, baseOn: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const term = await locked(tx, actor, id, seenVersion);
      const dates = this.datesOf({ kind: term.kind, baseOn });
      await tx.query(
        'UPDATE portal.support_term SET base_on = $2, starts_on = $3, ends_on = $4, version = version + 1 WHERE id = $1',
        [id, dates.baseOn, dates.startsOn, dates.endsOn],
      );
      await this.note(tx, actor, 'change', id, term.personId);
    });
  }

  /** Nothing is proposed any longer: the person has left work, or has been handed over. @throws {NotFound} @throws {Stale} */
  async end(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const term = await locked(tx, actor, id, seenVersion);
      await tx.query('UPDATE portal.support_term SET ended_at = now(), version = version + 1 WHERE id = $1', [
        id,
      ]);
      await this.note(tx, actor, 'end', id, term.personId);
    });
  }

  /**
   * Begins the hand-over that takes over in time: a draft with what is known already. Answers the referral's id.
   * @throws {NotFound} @throws {TermOver}
   */
  async draft(actor: Member, id: string, request: OnceKey): Promise<string> {
    const term = await this.one(actor, id);
    // A second click finds the draft of the first one.
    if (term.referral) return term.referral.id;
    const prefilled = prefill(term);
    const referralId = await this.drafts.begin(actor, term.personId, prefilled.draft, request);
    const { version } = await this.particulars.read(actor, referralId);
    if (version === 0) await this.particulars.write(actor, referralId, prefilled.values, 0);
    await this.db.transaction(actor, async (tx) => {
      await tx.query(
        `UPDATE portal.support_term SET draft_id = $2, version = version + 1
         WHERE id = $1 AND draft_id IS DISTINCT FROM $2 AND ended_at IS NULL`,
        [id, referralId],
      );
      await this.note(tx, actor, 'draft', id, term.personId);
    });
    return referralId;
  }

  private datesOf({ kind, baseOn }: TermInput): { baseOn: string; startsOn: string | null; endsOn: string } {
    if (kind === 'graduation') {
      const endsOn = baseOn ?? endOfSchoolYear(this.clock.today());
      return { baseOn: endsOn, startsOn: null, endsOn };
    }
    if (!baseOn) throw wrongBase('就職日を入力してください。');
    if (baseOn > this.clock.today()) throw wrongBase('今日までの日付にしてください。');
    const { startsOn, endsOn } = retentionDates(baseOn);
    return { baseOn, startsOn, endsOn };
  }

  private async records(tx: Tx, actor: Member, rows: readonly TermRow[]): Promise<TermRecord[]> {
    const names = await this.people.namesOf(
      tx,
      actor.agencyId,
      rows.map(({ personId }) => personId),
    );
    const today = this.clock.today();
    const records: TermRecord[] = [];
    for (const row of rows) {
      // Only of pupils the birth date says something here, and there are few of them.
      const birthDate =
        row.kind === 'graduation'
          ? (await this.people.read(tx, actor.agencyId, row.personId)).birthDate
          : null;
      records.push({
        id: row.id,
        personId: row.personId,
        personName: names.get(row.personId) ?? '',
        personNumber: row.personNumber,
        kind: row.kind,
        baseOn: row.baseOn,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
        daysLeft: daysBetween(today, row.endsOn),
        adultOn: birthDate ? adulthoodOn(birthDate) : null,
        proposals: proposalSteps.map((step) => ({
          step,
          on: proposedOn(row.endsOn, step),
          made: row.made.includes(step),
        })),
        referral:
          row.draftId && row.draftNumber
            ? { id: row.draftId, number: row.draftNumber, isDraft: row.draftStatus === 'draft' }
            : null,
        transitionCaseId: row.transitionCaseId,
        inCharge: row.inCharge,
        version: row.version,
      });
    }
    return records;
  }

  private async note(tx: Tx, actor: Member, what: string, id: string, personId: string): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `term.${what}`,
      objectType: 'support_term',
      objectId: id,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
    });
  }
}

const columns = `SELECT t.id, t.person_id AS "personId", t.kind, t.base_on::text AS "baseOn", t.starts_on::text AS "startsOn",
    t.ends_on::text AS "endsOn", t.draft_id AS "draftId", r.number AS "draftNumber", r.status AS "draftStatus", t.version,
    p.number AS "personNumber", a.name AS "inCharge",
    ARRAY(SELECT s.step FROM portal.term_proposal s WHERE s.term_id = t.id AND s.ends_on = t.ends_on) AS made,
    (SELECT c.id FROM portal.transition_case c WHERE c.support_term_id = t.id AND c.closed_at IS NULL
     ORDER BY c.created_at, c.id LIMIT 1) AS "transitionCaseId"
  FROM portal.support_term t JOIN portal.person p ON p.id = t.person_id
  LEFT JOIN portal.referral r ON r.id = t.draft_id LEFT JOIN portal.account a ON a.id = p.in_charge`;

async function locked(
  tx: Tx,
  actor: Member,
  id: string,
  seenVersion: number,
): Promise<{ personId: string; kind: TermKind }> {
  const [term] = await tx.query<
    { personId: string; kind: TermKind; version: number; endedAt: Date | null }[]
  >(
    `SELECT person_id AS "personId", kind, version, ended_at AS "endedAt" FROM portal.support_term
     WHERE id = $1 AND agency_id = $2 FOR UPDATE`,
    [id, actor.agencyId],
  );
  if (!term) throw new NotFound();
  if (term.endedAt) throw new TermOver();
  if (term.version !== seenVersion) throw new Stale(term.version);
  return term;
}

function wrongBase(detail: string): Invalid {
  return new Invalid([{ field: 'baseOn', label: '就職日', detail }]);
}

/** What the draft of a hand-over can say already. */
function prefill(term: TermRecord) {
  const purpose = 'handover' as const;
  const kinds: DataCategory[] = ['identity', 'request', 'contact', 'disability', 'assessment'];
  if (term.kind === 'retention') {
    const values: Partial<Record<TypeFieldCode, string>> = { employedOn: term.baseOn };
    return {
      draft: {
        type: 'retention_end' as const,
        purpose,
        services: ['retention' as const],
        categories: [...kinds, 'employment' as const, 'progress' as const],
      },
      values,
    };
  }
  const values: Partial<Record<TypeFieldCode, string>> = { graduatesOn: term.endsOn };
  return {
    draft: {
      type: 'graduate' as const,
      purpose,
      services: ['consultation' as const, 'job_search' as const],
      categories: [...kinds, 'school' as const],
    },
    values,
  };
}
