import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { anonymous, Database, NotFound, offsetOf, type Page, type PageRequest } from '#libs/platform';
import type { ReportSource, ReportState, ReportTopic } from './report.codes.js';
import { isSecretariat, keepsEntry } from './upkeep.policy.js';

/** A report of an error, with what came of it. */
export interface EntryReportRow {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly agencyPhone: string | null;
  readonly source: ReportSource;
  readonly topic: ReportTopic;
  readonly words: string;
  readonly reporterId: string | null;
  readonly reporterName: string | null;
  readonly reporterAgencyName: string | null;
  readonly createdAt: string;
  readonly state: ReportState;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
}

const reportSql = `
  SELECT r.id, r.agency_id AS "agencyId", a.name AS "agencyName", a.phone AS "agencyPhone", r.source, r.topic, r.words,
    r.reporter_id AS "reporterId", r.reporter_name AS "reporterName", g.name AS "reporterAgencyName",
    r.created_at AS "createdAt", r.state, r.answer, r.answered_name AS "answeredBy", r.answered_at AS "answeredAt"
  FROM portal.entry_report r
  JOIN portal.agency a ON a.id = r.agency_id
  LEFT JOIN portal.agency g ON g.id = r.reporter_agency_id`;

/** Reads reports of errors: those about the own entry, those one has made, and all for the secretariat. */
@Injectable()
export class EntryReportsQueries {
  constructor(private readonly db: Database) {}

  /** The newest first. */
  async newest(
    actor: Member,
    filter: { readonly open: boolean | undefined },
    request: PageRequest,
  ): Promise<Page<EntryReportRow>> {
    const [found] = await this.db.read<{ total: number; items: EntryReportRow[] | null }>(
      actor,
      {
        name: 'entry-reports.newest',
        sql: `WITH known AS (
            ${reportSql}
            WHERE ($1 OR r.agency_id = $2 OR r.reporter_id = $3)
              AND ($4::boolean IS NULL OR (r.state = 'open') = $4)
          )
          SELECT (SELECT count(*)::int FROM known) AS total,
            (SELECT json_agg(row_to_json(o)) FROM (
               SELECT * FROM known ORDER BY id DESC LIMIT $5 OFFSET $6) o) AS items`,
      },
      [
        isSecretariat(actor),
        actor.agencyId,
        actor.accountId,
        filter.open ?? null,
        request.perPage,
        offsetOf(request),
      ],
    );
    const { page, perPage } = request;
    return { items: found?.items ?? [], page, perPage, total: found?.total ?? 0 };
  }

  /**
   * The name of an entry on the public page.
   * @throws {NotFound}
   */
  async publicNameOf(agencyId: string): Promise<string> {
    const [row] = await this.db.read<{ name: string }>(
      anonymous,
      {
        name: 'entry-reports.public-name',
        sql: `SELECT entry ->> 'name' AS name FROM portal.public_doc WHERE agency_id = $1 AND on_page`,
      },
      [agencyId],
    );
    if (!row) throw new NotFound();
    return row.name;
  }

  /** @throws {NotFound} when it is neither about the own entry nor made by the actor. */
  async one(actor: Member, id: string): Promise<EntryReportRow> {
    const [row] = await this.db.read<{ report: EntryReportRow }>(
      actor,
      {
        name: 'entry-reports.one',
        sql: `SELECT row_to_json(o) AS report FROM (${reportSql} WHERE r.id = $1) o`,
      },
      [id],
    );
    if (!row || !(keepsEntry(actor, row.report.agencyId) || row.report.reporterId === actor.accountId))
      throw new NotFound();
    return row.report;
  }
}
