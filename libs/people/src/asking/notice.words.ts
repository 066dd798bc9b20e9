/** The parts of what a person is told before they decide (説明文), in the order of the paper. */
export const noticeParts = {
  purpose: '何のために伝えるか',
  freedom: '同意しなくてもよいこと',
  withdrawal: '同意をやめる方法',
  retention: '記録を残す期間',
  contact: 'わからないときの問い合わせ',
} as const;
export type NoticePart = keyof typeof noticeParts;
export const noticePartCodes = Object.keys(noticeParts) as NoticePart[];

/** The words of one language. */
export type NoticeWords = Readonly<Record<NoticePart, string>>;

/** The same in standard Japanese and in easy words (やさしい日本語), side by side. */
export interface NoticeText {
  readonly standard: NoticeWords;
  readonly easy: NoticeWords;
}

/** Longest text of one part, in characters: the paper stays a paper that somebody reads. */
export const longestNoticePart = 1200;
