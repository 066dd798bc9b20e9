/** The states of an asking. 作成中, 確認中, 同意, 不同意, 誤登録. */
export type AskingState = 'drafting' | 'asked' | 'given' | 'refused' | 'error';

export const askingStateNames: Readonly<Record<AskingState, string>> = {
  drafting: '作成中',
  asked: '確認中',
  given: '同意',
  refused: '不同意',
  error: '取りやめ',
};

/** The whole life of an asking; what is not here does not happen. Silence is never an answer. */
export const askingTransitions = {
  drafting: { issue: 'asked', drop: 'error' },
  asked: { agree: 'given', refuse: 'refused', drop: 'error' },
  given: {},
  refused: {},
  error: {},
} as const satisfies Record<AskingState, Partial<Record<AskingVerb, AskingState>>>;

export type AskingVerb = 'issue' | 'agree' | 'refuse' | 'drop';

/** Whether the verb is possible in this state. */
export function mayInState(state: AskingState, verb: AskingVerb): boolean {
  return Object.hasOwn(askingTransitions[state], verb);
}
