/**
 * The life of a version of minutes.
 *
 *   draft ─circulate→ circulated ─approve→ approved ─publish→ published
 *                        │                    │                 │
 *                        └─ revise → replaced └──── amend ──────┴→ superseded, once the amendment is approved
 *
 * What has been circulated never changes any more. A changed text is a new version; what was approved is changed by a
 * numbered amendment alone.
 */
export const minutesStates = {
  draft: '作成中',
  circulated: '確認中',
  replaced: '修正版に差し替え',
  approved: '承認済み',
  published: '確定・共有済み',
  superseded: '訂正前',
} as const;
export type MinutesState = keyof typeof minutesStates;
export const minutesStateCodes = Object.keys(minutesStates) as MinutesState[];

const transitions = {
  write: ['draft'],
  circulate: ['draft'],
  review: ['circulated'],
  revise: ['circulated'],
  approve: ['circulated'],
  publish: ['approved'],
  amend: ['approved', 'published'],
} as const satisfies Record<string, readonly MinutesState[]>;
export type MinutesVerb = keyof typeof transitions;

/** Whether the verb happens in this state. */
export function mayHappenTo(verb: MinutesVerb, state: MinutesState): boolean {
  return (transitions[verb] as readonly MinutesState[]).includes(state);
}

/** What somebody says to circulated minutes. To ask for a change is not to object. */
export const verdicts = {
  ok: '修正なし',
  change_requested: '修正の求め',
  objection: '異議',
} as const;
export type Verdict = keyof typeof verdicts;
export const verdictCodes = Object.keys(verdicts) as Verdict[];

/** How minutes were approved. */
export const approvalWays = {
  chair: '会長・部会長の承認',
  silence: '期限までに修正の求めなし',
  next_meeting: '次回の会議で承認',
} as const;
export type ApprovalWay = keyof typeof approvalWays;
