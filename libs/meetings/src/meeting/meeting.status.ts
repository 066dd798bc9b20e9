/**
 * The life of a meeting.
 *
 *   draft ─announce→ announced ─begin→ in_session ─end→ held ─close→ closed
 *                      │   ↑ reschedule         ↑
 *                      │   └─ announced         │ (record, for what was held without anybody pressing the button)
 *                  postpone → postponed ─announce→ announced
 *   draft, announced, postponed ─cancel→ cancelled
 *
 * Nothing that was announced is ever deleted; its number is not given again (欠番).
 */
export const meetingStates = [
  'draft',
  'announced',
  'postponed',
  'in_session',
  'held',
  'closed',
  'cancelled',
] as const;
export type MeetingState = (typeof meetingStates)[number];

export const meetingStateNames: Readonly<Record<MeetingState, string>> = {
  draft: '準備中',
  announced: '開催予定',
  postponed: '延期（日程未定）',
  in_session: '開催中',
  held: '開催済み',
  closed: '完了',
  cancelled: '中止',
};

const transitions = {
  announce: { from: ['draft', 'postponed'], to: 'announced' },
  reschedule: { from: ['announced'], to: 'announced' },
  postpone: { from: ['announced'], to: 'postponed' },
  cancel: { from: ['draft', 'announced', 'postponed'], to: 'cancelled' },
  begin: { from: ['announced'], to: 'in_session' },
  end: { from: ['in_session'], to: 'held' },
  record: { from: ['announced'], to: 'held' },
  close: { from: ['held'], to: 'closed' },
} as const satisfies Record<string, { from: readonly MeetingState[]; to: MeetingState }>;
export type MeetingVerb = keyof typeof transitions;
export const meetingVerbs = Object.keys(transitions) as MeetingVerb[];

/** Whether the verb happens in this state. */
export function mayHappen(verb: MeetingVerb, state: MeetingState): boolean {
  return (transitions[verb].from as readonly MeetingState[]).includes(state);
}

/** The state after the verb. */
export function stateAfter(verb: MeetingVerb): MeetingState {
  return transitions[verb].to;
}

/** Whether a meeting that begins then can be opened now: half a day before, and whenever somebody is late. */
export function mayBegin(startsAt: Date, now: Date): boolean {
  return now.getTime() >= startsAt.getTime() - 12 * 60 * 60 * 1000;
}

/** Whether the day and place can still be set: what has begun is as it was. */
export function isAhead(state: MeetingState): boolean {
  return state === 'draft' || state === 'announced' || state === 'postponed';
}

/** Where a meeting is. 開催方法. */
export const meetingModes = {
  venue: '会場',
  web: 'Web',
  hybrid: '会場とWeb',
  on_demand: 'オンデマンド',
} as const;
export type MeetingMode = keyof typeof meetingModes;
export const meetingModeCodes = Object.keys(meetingModes) as MeetingMode[];
