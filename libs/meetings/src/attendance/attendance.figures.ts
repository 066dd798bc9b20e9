import { Injectable } from '@nestjs/common';
import { listFile, type ListFile, type ListFormat, type SheetRow } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Database, plainSql } from '#libs/platform';
import { requireInside } from '../council/councils.queries.js';

/** How often an agency was there in a fiscal year. */
export interface AttendanceFigure {
  readonly agencyId: string;
  readonly agency: string;
  /** Meetings at which somebody of it was, once each however many came. */
  readonly meetings: number;
  /** People in all meetings together. 延べ. */
  readonly people: number;
  readonly venue: number;
  readonly web: number;
  readonly substitutes: number;
  readonly excused: number;
  readonly absent: number;
}

/** Counts who was there over a year. */
@Injectable()
export class AttendanceFigures {
  constructor(private readonly db: Database) {}

  /** By agency, over the meetings of a council that were held in a fiscal year. @throws {NotFound} */
  async ofYear(
    actor: Member,
    councilId: string,
    fiscalYear: number,
  ): Promise<{ held: number; agencies: AttendanceFigure[] }> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await requireInside(sql, actor, councilId);
      const [counted] = await sql.query<{ held: number }>(
        `SELECT count(*)::int AS held FROM portal.meeting m WHERE ${heldIn}`,
        [councilId, fiscalYear],
      );
      const agencies = await sql.query<AttendanceFigure & Record<string, unknown>>(
        `SELECT g.id AS "agencyId", g.name AS agency,
           count(DISTINCT a.meeting_id) FILTER (WHERE ${there})::int AS meetings,
           count(*) FILTER (WHERE ${there})::int AS people,
           count(*) FILTER (WHERE ${there} AND a.how = 'venue')::int AS venue,
           count(*) FILTER (WHERE ${there} AND a.how = 'web')::int AS web,
           count(*) FILTER (WHERE ${there} AND a.capacity = 'substitute')::int AS substitutes,
           count(*) FILTER (WHERE a.status = 'excused')::int AS excused,
           count(*) FILTER (WHERE a.status = 'absent')::int AS absent
         FROM portal.attendance a JOIN portal.meeting m ON m.id = a.meeting_id JOIN portal.agency g ON g.id = a.agency_id
         WHERE ${heldIn} GROUP BY g.id ORDER BY g.name, g.id`,
        [councilId, fiscalYear],
      );
      return { held: counted?.held ?? 0, agencies };
    });
  }

  /** The same as a list to take along. @throws {NotFound} */
  async write(actor: Member, councilId: string, fiscalYear: number, format: ListFormat): Promise<ListFile> {
    const { agencies } = await this.ofYear(actor, councilId, fiscalYear);
    return listFile({ name: '出欠', columns, rows: rowsOf(agencies) }, format);
  }
}

const heldIn = `m.council_id = $1 AND m.fiscal_year = $2 AND m.state IN ('in_session', 'held', 'closed')`;
/** Who saw a recording was not there. */
const there = `a.status IN ('present', 'late', 'left_early') AND a.how <> 'on_demand'`;
const columns = [
  '機関',
  '出席した回数',
  '出席者（延べ）',
  '会場',
  'Web',
  '代理',
  '欠席（連絡あり）',
  '欠席（連絡なし）',
];

async function* rowsOf(agencies: readonly AttendanceFigure[]): AsyncGenerator<SheetRow> {
  for (const { agency, meetings, people, venue, web, substitutes, excused, absent } of agencies)
    yield [agency, meetings, people, venue, web, substitutes, excused, absent];
}
