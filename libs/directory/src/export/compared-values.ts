import { eraDay } from '#libs/documents';
import { type ExportColumn, type ExportedRow, said } from './export.columns.js';

/** What an agency says in one line of a comparison, as people read it; null where it says nothing. */
interface ComparedValue {
  readonly text: string | null;
  /** Equal where two agencies say the same, however many services say it. */
  readonly sense: string;
}

// Every agency has a name, a number and an address of its own: only what one would choose by is worth a mark.
const chosenBy: ReadonlySet<ExportColumn> = new Set([
  ...(['type', 'status', 'inPortal', 'area', 'barrierFree', 'areasInCharge', 'freshness'] as const),
  ...(['service', 'capacity', 'disabilities', 'eligibility', 'vacancy', 'available', 'opening'] as const),
  ...(['transport', 'meals', 'visit', 'trial', 'training', 'wageMonthly', 'costs', 'howToApply'] as const),
]);

/** True where agencies that say different things differ in what one would choose by. */
export function differs(column: ExportColumn, values: readonly ComparedValue[]): boolean {
  return chosenBy.has(column) && new Set(values.map(({ sense }) => sense)).size > 1;
}

/** What a column says of an agency, with dates and units as people write them, and each of several services on its own line. */
export function comparedValue(column: ExportColumn, row: ExportedRow): ComparedValue {
  const lines = said(column, row).map(({ of, value }) => ({ of, text: readable(column, value) }));
  const texts = [...new Set(lines.map(({ text }) => text))];
  const whole = [...new Set(lines.map(({ of, text }) => (of === null ? text : `${of}: ${text}`)))].join('\n');
  return { text: whole || null, sense: texts.length === 1 ? texts[0]! : whole };
}

function readable(column: ExportColumn, value: string | number): string {
  switch (column) {
    case 'postalCode':
      return `〒${String(value).replace(/^(\d{3})-?(\d{4})$/, '$1-$2')}`;
    case 'confirmedOn':
    case 'updatedOn':
    case 'vacancyAsOf':
      return eraDay(String(value));
    case 'capacity':
    case 'available':
      return `${value}名`;
    case 'wageMonthly':
      return `${value.toLocaleString('ja-JP')}円`;
    default:
      return String(value);
  }
}
