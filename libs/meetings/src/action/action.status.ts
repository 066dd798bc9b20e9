/**
 * The life of an action item: one row, from the meeting that raised it to its end.
 *
 *   open ⇄ in_progress ─→ done, cancelled
 *
 * Whoever has it to do moves it; the secretariat alone cancels it, or takes it up again.
 */
export const actionStates = {
  open: '未着手',
  in_progress: '対応中',
  done: '完了',
  cancelled: '取りやめ',
} as const;
export type ActionState = keyof typeof actionStates;
export const actionStateCodes = Object.keys(actionStates) as ActionState[];

type Mover = 'owner' | 'keeper';
const moves: Readonly<Record<ActionState, Partial<Record<ActionState, readonly Mover[]>>>> = {
  open: { in_progress: ['owner', 'keeper'], done: ['owner', 'keeper'], cancelled: ['keeper'] },
  in_progress: { open: ['owner', 'keeper'], done: ['owner', 'keeper'], cancelled: ['keeper'] },
  done: { in_progress: ['keeper'] },
  cancelled: { open: ['keeper'] },
};

/** Where an item may go from here, for whoever has it to do and for the secretariat. */
export function statesAfter(state: ActionState, by: { owns: boolean; keeps: boolean }): ActionState[] {
  const movers = [...(by.owns ? ['owner' as const] : []), ...(by.keeps ? ['keeper' as const] : [])];
  return actionStateCodes.filter((to) => moves[state][to]?.some((mover) => movers.includes(mover)));
}

/** Whether something is still to be done. */
export function isOpen(state: ActionState): boolean {
  return state === 'open' || state === 'in_progress';
}

/** How urgent it is. 優先度. */
export const actionPriorities = { high: '高', normal: '中', low: '低' } as const;
export type ActionPriority = keyof typeof actionPriorities;
export const actionPriorityCodes = Object.keys(actionPriorities) as ActionPriority[];

/** What happened to an item. */
export const actionEventKinds = ['raise', 'note', 'state', 'change', 'carry', 'move'] as const;
export type ActionEventKind = (typeof actionEventKinds)[number];
