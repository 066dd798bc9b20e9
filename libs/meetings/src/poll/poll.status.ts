/**
 * The life of a date poll.
 *
 *   open ─close→ closed ─pick→ picked
 *    │ ↑           │ │
 *    │ └──reopen───┘ │      (the deadline closes it by itself; open ─pick→ picked closes it at once)
 *    └────cancel─────┴→ cancelled
 *
 * What was picked has become meetings: to ask again, they are cancelled and another poll begins.
 */
export const pollStates = ['open', 'closed', 'picked', 'cancelled'] as const;
export type PollState = (typeof pollStates)[number];

export const pollStateNames: Readonly<Record<PollState, string>> = {
  open: '回答受付中',
  closed: '受付終了',
  picked: '日程決定',
  cancelled: '取りやめ',
};

const transitions = {
  change: { from: ['open', 'closed'], to: null },
  ask: { from: ['open'], to: null },
  close: { from: ['open'], to: 'closed' },
  reopen: { from: ['closed'], to: 'open' },
  pick: { from: ['open', 'closed'], to: 'picked' },
  cancel: { from: ['open', 'closed'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly PollState[]; to: PollState | null }>;
export type PollVerb = keyof typeof transitions;

/** Whether the verb happens in this state. */
export function pollMay(verb: PollVerb, state: PollState): boolean {
  return (transitions[verb].from as readonly PollState[]).includes(state);
}

/** The state after the verb. */
export function pollAfter(verb: PollVerb, state: PollState): PollState {
  return transitions[verb].to ?? state;
}

/** What somebody says about a day. */
export const pollAnswers = { yes: '○', if_needed: '△', no: '×' } as const;
export type PollAnswer = keyof typeof pollAnswers;
export const pollAnswerCodes = Object.keys(pollAnswers) as PollAnswer[];
export const pollAnswerNames: Readonly<Record<PollAnswer, string>> = {
  yes: '出られる',
  if_needed: '調整すれば出られる',
  no: '出られない',
};
