import { daysAfter } from '#libs/directory';
import type { FieldProblem } from '#libs/platform';
import type { Authority, Decider, Validity } from '../consent.codes.js';
import { lastDayOfYears } from '../consent.lapse.js';
import { type KnownDays, problemsOfRepresentative } from '../consent.rules.js';

/** Years for which a consent counts at most; one for the time of the support ends then, too, unless it is renewed. */
export const longestYears = 3;

/** For how long, and who is to decide. */
export interface AskedTerms {
  readonly validity: Validity;
  readonly validYears?: number | null;
  readonly validUntil?: string | null;
  readonly givenBy: Decider;
  readonly authority?: Authority | null;
  readonly representative?: string | null;
}

/** Everything about the terms of an asking that cannot be, in the words of the form. */
export function problemsOfTerms(terms: AskedTerms, known: KnownDays): FieldProblem[] {
  return [...problemsOfValidity(terms, known.today), ...problemsOfRepresentative(terms, known)];
}

function problemsOfValidity({ validity, validYears, validUntil }: AskedTerms, today: string): FieldProblem[] {
  const wrong = (field: string, label: string, detail: string) => [{ field, label, detail }];
  if (validity === 'years' && !(validYears && validYears >= 1 && validYears <= longestYears))
    return wrong('validYears', '有効な年数', `1年から${longestYears}年までにしてください。`);
  if (validity !== 'day') return [];
  const label = '有効期間の終わり';
  if (!validUntil) return wrong('validUntil', label, '日付を入力してください。');
  if (validUntil < today) return wrong('validUntil', label, '今日以降の日付にしてください。');
  if (validUntil > daysAfter(lastDayOfYears(today, longestYears), 1))
    return wrong('validUntil', label, `${longestYears}年以内にしてください。`);
  return [];
}

/** The last day of a consent that is decided on this day. */
export function lastDayFor(
  { validity, validYears, validUntil }: Pick<AskedTerms, 'validity' | 'validYears' | 'validUntil'>,
  decidedOn: string,
): string {
  switch (validity) {
    case 'day':
      return validUntil ?? decidedOn;
    case 'years':
      return lastDayOfYears(decidedOn, validYears ?? 1);
    case 'support':
      return lastDayOfYears(decidedOn, longestYears);
  }
}
