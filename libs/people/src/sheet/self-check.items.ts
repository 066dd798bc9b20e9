/** What the person looks back on (就労パスポート 6). */
export const selfCheckItems = {
  sleep: '睡眠・生活リズム',
  condition: '体調',
  attendance: '休まず、時間どおりに通う',
  work: '仕事の手順どおりに進める',
  accuracy: '仕事の正確さ',
  reporting: '報告・連絡・相談',
  relations: '職場の人とのやりとり',
  feelings: '気持ちの安定',
} as const;
export type SelfCheckItem = keyof typeof selfCheckItems;
export const selfCheckItemCodes = Object.keys(selfCheckItems) as SelfCheckItem[];

/** How it went; a higher level is better. */
export const selfCheckLevels = {
  4: 'よくできた',
  3: 'だいたいできた',
  2: 'あまりできなかった',
  1: 'できなかった',
} as const;
export type SelfCheckLevel = keyof typeof selfCheckLevels;

/** With whom the person looked back. */
export const selfCheckCompanions = {
  alone: '本人だけで',
  supporter: '支援者といっしょに',
  workplace: '職場の人といっしょに',
  all: '職場の人・支援者といっしょに',
} as const;
export type SelfCheckCompanion = keyof typeof selfCheckCompanions;
export const selfCheckCompanionCodes = Object.keys(selfCheckCompanions) as SelfCheckCompanion[];
