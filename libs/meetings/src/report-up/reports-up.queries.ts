import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, NotFound, plainSql, type SqlTx } from '#libs/platform';
import { isKeptHere } from '../council/council.sight.js';
import { mayKeep } from '../council/council.policy.js';
import { requireInside } from '../council/councils.queries.js';
import { readMinutes } from '../minutes/minutes.rows.js';
import { mayReport, type ReportState } from './report-up.status.js';

/** A decision that a report tells of. */
export interface ReportedDecision {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly text: string;
}

/** A report to the council above. */
export interface ReportRow {
  readonly id: string;
  readonly councilId: string;
  readonly council: string;
  readonly parentId: string;
  readonly parent: string;
  readonly keeper: string;
  readonly parentKeeper: string;
  /** Null where the reader may not know of the meeting. */
  readonly meetingId: string | null;
  readonly meeting: string;
  readonly heldOn: string;
  readonly text: string;
  readonly decisions: readonly ReportedDecision[];
  readonly state: ReportState;
  readonly sentAt: Date | null;
  readonly tabledMeetingId: string | null;
  readonly tabledIn: string;
  readonly itemId: string | null;
  readonly answer: string;
  readonly answeredAt: Date | null;
  readonly keeps: boolean;
  readonly keepsParent: boolean;
  readonly version: number;
}

/** What can be reported of minutes, and what was. */
export interface Reporting {
  readonly parent: string | null;
  readonly mayPrepare: boolean;
  readonly decisions: readonly ReportedDecision[];
  readonly report: ReportRow | null;
}

const select = `SELECT r.id, r.council_id AS "councilId", r.council_name AS council, r.parent_council_id AS "parentId", p.name AS parent,
    c.secretariat_agency_id AS keeper, p.secretariat_agency_id AS "parentKeeper", m.id AS "meetingId", r.meeting_title AS meeting,
    r.held_on::text AS "heldOn", r.text, r.decisions, r.state, r.sent_at AS "sentAt", tm.id AS "tabledMeetingId",
    r.tabled_in AS "tabledIn", r.tabled_item_id AS "itemId", r.answer, r.answered_at AS "answeredAt",
    c.secretariat_agency_id = $1 AS keeps, p.secretariat_agency_id = $1 AS "keepsParent", r.version
  FROM portal.report_up r JOIN portal.council c ON c.id = r.council_id JOIN portal.council p ON p.id = r.parent_council_id
  LEFT JOIN portal.meeting m ON m.id = r.meeting_id LEFT JOIN portal.meeting tm ON tm.id = r.tabled_meeting_id`;
/** In SQL, whether the reader may know of a report: what is not sent yet is the business of the council that prepares it. */
const isReportSeen = `(${isKeptHere('r.council_id')} OR (r.state <> 'prepared'
  AND (${isKeptHere('r.parent_council_id')} OR r.council_id IN (SELECT sec.seated_councils()))))`;
type Found = ReportRow & Record<string, unknown>;

/** Reads reports to the council above: what is sent, both sides see. */
@Injectable()
export class ReportsUpQueries {
  constructor(private readonly db: Database) {}

  /** What a council has told the one above, and what it was told from below; the latest first. @throws {NotFound} */
  async ofCouncil(actor: Member, councilId: string): Promise<ReportRow[]> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await requireInside(sql, actor, councilId);
      return sql.query<Found>(
        `${select} WHERE (r.council_id = $2 OR r.parent_council_id = $2) AND ${isReportSeen}
         ORDER BY r.created_at DESC, r.id LIMIT 100`,
        [actor.agencyId, councilId],
      );
    });
  }

  /** What can be reported of a version of minutes, and what was. @throws {NotFound} */
  async ofMinutes(actor: Member, versionId: string): Promise<Reporting> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const minutes = await readMinutes(sql, versionId);
      if (!minutes) throw new NotFound();
      const [parent] = await sql.query<{ name: string }>(
        'SELECT p.name FROM portal.council c JOIN portal.council p ON p.id = c.parent_id WHERE c.id = $1',
        [minutes.councilId],
      );
      const [report] = await sql.query<Found>(`${select} WHERE r.version_id = $2 AND ${isReportSeen}`, [
        actor.agencyId,
        versionId,
      ]);
      const isKeeper = mayKeep(actor, minutes.keeper);
      const isApproved = minutes.state === 'approved' || minutes.state === 'published';
      return {
        parent: parent?.name ?? null,
        mayPrepare: isKeeper && isApproved && parent !== undefined && !report,
        decisions: isKeeper ? await reportableDecisions(sql, minutes.meetingId) : [],
        report: report ?? null,
      };
    });
  }

  /** One report. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<ReportRow> {
    return this.db.transaction(actor, (tx) => readReport(plainSql(tx), actor, id));
  }
}

/** A report as the actor may see it. @throws {NotFound} */
export async function readReport(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  id: string,
): Promise<ReportRow> {
  const [found] = await sql.query<Found>(`${select} WHERE r.id = $2 AND ${isReportSeen}`, [
    actor.agencyId,
    id,
  ]);
  if (!found) throw new NotFound();
  return found;
}

/** The decisions of a meeting in the words that hold; what is for the secretariat alone is told to nobody. */
export async function reportableDecisions(sql: SqlTx, meetingId: string): Promise<ReportedDecision[]> {
  return sql.query<ReportedDecision & Record<string, unknown>>(
    `SELECT d.id, d.label, d.title, d.text FROM portal.decision d WHERE d.meeting_id = $1 AND d.visibility <> 'secretariat'
       AND NOT EXISTS (SELECT FROM portal.decision n WHERE n.root_id = d.root_id AND n.revision > d.revision)
     ORDER BY d.number`,
    [meetingId],
  );
}

/** What the reader may do with a report now. */
export function mayWith(report: ReportRow): Record<'write' | 'send' | 'table' | 'answer', boolean> {
  const { keeps, keepsParent } = report;
  return {
    write: keeps && mayReport('write', report),
    send: keeps && mayReport('send', report),
    table: keepsParent && mayReport('table', report),
    answer: keepsParent && mayReport('answer', report),
  };
}
