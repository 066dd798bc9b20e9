/**
 * The life of a slot of a year plan.
 *
 *   unscheduled ─poll→ polling ─schedule→ scheduled ─hold→ held
 *    │ ↑  ↑ │            │                    │
 *    │ │  │ └────────────┼─────schedule───────┤
 *    │ │  └──give_up─────┘                    │
 *    │ └─────────────free─────────────────────┘  (its meeting is cancelled)
 *    └─drop→ dropped ─restore→ unscheduled
 *
 * 実施見合わせ is not 0: a dropped slot stays in the plan with its reason.
 */
export const slotStates = ['unscheduled', 'polling', 'scheduled', 'held', 'dropped'] as const;
export type SlotState = (typeof slotStates)[number];

export const slotStateNames: Readonly<Record<SlotState, string>> = {
  unscheduled: '日程未定',
  polling: '日程調整中',
  scheduled: '日程決定',
  held: '開催済み',
  dropped: '実施見合わせ',
};

const transitions = {
  poll: { from: ['unscheduled'], to: 'polling' },
  give_up: { from: ['polling'], to: 'unscheduled' },
  schedule: { from: ['unscheduled', 'polling'], to: 'scheduled' },
  free: { from: ['scheduled'], to: 'unscheduled' },
  hold: { from: ['scheduled'], to: 'held' },
  drop: { from: ['unscheduled'], to: 'dropped' },
  restore: { from: ['dropped'], to: 'unscheduled' },
} as const satisfies Record<string, { from: readonly SlotState[]; to: SlotState }>;
export type SlotVerb = keyof typeof transitions;

/** Whether the verb happens in this state. */
export function slotMay(verb: SlotVerb, state: SlotState): boolean {
  return (transitions[verb].from as readonly SlotState[]).includes(state);
}

/** The state after the verb. */
export function slotAfter(verb: SlotVerb): SlotState {
  return transitions[verb].to;
}
