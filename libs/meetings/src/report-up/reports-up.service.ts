import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Database,
  Forbidden,
  Invalid,
  newId,
  once,
  type OnceKey,
  Outbox,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { openAgenda, putOnAgenda } from '../agenda/agenda.service.js';
import { keptMinutes } from '../minutes/minutes.rows.js';
import { ReportNotBegun, ReportNotReady } from './report-up.errors.js';
import { mayReport, type ReportVerb } from './report-up.status.js';
import {
  readReport,
  reportableDecisions,
  type ReportedDecision,
  type ReportRow,
} from './reports-up.queries.js';

/** A report has come from a council below: the event tells the secretariat above. */
export const reportSent = 'report_up.sent';
/** A report is on the agenda above: the event tells the secretariat below. */
export const reportTabled = 'report_up.tabled';
/** The council above has answered: the event tells the secretariat below. */
export const reportAnswered = 'report_up.answered';

/** What is reported. */
export interface ReportInput {
  readonly text: string;
  readonly decisionIds: readonly string[];
}

/** 親会への報告: prepared and sent by one secretariat, put on the agenda and answered by the one above. */
@Injectable()
export class ReportsUp {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** Prepares a report of approved minutes; answers its id. @throws {NotFound} @throws {Forbidden} @throws {ReportNotBegun} @throws {Invalid} */
  async prepare(actor: Member, versionId: string, input: ReportInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const { meetingId, councilId, state } = await keptMinutes(sql, actor, versionId);
        if (state !== 'approved' && state !== 'published') throw new ReportNotBegun('not_approved');
        const decisions = await chosen(sql, meetingId, input.decisionIds);
        const begun = await sql.query('SELECT FROM portal.report_up WHERE version_id = $1', [versionId]);
        if (begun.length > 0) throw new ReportNotBegun('begun');
        const id = newId();
        const prepared = await sql.query(
          `INSERT INTO portal.report_up (id, version_id, meeting_id, council_id, parent_council_id, council_name, meeting_title,
             held_on, text, decisions, created_by)
           SELECT $1, $2, m.id, c.id, c.parent_id, c.name, m.title, m.start_local::date, $4, $5, $6
           FROM portal.council c JOIN portal.meeting m ON m.id = $3
           WHERE c.id = $7 AND c.parent_id IS NOT NULL RETURNING id`,
          [...[id, versionId, meetingId, input.text, JSON.stringify(decisions), actor.accountId], councilId],
        );
        if (prepared.length === 0) throw new ReportNotBegun('no_parent');
        await this.note(tx, actor, id, 'prepare');
        return id;
      }),
    );
  }

  /** Changes what a report says, before it is sent. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {ReportNotReady} @throws {Invalid} */
  async write(actor: Member, id: string, seenVersion: number, input: ReportInput): Promise<void> {
    await this.withReport(actor, id, seenVersion, 'write', async (sql, { meetingId }) => {
      const decisions = await chosen(sql, meetingId ?? '', input.decisionIds);
      await sql.query(
        'UPDATE portal.report_up SET text = $2, decisions = $3, version = version + 1 WHERE id = $1',
        [id, input.text, JSON.stringify(decisions)],
      );
    });
  }

  /** Sends a report to the secretariat above. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {ReportNotReady} */
  async send(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.withReport(actor, id, seenVersion, 'send', async (sql, { parentKeeper, parentId }) => {
      await sql.query(
        `UPDATE portal.report_up SET state = 'sent', sent_at = now(), version = version + 1 WHERE id = $1`,
        [id],
      );
      await this.outbox.add(sql, reportSent, { agencyId: parentKeeper, councilId: parentId });
    });
  }

  /**
   * Puts a report on the agenda of a meeting of the council above.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {ReportNotReady} @throws {AgendaFrozen} @throws {AgendaFull} @throws {Invalid}
   */
  async table(actor: Member, id: string, seenVersion: number, meetingId: string): Promise<void> {
    await this.withReport(actor, id, seenVersion, 'table', async (sql, report) => {
      const meeting = await openAgenda(sql, actor, meetingId);
      if (meeting.councilId !== report.parentId) throw new Invalid([otherCouncil]);
      const [from] = await sql.query<{ meetingId: string; title: string }>(
        `SELECT r.meeting_id AS "meetingId", m.title FROM portal.report_up r, portal.meeting m WHERE r.id = $1 AND m.id = $2`,
        [id, meetingId],
      );
      const itemId = await putOnAgenda(
        sql,
        actor,
        meeting,
        {
          title: `${report.council}からの報告（${report.meeting}）`,
          ...{ type: 'report', minutes: null, presenter: report.council, visibility: 'members' },
          text: [report.text, ...report.decisions.map(({ label, text }) => `${label}　${text}`)].join('\n'),
        },
        from ? { reportedFromMeetingId: from.meetingId } : {},
      );
      await sql.query(
        `UPDATE portal.report_up SET state = 'tabled', tabled_meeting_id = $2, tabled_item_id = $3, tabled_in = $4,
           version = version + 1 WHERE id = $1`,
        [id, meetingId, itemId, `${from?.title ?? ''}（${meeting.start.slice(0, 10)}）`],
      );
      await this.outbox.add(sql, reportTabled, { agencyId: report.keeper, councilId: report.councilId });
    });
  }

  /** Says what the council above thinks of it. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {ReportNotReady} */
  async answer(actor: Member, id: string, seenVersion: number, answer: string): Promise<void> {
    await this.withReport(actor, id, seenVersion, 'answer', async (sql, { keeper, councilId }) => {
      await sql.query(
        `UPDATE portal.report_up SET state = 'answered', answer = $2, answered_at = now(), version = version + 1 WHERE id = $1`,
        [id, answer],
      );
      await this.outbox.add(sql, reportAnswered, { agencyId: keeper, councilId });
    });
  }

  /** Whoever writes and sends it keeps the council, whoever tables and answers it the one above. */
  private async withReport(
    actor: Member,
    id: string,
    seenVersion: number,
    verb: ReportVerb,
    work: (sql: SqlTx, report: ReportRow) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const isBelow = verb === 'write' || verb === 'send';
      const seen = await readReport(sql, actor, id);
      if (!(isBelow ? seen.keeps : seen.keepsParent)) throw new Forbidden();
      await sql.query('SELECT FROM portal.council WHERE id = $1 FOR UPDATE', [
        isBelow ? seen.councilId : seen.parentId,
      ]);
      const report = await readReport(sql, actor, id);
      if (report.version !== seenVersion) throw new Stale(report.version);
      if (!mayReport(verb, report)) throw new ReportNotReady(report.state);
      await work(sql, report);
      await this.note(tx, actor, id, verb);
    });
  }

  private async note(tx: Tx, actor: Member, id: string, verb: string): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `report_up.${verb}`,
      objectType: 'report_up',
      objectId: id,
    });
  }
}

const otherCouncil = {
  field: 'meetingId',
  label: '会議',
  detail: '会議: 報告を受けた会議体の会議を選択してください。',
};
const notDecided = {
  field: 'decisionIds',
  label: '決定事項',
  detail: '決定事項: この会議で決まったものを選択してください。',
};

async function chosen(sql: SqlTx, meetingId: string, ids: readonly string[]): Promise<ReportedDecision[]> {
  const all = await reportableDecisions(sql, meetingId);
  const wanted = all.filter(({ id }) => ids.includes(id));
  if (wanted.length < new Set(ids).size) throw new Invalid([notDecided]);
  return wanted;
}
