/** From where to where somebody goes. */
export const transitionKinds = {
  school_to_work: '学校から就労へ',
  retention: '定着支援の引継ぎ',
  other: 'その他の移行',
} as const;
export type TransitionKind = keyof typeof transitionKinds;
export const transitionKindCodes = Object.keys(transitionKinds) as TransitionKind[];
