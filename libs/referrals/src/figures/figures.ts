import {
  attributions,
  type Attribution,
  attributionCodes,
  type ReasonedVerb,
  reasonsOf,
} from '../referral.codes.js';
import { type LineStatus, lineStatuses, lineStatusNames } from '../referral.status.js';
import {
  type CountedCell,
  type ShownCell,
  type ShownNumber,
  smallestShown,
  withoutSmallCells,
} from './small-cells.js';

/** Whose referrals are counted: sent by the own agency, received by it, or all of the network. */
export const figureScopes = ['sent', 'received', 'network'] as const;
export type FigureScope = (typeof figureScopes)[number];

/** From the sending to what. */
export const figureSteps = {
  receipt: '受領まで',
  acceptance: '受入決定まで',
  start: '支援開始まで',
} as const;
export type FigureStep = keyof typeof figureSteps;
export const figureStepCodes = Object.keys(figureSteps) as FigureStep[];

/** A row as the database counts it. */
export interface FigureRow {
  readonly figure: 'total' | 'month' | 'route' | 'outcome' | 'days' | 'partner' | 'ever';
  readonly a: string | null;
  readonly b: string | null;
  readonly c: string | null;
  readonly number: number;
  readonly lower: number | null;
  readonly middle: number | null;
  readonly upper: number | null;
}

/** A number with what it counts. */
export interface NamedNumber {
  readonly name: string;
  readonly shown: ShownNumber;
}

/** How many ended for a reason, and on whose side it lies. */
export interface ReasonNumber extends NamedNumber {
  readonly attribution: Attribution | null;
}

/** How many stand in a state, and why those ended that did. */
export interface OutcomeNumber extends NamedNumber {
  readonly status: LineStatus;
  /** Null where the reasons would tell too much. */
  readonly reasons: readonly ReasonNumber[] | null;
}

/** Days between the sending and a step. */
export interface DaysTaken {
  readonly step: FigureStep;
  readonly name: string;
  /** Of how many; not said of the network, where it could be compared with other numbers. */
  readonly number: number | null;
  readonly lower: number | null;
  readonly middle: number | null;
  readonly upper: number | null;
}

/** The figures of a period (統計). A list that is null would tell too much. */
export interface Figures {
  readonly scope: FigureScope;
  readonly from: string;
  readonly until: string;
  readonly total: ShownNumber;
  readonly months: readonly NamedNumber[] | null;
  readonly routes: readonly NamedNumber[] | null;
  readonly partners: readonly NamedNumber[];
  readonly outcomes: readonly OutcomeNumber[] | null;
  readonly attributions: readonly NamedNumber[];
  readonly days: readonly DaysTaken[];
  readonly closedLoop: { readonly shown: ShownNumber; readonly percent: number | null };
  /** What was answered about places: taken, put on the waiting list, full. */
  readonly capacity: readonly NamedNumber[];
}

/** Makes the figures of what was counted; of the network nothing small is shown. */
export function figuresOf(
  scope: FigureScope,
  [from, until]: readonly [from: string, until: string],
  rows: readonly FigureRow[],
  typeNames: ReadonlyMap<string, string>,
): Figures {
  const of = (figure: FigureRow['figure']) => rows.filter((row) => row.figure === figure);
  const publish = scope === 'network' ? withoutSmallCells : whole;
  const total = of('total')[0]?.number ?? 0;
  const months = monthsBetween(from, until).map((month) => ({
    key: month,
    count: of('month').find(({ a }) => a === month)?.number ?? 0,
  }));
  const routes = of('route').map(({ a, b, number }) => ({
    key: `${typeNames.get(a ?? '') ?? a} → ${typeNames.get(b ?? '') ?? b}`,
    count: number,
  }));
  const outcomes = publish({ key: '', count: total, parts: outcomeCells(of('outcome')) });
  const ever = (what: string) => of('ever').find(({ a }) => a === what)?.number ?? 0;
  const outcome = (status: LineStatus): ShownNumber => {
    if (!outcomes.parts) return 'withheld';
    return outcomes.parts.find(({ key }) => key === status)?.shown ?? 0;
  };
  const shownTotal = publish({ key: '', count: total }).shown;
  const closed = scope === 'network' ? outcome('completed') : ever('closed_loop');
  return {
    ...{ scope, from, until },
    total: shownTotal,
    months: named(publish({ key: '', count: total, parts: months })),
    routes: named(publish({ key: '', count: total, parts: largestFirst(routes) })),
    partners: largestFirst(of('partner').map(({ b, number }) => ({ key: b ?? '', count: number }))).map(
      ({ key, count }) => ({ name: key, shown: count }),
    ),
    outcomes: outcomes.parts?.map(outcomeNumber) ?? null,
    attributions: attributionCodes.map((code) => ({
      name: attributions[code],
      shown: sumOf(reasonCells(outcomes).filter(({ key }) => key?.endsWith(`|${code}`) ?? true)),
    })),
    days: daysTaken(scope, of('days')),
    closedLoop: { shown: closed, percent: percentOf(closed, shownTotal) },
    capacity:
      scope === 'network'
        ? [
            {
              name: capacityNames.accepted,
              shown: sumOf(taken.map((status) => ({ shown: outcome(status) }))),
            },
            { name: capacityNames.waited, shown: outcome('waitlisted') },
            {
              name: capacityNames.full,
              shown: sumOf(
                reasonCells(outcomes).filter(({ key }) => key?.startsWith('no_capacity|') ?? true),
              ),
            },
          ]
        : (['accepted', 'waited', 'full'] as const).map((what) => ({
            name: capacityNames[what],
            shown: ever(what),
          })),
  };
}

const capacityNames = {
  accepted: '受け入れた',
  waited: '待機とした',
  full: '定員に空きがなく断った',
} as const;

/** States behind which there was an acceptance. */
const taken: readonly LineStatus[] = ['accepted', 'in_progress', 'reported', 'completed', 'failed'];

/** A table with everything in it: of one's own agency. */
function whole({ key, count, parts = [] }: CountedCell): ShownCell {
  return { key, shown: count, parts: parts.map(whole) };
}

function outcomeCells(rows: readonly FigureRow[]): CountedCell[] {
  return lineStatuses.flatMap((status): CountedCell[] => {
    const own = rows.filter(({ a }) => a === status);
    if (own.length === 0) return [];
    const count = own.reduce((sum, { number }) => sum + number, 0);
    const isReasoned = own.some(({ b }) => b !== '');
    const parts = own.map(({ b, c, number }) => ({ key: `${b}|${c}`, count: number }));
    return [{ key: status, count, parts: isReasoned ? largestFirst(parts) : [] }];
  });
}

function outcomeNumber({ key, shown, parts }: ShownCell): OutcomeNumber {
  const status = key as LineStatus;
  return {
    status,
    name: lineStatusNames[status],
    shown,
    reasons:
      parts?.map((part) => {
        const [code = '', attribution = ''] = part.key.split('|');
        return {
          name: reasonName(status, code),
          shown: part.shown,
          attribution: attributionCodes.find((known) => known === attribution) ?? null,
        };
      }) ?? null,
  };
}

const verbsOf: Partial<Record<LineStatus, readonly ReasonedVerb[]>> = {
  declined: ['decline'],
  redirected: ['redirect'],
  cancelled: ['cancel', 'stop'],
  person_declined: ['person_decline'],
  expired: ['expire'],
  failed: ['fail'],
};

function reasonName(status: LineStatus, code: string): string {
  const known = (verbsOf[status] ?? []).map((verb) => reasonsOf(verb)[code]?.name);
  return known.find((name) => name !== undefined) ?? '理由の記録なし';
}

/** All reasons; where some are not shown, one cell without a key stands for them and can be of any kind. */
function reasonCells({ parts }: ShownCell): { key: string | null; shown: ShownNumber }[] {
  if (!parts) return [{ key: null, shown: 'withheld' }];
  return parts
    .filter(({ key }) => verbsOf[key as LineStatus])
    .flatMap((cell): { key: string | null; shown: ShownNumber }[] =>
      cell.parts ? [...cell.parts] : [{ key: null, shown: 'withheld' }],
    );
}

/** A sum of published numbers: nothing else goes into it. */
function sumOf(cells: readonly { readonly shown: ShownNumber }[]): ShownNumber {
  let sum = 0;
  for (const { shown } of cells) {
    if (typeof shown !== 'number') return 'withheld';
    sum += shown;
  }
  return sum;
}

function daysTaken(scope: FigureScope, rows: readonly FigureRow[]): DaysTaken[] {
  return figureStepCodes.map((step) => {
    const row = rows.find(({ a }) => a === step);
    const isShown = row !== undefined && (scope !== 'network' || row.number >= smallestShown);
    return {
      step,
      name: figureSteps[step],
      number: scope === 'network' ? null : (row?.number ?? 0),
      lower: isShown ? row.lower : null,
      middle: isShown ? row.middle : null,
      upper: isShown ? row.upper : null,
    };
  });
}

function named({ parts }: ShownCell): NamedNumber[] | null {
  return parts?.map(({ key, shown }) => ({ name: key, shown })) ?? null;
}

function largestFirst(cells: readonly CountedCell[]): CountedCell[] {
  return cells.toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** Rounded to tenths; null when one of the two is not shown. */
function percentOf(part: ShownNumber, of: ShownNumber): number | null {
  if (typeof part !== 'number' || typeof of !== 'number' || of === 0) return null;
  return Math.round((part / of) * 1000) / 10;
}

/** The months that a period touches, as YYYY-MM. */
function monthsBetween(from: string, until: string): string[] {
  const months: string[] = [];
  let [year = 0, month = 0] = from.split('-').map(Number);
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > until.slice(0, 7)) return months;
    months.push(name);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}
