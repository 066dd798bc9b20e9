import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import {
  csvChunks,
  type ListFormat,
  PdfPress,
  setSheets,
  type SheetList,
  workbookChunks,
  workbookType,
} from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, Invalid, type Tx } from '#libs/platform';
import { eraMoment } from '../ledger/record-paper.js';
import { type FigureRow, type Figures, type FigureScope, figuresOf } from './figures.js';
import { figuresList, figuresPaper, quartersList } from './figures.list.js';
import { type QuarterFigures, quarterFigures } from './quarter-figures.js';

/** How figures are taken along. */
export const figureFormats = ['csv', 'csv_cp932', 'xlsx', 'pdf'] as const;
export type FigureFormat = (typeof figureFormats)[number];

/** Figures as a file. */
export interface FigureFile {
  readonly type: string;
  readonly ending: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** From the first day to the last one, both included (YYYY-MM-DD in Japan). */
export type Period = readonly [from: string, until: string];

const mostDays = 3660;

/** Counts referrals. The database answers with numbers alone; no line of anybody is read here. */
@Injectable()
export class FiguresQueries {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly press: PdfPress,
    private readonly clock: Clock,
  ) {}

  /** What the own agency sent or received in a period; in this fiscal year unless said otherwise. @throws {Invalid} */
  async own(
    actor: Member,
    side: 'sent' | 'received',
    { from, until }: { from?: string | null; until?: string | null },
  ): Promise<Figures> {
    const [first, last] = fiscalYearOf(this.clock.today());
    return this.count(actor, side, required([from ?? first, until ?? last]));
  }

  /**
   * The network in a fiscal year, of the running one up to its last finished quarter, as it was counted for the first time in
   * this quarter: years do not overlap, and two prints do not show by their difference what moved between them.
   */
  async network(actor: Member, fiscalYear?: number | null): Promise<Figures> {
    const year = fiscalYear ?? Number(fiscalYearOf(this.clock.today())[0].slice(0, 4));
    const until = earlier(`${year + 1}-03-31`, lastFinishedQuarter(this.clock.today()));
    return this.count(actor, 'network', [`${year}-04-01`, until]);
  }

  /**
   * A fiscal year of the network that is over, by its quarters; the last one unless said otherwise.
   * @throws {Invalid} for a year that is not over: its figures grow, and what grows shows what came to it.
   */
  async networkQuarters(actor: Member, fiscalYear?: number | null): Promise<QuarterFigures> {
    const present = Number(fiscalYearOf(this.clock.today())[0].slice(0, 4));
    const year = fiscalYear ?? present - 1;
    if (year >= present) {
      const detail = '四半期の統計は、終わった年度だけを表示できます。';
      throw new Invalid([{ field: 'fiscalYear', label: '年度', detail }]);
    }
    return this.db.transaction(actor, async (tx) => {
      const quarters: FigureRow[][] = [];
      for (const [from, until] of quartersOf(year))
        quarters.push(
          await tx.query<FigureRow[]>(
            'SELECT figure, a, b, c, number FROM portal.referral_figures($1, $2, $3) ORDER BY figure, a, b, c',
            ['network', from, until],
          ),
        );
      await this.audit.record(tx, actor, { action: 'figures.read', details: { scope: 'quarters', year } });
      return quarterFigures(year, quarters, await typeNames(tx));
    });
  }

  /** Figures to be taken along. */
  async file(actor: Member, figures: Figures, format: FigureFormat): Promise<FigureFile> {
    if (format !== 'pdf') return listFile(figuresList(figures), format);
    return { type: 'application/pdf', ending: 'pdf', chunks: one(await this.print(actor, figures)) };
  }

  /** The quarters of a year to be taken along. */
  quartersFile(figures: QuarterFigures, format: ListFormat): FigureFile {
    return listFile(quartersList(figures), format);
  }

  private async count(actor: Member, scope: FigureScope, [from, until]: Period): Promise<Figures> {
    return this.db.transaction(actor, async (tx) => {
      // Of a year whose first quarter still runs nothing is told of the network.
      const rows =
        until < from
          ? []
          : await tx.query<FigureRow[]>(
              `SELECT figure, a, b, c, number, lower::float8 AS lower, middle::float8 AS middle, upper::float8 AS upper
         FROM portal.referral_figures($1, $2, $3) ORDER BY figure, a, b, c`,
              [scope, from, until],
            );
      await this.audit.record(tx, actor, { action: 'figures.read', details: { scope, from, until } });
      return figuresOf(scope, [from, until], rows, await typeNames(tx));
    });
  }

  private async print(actor: Member, figures: Figures): Promise<Buffer> {
    const now = this.clock.now();
    const [agency] = await this.db.transaction(actor, (tx) =>
      tx.query<{ name: string }[]>('SELECT name FROM portal.agency WHERE id = $1', [actor.agencyId]),
    );
    const issuer = agency?.name ?? '';
    const bundle = {
      title: '連携依頼の統計',
      issuer,
      printed: `${eraMoment(now)}　${issuer}　${actor.accountName} 印刷`,
      watermark: null,
      sheets: [figuresPaper(figures, issuer)],
    };
    return (await setSheets(this.press, bundle, now)).content;
  }
}

/** A list in one of the forms in which lists are taken along. */
function listFile(list: SheetList, format: ListFormat): FigureFile {
  switch (format) {
    case 'csv':
      return { type: 'text/csv; charset=utf-8', ending: 'csv', chunks: csvChunks(list, 'utf8') };
    case 'csv_cp932':
      return { type: 'text/csv; charset=Shift_JIS', ending: 'csv', chunks: csvChunks(list, 'cp932') };
    case 'xlsx':
      return { type: workbookType, ending: 'xlsx', chunks: workbookChunks(list) };
  }
}

/** The Japanese fiscal year in which a day falls: from April to March. */
export function fiscalYearOf(day: string): Period {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0);
  return [`${year}-04-01`, `${year + 1}-03-31`];
}

/** The quarters of a fiscal year, from April on. */
function quartersOf(year: number): readonly Period[] {
  return [
    [`${year}-04-01`, `${year}-06-30`],
    [`${year}-07-01`, `${year}-09-30`],
    [`${year}-10-01`, `${year}-12-31`],
    [`${year + 1}-01-01`, `${year + 1}-03-31`],
  ];
}

/** The last day of the quarter that ended last. */
export function lastFinishedQuarter(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, Math.floor((month - 1) / 3) * 3, 0)).toISOString().slice(0, 10);
}

function earlier(day: string, other: string): string {
  return day < other ? day : other;
}

function required([from, until]: Period): Period {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  const says = (detail: string) => new Invalid([{ field: 'until', label: '終わりの日', detail }]);
  if (days < 0) throw says('始まりの日以降にしてください。');
  if (days > mostDays) throw says('期間は10年までにしてください。');
  return [from, until];
}

async function typeNames(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.query<{ code: string; name: string }[]>('SELECT code, name FROM portal.agency_type');
  return new Map(rows.map(({ code, name }) => [code, name]));
}

async function* one(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}
