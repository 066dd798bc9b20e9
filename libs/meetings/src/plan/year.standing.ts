import { fiscalMonths, monthIn } from './fiscal-year.js';
import type { SlotState } from './slot.status.js';

/** What the standing of a year is reckoned from. */
export interface YearFacts {
  readonly fiscalYear: number;
  readonly plannedCount: number;
  readonly slots: readonly {
    readonly id: string;
    readonly month: number | null;
    readonly state: SlotState;
  }[];
  /** Meetings of the year that were held, inside the plan or beside it. */
  readonly held: number;
  /** Meetings of the year that have a date ahead. */
  readonly ahead: number;
}

/** Planned against held. 計画と実績. */
export interface YearStanding {
  readonly planned: number;
  readonly held: number;
  readonly ahead: number;
  readonly dropped: number;
  /** How many still have no date. */
  readonly open: number;
  /** How many should have been held by today. */
  readonly expected: number;
  /** Slots whose month is over and which were neither held nor dropped. */
  readonly lateSlotIds: readonly string[];
  readonly isBehind: boolean;
}

/**
 * How a year stands on a day (YYYY-MM-DD). A slot is due once its month is over; those without a month are spread evenly over
 * the year. What was dropped is not missed: somebody has said why.
 */
export function yearStanding(facts: YearFacts, today: string): YearStanding {
  const { fiscalYear, plannedCount, slots, held, ahead } = facts;
  const thisMonth = today.slice(0, 7);
  const isOver = (month: number) => monthIn(fiscalYear, month) < thisMonth;
  const live = slots.filter(({ state }) => state !== 'dropped');
  const dated = live.filter(({ month }) => month !== null);
  const due = dated.filter(({ month }) => month !== null && isOver(month));
  const dropped = slots.length - live.length;
  const wanted = Math.max(0, plannedCount - dropped);
  const undated = Math.max(0, wanted - dated.length);
  const monthsOver = fiscalMonths.filter(isOver).length;
  const expected = Math.min(wanted, due.length + Math.floor((undated * monthsOver) / fiscalMonths.length));
  return {
    planned: plannedCount,
    held,
    ahead,
    dropped,
    open: Math.max(0, wanted - held - ahead),
    expected,
    lateSlotIds: due.filter(({ state }) => state !== 'held').map(({ id }) => id),
    isBehind: held < expected,
  };
}
