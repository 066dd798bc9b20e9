/** How somebody outside the portal gets a package (渡し方). */
export const outsideMeans = { link: '封印リンク', letter: '印刷した書面' } as const;
export type OutsideMeans = keyof typeof outsideMeans;
export const outsideMeansCodes = Object.keys(outsideMeans) as OutsideMeans[];

/** How a sending outside stands. */
export const outsideStates = {
  open: '回答待ち',
  accepted: '受入れ',
  declined: '受入不可',
  reported: '結果報告済',
  revoked: '取消し',
} as const;
export type OutsideState = keyof typeof outsideStates;
export const outsideStateCodes = Object.keys(outsideStates) as OutsideState[];

/** What somebody outside answers. */
export const outsideAnswerKinds = ['accepted', 'declined', 'reported'] as const;
export type OutsideAnswerKind = (typeof outsideAnswerKinds)[number];

/** In which form a letter leaves the house. */
export const letterMedia = { letter: '郵送・手渡し', fax: 'FAX' } as const;
export type LetterMedium = keyof typeof letterMedia;
export const letterMediumCodes = Object.keys(letterMedia) as LetterMedium[];

/** Who asks for support by themselves (申し込む人). */
export const intakeAskers = { person: '本人', family: '家族・身近な人' } as const;
export type IntakeAsker = keyof typeof intakeAskers;
export const intakeAskerCodes = Object.keys(intakeAskers) as IntakeAsker[];
