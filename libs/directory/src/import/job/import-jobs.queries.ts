import { Injectable } from '@nestjs/common';
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
import type { ImportSettings } from '../../record/import.settings.js';
import type { ImportJob, ImportOutcome, ImportResultRow } from './import-job.js';
import { requireSecretariat } from './import-jobs.service.js';

/** A source whose lists are read as they were read before. */
export interface ImportSource {
  readonly code: string;
  readonly name: string;
  readonly layout: string | null;
  readonly columns: number;
  readonly lastImport: Date | null;
  readonly rows: number;
}

/** Which rows of a check are wanted. */
export interface ResultFilter extends PageRequest {
  readonly outcomes: readonly ImportOutcome[];
  /** Only rows with something odd. */
  readonly noted: boolean;
  readonly query: string;
}

/** What a network can say of a list: names for the choices on the screen. */
export interface ImportChoices {
  readonly kinds: readonly { code: string; name: string }[];
  readonly types: readonly { code: string; name: string }[];
  readonly sources: readonly ImportSource[];
}

/** Reads lists that are being taken over. */
@Injectable()
export class ImportJobsQueries {
  constructor(private readonly db: Database) {}

  /** The newest first; what was given up is left out. */
  async list(actor: Member, request: PageRequest): Promise<Page<ImportJob>> {
    return this.read(actor, async (tx) => {
      const { page, perPage } = request;
      const [count] = await tx.query<{ total: number }>(
        `SELECT count(*)::int AS total FROM portal.import_job WHERE state <> 'dropped'`,
      );
      const items = await tx.query<ImportJob & Record<string, unknown>>(
        `${jobSql} WHERE j.state <> 'dropped' ORDER BY j.id DESC LIMIT $1 OFFSET $2`,
        [perPage, offsetOf(request)],
      );
      return { items, page, perPage, total: count!.total };
    });
  }

  /** @throws {NotFound} */
  async one(actor: Member, id: string): Promise<ImportJob> {
    return this.read(actor, async (tx) => {
      const [job] = await tx.query<ImportJob & Record<string, unknown>>(`${jobSql} WHERE j.id = $1`, [id]);
      if (!job) throw new NotFound();
      return job;
    });
  }

  /**
   * What becomes of the rows, in the order of the list.
   * @throws {NotFound}
   */
  async results(actor: Member, id: string, filter: ResultFilter): Promise<Page<ImportResultRow>> {
    await this.one(actor, id);
    return this.read(actor, async (tx) => {
      const { page, perPage } = filter;
      const values = [id, filter.outcomes, filter.noted, likeOf(filter.query)];
      const [count] = await tx.query<{ total: number }>(
        `SELECT count(*)::int AS total FROM portal.import_result WHERE ${resultCondition}`,
        values,
      );
      const items = await tx.query<ImportResultRow & Record<string, unknown>>(
        `SELECT ord, row_no AS "rowNo", outcome, name, agency_id AS "agencyId", details
         FROM portal.import_result WHERE ${resultCondition} ORDER BY ord LIMIT $5 OFFSET $6`,
        [...values, perPage, offsetOf(filter)],
      );
      return { items, page, perPage, total: count!.total };
    });
  }

  /**
   * Every row with a problem, something odd, a contradiction, or that is missing: what somebody has to look at.
   * @throws {NotFound}
   */
  async remarks(actor: Member, id: string): Promise<{ job: ImportJob; rows: ImportResultRow[] }> {
    const job = await this.one(actor, id);
    const rows = await this.read(actor, (tx) =>
      tx.query<ImportResultRow & Record<string, unknown>>(
        `SELECT ord, row_no AS "rowNo", outcome, name, agency_id AS "agencyId", details FROM portal.import_result
         WHERE job_id = $1 AND (has_notes OR outcome IN ('problem', 'conflict', 'missing')) ORDER BY ord`,
        [id],
      ),
    );
    return { job, rows };
  }

  /** What can be chosen for a list. */
  async choices(actor: Member): Promise<ImportChoices> {
    return this.read(actor, async (tx) => ({
      kinds: await tx.query<{ code: string; name: string }>(
        'SELECT code, name FROM portal.service_kind ORDER BY sort, code',
      ),
      types: await tx.query<{ code: string; name: string }>(
        'SELECT code, name FROM portal.agency_type ORDER BY sort, code',
      ),
      sources: await sourcesIn(tx),
    }));
  }

  private async read<T>(actor: Member, work: (tx: SqlTx) => Promise<T>): Promise<T> {
    requireSecretariat(actor);
    return this.db.transaction(actor, (tx) => work(plainSql(tx)));
  }
}

async function sourcesIn(tx: SqlTx): Promise<ImportSource[]> {
  const rows = await tx.query<ImportSource & { settings: Partial<ImportSettings> }>(
    `SELECT s.code, s.name, cardinality(s.columns) AS columns, s.settings, b.at AS "lastImport", coalesce(b.rows_read, 0) AS rows
     FROM portal.import_source s
     LEFT JOIN LATERAL (SELECT at, rows_read FROM portal.import_batch b
                        WHERE b.source = s.code AND b.undone_at IS NULL ORDER BY at DESC LIMIT 1) b ON true
     WHERE NOT s.forgotten ORDER BY s.updated_at DESC, s.name`,
  );
  return rows.map(({ settings, ...row }) => ({ ...row, layout: settings.layout ?? null }));
}

const jobSql = `
  SELECT j.id, j.file_name AS "fileName", j.octets, j.state, j.choice, j.found,
    CASE WHEN s.code IS NOT NULL THEN json_build_object('code', s.code, 'name', s.name) END AS source,
    j.settings, '{"added": 0, "outside": 0}' || j.counts AS counts, j.trouble, j.batch_id AS "batchId", j.created_by_name AS "createdByName",
    j.created_at AS "createdAt", j.changed_at AS "changedAt", j.version,
    CASE WHEN p.job_id IS NOT NULL THEN json_build_object('phase', p.phase, 'done', p.done, 'total', p.total) END AS progress
  FROM portal.import_job j
  LEFT JOIN portal.import_source s ON s.code = j.source_code
  LEFT JOIN portal.import_progress p ON p.job_id = j.id`;

const resultCondition = `job_id = $1 AND (cardinality($2::text[]) = 0 OR outcome = ANY ($2::text[]))
  AND (NOT $3 OR has_notes) AND ($4 = '' OR name LIKE $4)`;

function likeOf(query: string): string {
  return query === '' ? '' : `%${query.replace(/[\\%_]/g, '\\$&')}%`;
}
