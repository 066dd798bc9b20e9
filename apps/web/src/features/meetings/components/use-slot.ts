import { useQueries } from '@tanstack/react-query';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { yearQuery, type PlanSlot } from '../api/year-plans.js';
import { fiscalYearOf } from './fiscal-year.js';

/** The slot of a plan that an address names: of this year, the one before, or the next. */
export function useSlot(councilId: string, slotId: string | null): PlanSlot | undefined {
  const now = fiscalYearOf(todayInTokyo());
  const years = useQueries({
    queries: [now, now + 1, now - 1].map((year) => ({
      ...yearQuery(councilId, year),
      enabled: slotId !== null,
    })),
  });
  return years.flatMap(({ data }) => data?.slots ?? []).find(({ id }) => id === slotId);
}
