import { addDays, addMonths, lastDayOf } from './months.js';

/** Whether support ends because its time is over, or because school ends. */
export const termKinds = { retention: '就労定着支援の満了', graduation: '卒業・修了' } as const;
export type TermKind = keyof typeof termKinds;
export const termKindCodes = Object.keys(termKinds) as TermKind[];

/** How many months before the end a hand-over is proposed. */
export const proposalSteps = [6, 3, 1] as const;
export type ProposalStep = (typeof proposalSteps)[number];

/** What follows from the day on which somebody began to work. */
export interface RetentionDates {
  /** The last day of the six months in which whoever found the job supports the person. */
  readonly sixMonthsOn: string;
  readonly startsOn: string;
  /** The last day of support, itself included. */
  readonly endsOn: string;
}

const monthsOfDuty = 6;
const monthsUntilEnd = 42;
const yearsOfAge = 18;

/** 就労定着支援: after six months at work, for three years; both counted from the day of employment. */
export function retentionDates(employedOn: string): RetentionDates {
  const sixMonthsOn = lastDayOf(employedOn, monthsOfDuty);
  return { sixMonthsOn, startsOn: addDays(sixMonthsOn, 1), endsOn: lastDayOf(employedOn, monthsUntilEnd) };
}

/** 成年到達日: the day from which the person decides alone. */
export function adulthoodOn(birthDate: string): string {
  return addDays(lastDayOf(birthDate, yearsOfAge * 12), 1);
}

/** The end of the school year in which a day lies: March 31. */
export function endOfSchoolYear(day: string): string {
  const year = Number(day.slice(0, 4));
  return day.slice(5) <= '03-31' ? `${year}-03-31` : `${year + 1}-03-31`;
}

/** The day on which a hand-over is proposed. */
export function proposedOn(endsOn: string, step: ProposalStep): string {
  return addMonths(endsOn, -step);
}

/** The day by which the other agency has to be asked at the latest. */
export function lastProposalOn(endsOn: string): string {
  return proposedOn(endsOn, proposalSteps[proposalSteps.length - 1] ?? 1);
}

/** The proposal that is due on a day: the nearest to the end whose day has come; none before the first and after the end. */
export function stepDue(endsOn: string, today: string): ProposalStep | null {
  if (today > endsOn) return null;
  return [...proposalSteps].reverse().find((step) => proposedOn(endsOn, step) <= today) ?? null;
}
