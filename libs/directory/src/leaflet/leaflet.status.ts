/**
 * The life of an edition of the leaflet.
 *
 *   preparing ─proof→ proofing ─issue→ issued ─reopen→ proofing
 *       └────────────────┴─ cancel → cancelled
 *
 * Agencies can answer by their links while it is proofing; what is printed is decided by their agreements at that moment.
 */
export const leafletStates = ['preparing', 'proofing', 'issued', 'cancelled'] as const;
export type LeafletState = (typeof leafletStates)[number];

export const leafletStateNames: Readonly<Record<LeafletState, string>> = {
  preparing: '準備中',
  proofing: '校正中',
  issued: '発行済み',
  cancelled: '取りやめ',
};

const transitions = {
  proof: { from: ['preparing', 'proofing'], to: 'proofing' },
  issue: { from: ['proofing'], to: 'issued' },
  reopen: { from: ['issued'], to: 'proofing' },
  cancel: { from: ['preparing', 'proofing'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly LeafletState[]; to: LeafletState }>;
export type LeafletVerb = keyof typeof transitions;

/** Whether the verb happens in this state. */
export function mayHappen(verb: LeafletVerb, state: LeafletState): boolean {
  return (transitions[verb].from as readonly LeafletState[]).includes(state);
}

/** The state after the verb. */
export function stateAfter(verb: LeafletVerb): LeafletState {
  return transitions[verb].to;
}

/** What can still be changed: an edition that is issued is on paper. */
export function isOpen(state: LeafletState): boolean {
  return state === 'preparing' || state === 'proofing';
}
