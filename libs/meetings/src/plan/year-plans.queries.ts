import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, Database, NotFound, plainSql, type SqlTx } from '#libs/platform';
import type { MeetingMode, MeetingState } from '../meeting/meeting.status.js';
import type { SlotState } from './slot.status.js';
import { type YearStanding, yearStanding } from './year.standing.js';

/** A meeting as a plan shows it. */
export interface PlannedMeeting {
  readonly id: string;
  readonly title: string;
  readonly number: number | null;
  /** What the clock on the wall shows there, `2026-11-20T18:30`. */
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly mode: MeetingMode;
  readonly venue: string;
  readonly state: MeetingState;
}

/** A slot of a plan. */
export interface PlanSlot {
  readonly id: string;
  readonly position: number;
  readonly month: number | null;
  readonly theme: string;
  readonly state: SlotState;
  readonly reason: string;
  readonly version: number;
  /** Null as well where the meeting is a draft and the reader does not keep the council. */
  readonly meeting: PlannedMeeting | null;
  /** The poll that looks for a date. */
  readonly pollId: string | null;
}

/** What a council plans for a year. */
export interface YearPlan {
  readonly id: string;
  readonly plannedCount: number;
  readonly note: string;
  readonly version: number;
}

/** A fiscal year of a council: what is planned, and what is held beside the plan. */
export interface CouncilYear {
  readonly councilId: string;
  readonly council: string;
  readonly shortName: string;
  readonly secretariat: string;
  readonly fiscalYear: number;
  readonly plan: YearPlan | null;
  readonly slots: readonly PlanSlot[];
  /** 計画外: meetings of the year that fill no slot. */
  readonly others: readonly PlannedMeeting[];
  readonly standing: YearStanding;
  readonly isKeeper: boolean;
  readonly isDissolved: boolean;
  /** Whether the year before has a plan that could be copied. */
  readonly hasYearBefore: boolean;
}

/** Which years are wanted. */
export interface YearsWanted {
  readonly fiscalYear: number;
  readonly councilId?: string | undefined;
}

/** Reads the plans of the councils that the reader keeps or sits in. */
@Injectable()
export class YearPlansQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** One fiscal year of all councils of the reader, or of one of them. */
  async years(actor: Member, wanted: YearsWanted): Promise<CouncilYear[]> {
    return this.db.transaction(actor, (tx) => yearsOf(plainSql(tx), actor, wanted, this.clock.today()));
  }

  /** One fiscal year of one council. @throws {NotFound} for whoever neither keeps it nor sits there. */
  async year(actor: Member, councilId: string, fiscalYear: number): Promise<CouncilYear> {
    const [year] = await this.years(actor, { fiscalYear, councilId });
    if (!year) throw new NotFound();
    return year;
  }

  /** The year of a plan. @throws {NotFound} */
  async ofPlan(actor: Member, planId: string): Promise<CouncilYear> {
    return this.yearBehind(actor, 'p.id = $1', planId);
  }

  /** The year of a slot. @throws {NotFound} */
  async ofSlot(actor: Member, slotId: string): Promise<CouncilYear> {
    return this.yearBehind(actor, 'p.id = (SELECT plan_id FROM portal.year_plan_slot WHERE id = $1)', slotId);
  }

  private async yearBehind(actor: Member, where: string, id: string): Promise<CouncilYear> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [wanted] = await sql.query<{ fiscalYear: number; councilId: string }>(
        `SELECT p.fiscal_year AS "fiscalYear", p.council_id AS "councilId" FROM portal.year_plan p WHERE ${where}`,
        [id],
      );
      const [year] = wanted ? await yearsOf(sql, actor, wanted, this.clock.today()) : [];
      if (!year) throw new NotFound();
      return year;
    });
  }
}

type Head = Pick<CouncilYear, 'council' | 'shortName' | 'secretariat' | 'isKeeper' | 'isDissolved'> & {
  id: string;
  plan: YearPlan | null;
  hasYearBefore: boolean;
} & Record<string, unknown>;

/** The same, inside a transaction. */
export async function yearsOf(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  { fiscalYear, councilId }: YearsWanted,
  today: string,
): Promise<CouncilYear[]> {
  const heads = await sql.query<Head>(
    `SELECT c.id, c.name AS council, c.short_name AS "shortName", a.name AS secretariat,
       c.secretariat_agency_id = $1 AS "isKeeper", c.dissolved_on IS NOT NULL AS "isDissolved",
       CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'plannedCount', p.planned_count, 'note', p.note,
         'version', p.version) END AS plan,
       EXISTS (SELECT FROM portal.year_plan b WHERE b.council_id = c.id AND b.fiscal_year = $2 - 1) AS "hasYearBefore"
     FROM portal.council c JOIN portal.agency a ON a.id = c.secretariat_agency_id
     LEFT JOIN portal.year_plan p ON p.council_id = c.id AND p.fiscal_year = $2
     WHERE (c.secretariat_agency_id = $1 OR c.id IN (SELECT sec.seated_councils())) AND ($3::uuid IS NULL OR c.id = $3)
       AND ($3::uuid IS NOT NULL OR c.dissolved_on IS NULL OR p.id IS NOT NULL)
     ORDER BY c.name, c.id`,
    [actor.agencyId, fiscalYear, councilId ?? null],
  );
  const ids = heads.map(({ id }) => id);
  const slots = await slotsOf(sql, ids, fiscalYear);
  const others = await othersOf(sql, ids, fiscalYear);
  const counts = await countsOf(sql, ids, fiscalYear);
  return heads.map(({ id, ...head }) => {
    const own = slots.filter((slot) => slot.councilId === id);
    const { held = 0, ahead = 0 } = counts.find((count) => count.councilId === id) ?? {};
    const plannedCount = head.plan?.plannedCount ?? 0;
    return {
      ...head,
      councilId: id,
      fiscalYear,
      slots: own,
      others: others.filter((other) => other.councilId === id),
      standing: yearStanding({ fiscalYear, plannedCount, slots: own, held, ahead }, today),
    };
  });
}

const meetingColumns = (m: string) => `'id', ${m}.id, 'title', ${m}.title, 'number', ${m}.number,
  'start', to_char(${m}.start_local, 'YYYY-MM-DD"T"HH24:MI'), 'end', to_char(${m}.end_local, 'YYYY-MM-DD"T"HH24:MI'),
  'allDay', ${m}.all_day, 'mode', ${m}.mode, 'venue', ${m}.venue, 'state', ${m}.state`;

async function slotsOf(sql: SqlTx, councilIds: readonly string[], fiscalYear: number) {
  return sql.query<PlanSlot & { councilId: string } & Record<string, unknown>>(
    `SELECT s.council_id AS "councilId", s.id, s.position, s.month, s.theme, s.state, s.reason, s.version,
       CASE WHEN m.id IS NOT NULL THEN json_build_object(${meetingColumns('m')}) END AS meeting, 
       (SELECT o.id FROM portal.date_poll o WHERE o.slot_id = s.id AND o.state IN ('open', 'closed')) AS "pollId"
     FROM portal.year_plan p JOIN portal.year_plan_slot s ON s.plan_id = p.id
     LEFT JOIN portal.meeting m ON m.id = s.meeting_id
     WHERE p.council_id = ANY ($1::uuid[]) AND p.fiscal_year = $2 ORDER BY s.position`,
    [councilIds, fiscalYear],
  );
}

/** Meetings beside the plan. Those that only prepare another one belong to that one. */
async function othersOf(sql: SqlTx, councilIds: readonly string[], fiscalYear: number) {
  const rows = await sql.query<{ councilId: string; meeting: PlannedMeeting } & Record<string, unknown>>(
    `SELECT m.council_id AS "councilId", json_build_object(${meetingColumns('m')}) AS meeting
     FROM portal.meeting m
     WHERE m.council_id = ANY ($1::uuid[]) AND m.fiscal_year = $2 AND m.state <> 'cancelled' AND m.prepares_id IS NULL
       AND NOT EXISTS (SELECT FROM portal.year_plan_slot s WHERE s.meeting_id = m.id)
     ORDER BY m.starts_at, m.id`,
    [councilIds, fiscalYear],
  );
  return rows.map(({ councilId, meeting }) => ({ ...meeting, councilId }));
}

async function countsOf(sql: SqlTx, councilIds: readonly string[], fiscalYear: number) {
  return sql.query<{ councilId: string; held: number; ahead: number }>(
    `SELECT m.council_id AS "councilId", count(*) FILTER (WHERE m.state IN ('held', 'closed'))::int AS held,
       count(*) FILTER (WHERE m.state IN ('draft', 'announced', 'in_session'))::int AS ahead
     FROM portal.meeting m
     WHERE m.council_id = ANY ($1::uuid[]) AND m.fiscal_year = $2 AND m.prepares_id IS NULL GROUP BY m.council_id`,
    [councilIds, fiscalYear],
  );
}
