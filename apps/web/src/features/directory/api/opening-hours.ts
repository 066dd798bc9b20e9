import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** When a service is open, as rules. */
export type OpeningRules = Schema<'OpeningRulesPart'>;
/** What holds on some days of the week. */
export type WeeklyRule = Schema<'WeeklyRulePart'>;
/** What holds on some days of every month. */
export type MonthlyRule = Schema<'MonthlyRulePart'>;
/** What holds on days that come back every year. */
export type YearlyRange = Schema<'YearlyRangePart'>;
/** What holds on some days, this once. */
export type DatedException = Schema<'DatedExceptionPart'>;
/** From when to when on one day. */
export type OpeningSpan = Schema<'OpeningSpanPart'>;
/** Open, closed, or nobody knows. */
export type DayRuling = WeeklyRule['does'];
/** Rules that were read out of an old text, or why there are none. */
export type OpeningProposal = Schema<'OpeningProposalView'>;
/** One day of a preview. */
export type OpeningDay = Schema<'OpeningDayView'>;

/** What rules mean from today on, day by day. The server says it: there is one evaluator. */
export function openingPreviewQuery(rules: OpeningRules) {
  return queryOptions({
    queryKey: ['opening-preview', rules],
    queryFn: ({ signal }) => bodyOf(api.POST('/api/v1/opening-hours/preview', { body: rules, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Rules read out of what a source wrote. */
export function openingProposalQuery(texts: Schema<'OpeningProposalRequest'>) {
  return queryOptions({
    queryKey: ['opening-proposal', texts],
    queryFn: ({ signal }) => bodyOf(api.POST('/api/v1/opening-hours/proposal', { body: texts, signal })),
    staleTime: Infinity,
  });
}
