import { Injectable } from '@nestjs/common';
import { holidayName, holidaysKnown } from '#libs/directory';
import type { Member } from '#libs/identity';
import {
  Database,
  NotFound,
  offsetOf,
  type Page,
  type PageRequest,
  plainSql,
  type SqlTx,
} from '#libs/platform';
import type { CouncilKind } from '../council/council.codes.js';
import { mayKeep } from '../council/council.policy.js';
import { requireInside } from '../council/councils.queries.js';
import { isSeenBy } from './meeting.sight.js';
import type { MeetingMode, MeetingState } from './meeting.status.js';

/** A meeting in a list. */
export interface MeetingRow {
  readonly id: string;
  readonly councilId: string;
  readonly council: string;
  readonly councilKind: CouncilKind;
  readonly title: string;
  readonly number: number | null;
  readonly yearNumber: number | null;
  readonly fiscalYear: number;
  readonly mode: MeetingMode;
  /** What the clock on the wall shows there, `2026-11-20T18:30`. */
  readonly start: string;
  readonly end: string;
  readonly tz: string;
  readonly allDay: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly venue: string;
  readonly state: MeetingState;
  readonly isKeeper: boolean;
}

/** Another meeting that is on at the same time. */
export interface Clash {
  readonly id: string;
  readonly council: string;
  readonly title: string;
}

/** A meeting whole. */
export interface MeetingRecord extends MeetingRow {
  readonly secretariat: string;
  readonly address: string;
  readonly venueCapacity: number | null;
  readonly webCapacity: number | null;
  /** Null for whoever has not said that they come. */
  readonly link: { readonly link: string; readonly note: string } | null;
  readonly onDemandFrom: string | null;
  readonly onDemandUntil: string | null;
  readonly note: string;
  readonly isPublic: boolean;
  readonly reason: string;
  readonly actualStart: Date | null;
  readonly actualEnd: Date | null;
  readonly noticeDays: number;
  readonly announcedAt: Date | null;
  readonly prepares: { readonly id: string; readonly title: string } | null;
  /** The meetings with which it was planned. */
  readonly seriesId: string | null;
  readonly preparedBy: readonly { readonly id: string; readonly title: string }[];
  readonly version: number;
  /** The public holiday on which it begins. */
  readonly holiday: string | null;
  /** Whether the calendar of holidays reaches that far. */
  readonly holidayKnown: boolean;
  /** Others of this secretariat or of the reader's councils at the same time. */
  readonly clashes: readonly Clash[];
}

/** Which meetings are wanted. */
export interface MeetingsWanted {
  readonly fiscalYear: number | undefined;
  /** Days in Japan, both included. */
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly states: readonly MeetingState[] | undefined;
  readonly order: 'oldest' | 'newest';
}

const local = (column: string) => `to_char(m.${column}, 'YYYY-MM-DD"T"HH24:MI')`;
const columns = `m.id, m.council_id AS "councilId", c.name AS council, c.kind AS "councilKind", m.title, m.number,
  m.year_number AS "yearNumber", m.fiscal_year AS "fiscalYear", m.mode, ${local('start_local')} AS start, ${local('end_local')} AS end,
  m.tz, m.all_day AS "allDay", m.starts_at AS "startsAt", m.ends_at AS "endsAt", m.venue, m.state,
  c.secretariat_agency_id = $1 AS "isKeeper"`;
const from = 'portal.meeting m JOIN portal.council c ON c.id = m.council_id';
const mine = isSeenBy('$1');

/** Reads meetings of the councils that the reader keeps, sits in, or is invited to. */
@Injectable()
export class MeetingsQueries {
  constructor(private readonly db: Database) {}

  /** A page of meetings of all councils by day. */
  async list(actor: Member, wanted: MeetingsWanted, request: PageRequest): Promise<Page<MeetingRow>> {
    return this.db.transaction(actor, (tx) => pageOf(plainSql(tx), actor, null, wanted, request));
  }

  /** A page of meetings of one council by day. @throws {NotFound} for whoever neither keeps it nor sits there. */
  async ofCouncil(
    actor: Member,
    councilId: string,
    wanted: MeetingsWanted,
    request: PageRequest,
  ): Promise<Page<MeetingRow>> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await requireInside(sql, actor, councilId);
      return pageOf(sql, actor, councilId, wanted, request);
    });
  }

  /** One whole. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<MeetingRecord> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [found] = await sql.query<Found>(
        `SELECT ${columns}, a.name AS secretariat, c.secretariat_agency_id AS keeper, m.address,
           m.venue_capacity AS "venueCapacity", m.web_capacity AS "webCapacity", m.on_demand_from::text AS "onDemandFrom",
           m.on_demand_until::text AS "onDemandUntil", m.note, m.is_public AS "isPublic", m.reason,
           m.actual_start AS "actualStart", m.actual_end AS "actualEnd", c.notice_days AS "noticeDays",
           m.announced_at AS "announcedAt", m.version,
           (SELECT json_build_object('link', l.link, 'note', l.note) FROM portal.meeting_link l WHERE l.meeting_id = m.id) AS link, m.series_id AS "seriesId",
           (SELECT json_build_object('id', p.id, 'title', p.title) FROM portal.meeting p WHERE p.id = m.prepares_id) AS prepares,
           coalesce((SELECT json_agg(json_build_object('id', p.id, 'title', p.title) ORDER BY p.starts_at)
             FROM portal.meeting p WHERE p.prepares_id = m.id AND p.state <> 'cancelled'), '[]') AS "preparedBy"
         FROM ${from} JOIN portal.agency a ON a.id = c.secretariat_agency_id WHERE ${mine} AND m.id = $2`,
        [actor.agencyId, id],
      );
      if (!found) throw new NotFound();
      const { keeper, ...meeting } = found;
      return {
        ...meeting,
        isKeeper: mayKeep(actor, keeper),
        holiday: holidayName(meeting.start.slice(0, 10)),
        holidayKnown: holidaysKnown(meeting.start.slice(0, 10)),
        clashes: await clashesOf(sql, actor, id),
      };
    });
  }
}

type Found = Omit<MeetingRecord, 'holiday' | 'holidayKnown' | 'clashes'> & { keeper: string } & Record<
    string,
    unknown
  >;

async function clashesOf(sql: SqlTx, actor: Member, id: string): Promise<Clash[]> {
  return sql.query<Clash & Record<string, unknown>>(
    `SELECT m.id, c.name AS council, m.title FROM ${from} JOIN portal.meeting this ON this.id = $2
     WHERE ${mine} AND m.id <> this.id AND m.starts_at < this.ends_at AND m.ends_at > this.starts_at
       AND m.mode <> 'on_demand' AND this.mode <> 'on_demand'
       AND m.state IN ('draft', 'announced', 'in_session') AND this.state IN ('draft', 'announced')
     ORDER BY m.starts_at, m.id LIMIT 5`,
    [actor.agencyId, id],
  );
}

async function pageOf(
  sql: SqlTx,
  actor: Member,
  councilId: string | null,
  wanted: MeetingsWanted,
  request: PageRequest,
): Promise<Page<MeetingRow>> {
  const { page, perPage } = request;
  const where = `${mine} AND ($2::uuid IS NULL OR m.council_id = $2) AND ($3::int IS NULL OR m.fiscal_year = $3)
    AND ($4::date IS NULL OR m.end_local > $4::date) AND ($5::date IS NULL OR m.start_local < $5::date + 1)
    AND ($6::text[] IS NULL OR m.state = ANY ($6))`;
  const values = [
    ...[actor.agencyId, councilId, wanted.fiscalYear ?? null, wanted.from ?? null],
    ...[wanted.until ?? null, wanted.states ? [...wanted.states] : null],
  ];
  const direction = wanted.order === 'newest' ? 'DESC' : 'ASC';
  const [counted] = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM ${from} WHERE ${where}`,
    values,
  );
  const items = await sql.query<MeetingRow & Record<string, unknown>>(
    `SELECT ${columns} FROM ${from} WHERE ${where}
     ORDER BY m.starts_at ${direction}, m.id ${direction} LIMIT $7 OFFSET $8`,
    [...values, perPage, offsetOf(request)],
  );
  return { items, page, perPage, total: counted?.total ?? 0 };
}
