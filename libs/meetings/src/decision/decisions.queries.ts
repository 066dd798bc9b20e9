import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { listFile, type ListFile, type ListFormat, type SheetRow } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Database, offsetOf, type Page, type PageRequest, plainSql, type SqlTx } from '#libs/platform';
import { requireInside } from '../council/councils.queries.js';

/** A decision in the register, in the words that hold. */
export interface DecisionRow {
  readonly id: string;
  readonly label: string;
  readonly fiscalYear: number;
  readonly meetingId: string;
  readonly meeting: string | null;
  readonly title: string;
  readonly text: string;
  readonly decidedOn: string;
  readonly effectiveOn: string | null;
  /** How often it was amended. */
  readonly revision: number;
  readonly before: readonly { readonly text: string; readonly until: string }[];
}

/** Which decisions are wanted. */
export interface DecisionsWanted {
  readonly fiscalYear: number | undefined;
  readonly words: string | undefined;
}

const which = `d.council_id = $1 AND ($2::int IS NULL OR d.fiscal_year = $2)
  AND ($3::text IS NULL OR d.label || ' ' || d.title || ' ' || d.text ILIKE '%' || $3 || '%')
  AND NOT EXISTS (SELECT FROM portal.decision n WHERE n.root_id = d.root_id AND n.revision > d.revision)`;
const select = `SELECT d.id, d.label, d.fiscal_year AS "fiscalYear", d.meeting_id AS "meetingId", m.title AS meeting, d.title, d.text,
    d.decided_on::text AS "decidedOn", d.effective_on::text AS "effectiveOn", d.revision,
    coalesce((SELECT json_agg(json_build_object('text', b.text, 'until', n.decided_on) ORDER BY b.revision DESC)
      FROM portal.decision b JOIN portal.decision n ON n.root_id = b.root_id AND n.revision = b.revision + 1
      WHERE b.root_id = d.root_id), '[]') AS before
  FROM portal.decision d LEFT JOIN portal.meeting m ON m.id = d.meeting_id WHERE ${which}
  ORDER BY d.fiscal_year DESC, d.number DESC`;

/** 決定事項の台帳: reads the register of a council. */
@Injectable()
export class DecisionsQueries {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** A page of the register, the newest first. @throws {NotFound} for whoever neither keeps the council nor sits there. */
  async list(
    actor: Member,
    councilId: string,
    wanted: DecisionsWanted,
    request: PageRequest,
  ): Promise<Page<DecisionRow>> {
    const { page, perPage } = request;
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await requireInside(sql, actor, councilId);
      const values = [councilId, ...valuesOf(wanted)];
      const [counted] = await sql.query<{ total: number }>(
        `SELECT count(*)::int AS total FROM portal.decision d WHERE ${which}`,
        values,
      );
      const items = await pageFrom(sql, values, perPage, offsetOf(request));
      return { items, page, perPage, total: counted?.total ?? 0 };
    });
  }

  /** The same as a file. @throws {NotFound} */
  async file(
    actor: Member,
    councilId: string,
    wanted: DecisionsWanted,
    format: ListFormat,
  ): Promise<ListFile> {
    const found = await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await requireInside(sql, actor, councilId);
      await this.audit.record(tx, actor, {
        action: 'decision.export',
        objectType: 'council',
        objectId: councilId,
        details: { format },
      });
      return pageFrom(sql, [councilId, ...valuesOf(wanted)], 10_000, 0);
    });
    const columns = ['番号', '決定日', '効力の発生日', '会議', '議題', '決定事項', '訂正'];
    return listFile({ name: '決定事項', columns, rows: rowsOf(found) }, format);
  }
}

async function pageFrom(
  sql: SqlTx,
  values: readonly unknown[],
  limit: number,
  offset: number,
): Promise<DecisionRow[]> {
  return sql.query<DecisionRow & Record<string, unknown>>(`${select} LIMIT $4 OFFSET $5`, [
    ...values,
    limit,
    offset,
  ]);
}

/** Signs that a search would take for patterns are letters here. */
function valuesOf({ fiscalYear, words }: DecisionsWanted): unknown[] {
  return [fiscalYear ?? null, words?.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`) ?? null];
}

async function* rowsOf(found: readonly DecisionRow[]): AsyncGenerator<SheetRow> {
  for (const row of found)
    yield [
      ...[row.label, row.decidedOn, row.effectiveOn ?? '', row.meeting ?? '', row.title, row.text],
      row.revision > 0 ? `${row.revision}回` : '',
    ];
}
