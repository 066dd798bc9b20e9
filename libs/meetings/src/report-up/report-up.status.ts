/**
 * The life of a report to the council above.
 *
 *   prepared ─send→ sent ─table→ tabled ─answer→ answered
 *
 * A report whose item was taken off the agenda again is tabled anew.
 */
export const reportStates = {
  prepared: '準備中',
  sent: '親会に送付済み',
  tabled: '親会の次第に入りました',
  answered: '親会から回答あり',
} as const;
export type ReportState = keyof typeof reportStates;
export const reportStateCodes = Object.keys(reportStates) as ReportState[];

const transitions = {
  write: ['prepared'],
  send: ['prepared'],
  table: ['sent'],
  answer: ['tabled'],
} as const satisfies Record<string, readonly ReportState[]>;
export type ReportVerb = keyof typeof transitions;

/** Whether the verb happens to a report now. */
export function mayReport(
  verb: ReportVerb,
  { state, itemId }: { readonly state: ReportState; readonly itemId: string | null },
): boolean {
  if (verb === 'table' && state === 'tabled') return itemId === null;
  return (transitions[verb] as readonly ReportState[]).includes(state);
}
