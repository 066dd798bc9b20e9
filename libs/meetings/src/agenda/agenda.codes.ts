/** What is done with an item. 議題の種別. */
export const agendaTypes = {
  report: '報告',
  discussion: '協議',
  decision: '決定',
  info: '情報共有',
  approval_of_minutes: '前回議事録の承認',
} as const;
export type AgendaType = keyof typeof agendaTypes;
export const agendaTypeCodes = Object.keys(agendaTypes) as AgendaType[];

/** Who sees an item, from the narrowest to the widest. 公開範囲. */
export const agendaVisibilities = {
  secretariat: '事務局だけ（非公開）',
  members: '委員と招かれた機関',
  public: '公開',
} as const;
export type AgendaVisibility = keyof typeof agendaVisibilities;
export const agendaVisibilityCodes = Object.keys(agendaVisibilities) as AgendaVisibility[];

/** The narrower of two: nothing is shown to more people than what it belongs to. */
export function narrower(one: AgendaVisibility, other: AgendaVisibility): AgendaVisibility {
  return agendaVisibilityCodes.indexOf(one) < agendaVisibilityCodes.indexOf(other) ? one : other;
}

/** How many levels an agenda has: 1, 1-1, 1-1-1. */
export const deepestLevel = 3;

/** The most items of one agenda. */
export const mostItems = 100;
