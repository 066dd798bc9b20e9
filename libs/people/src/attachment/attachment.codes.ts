import type { DataCategory } from '../data-category.js';

/** What an attachment is, and the kind of data that it usually holds. */
export const attachmentKinds = {
  passport_copy: { name: '就労パスポートの写し', category: 'assessment' },
  msfas_copy: { name: 'MSFAS', category: 'assessment' },
  doctor_opinion: { name: '主治医意見書', category: 'medical' },
  support_plan: { name: '個別支援計画', category: 'progress' },
  school_plan: { name: '個別の教育支援計画・個別移行支援計画', category: 'school' },
  assessment_result: { name: 'アセスメント結果', category: 'assessment' },
  handbook_copy: { name: '手帳の写し', category: 'disability' },
  picture: { name: '写真', category: 'media' },
  recording: { name: '音声', category: 'media' },
  other: { name: 'その他', category: 'progress' },
} as const satisfies Record<string, { name: string; category: DataCategory }>;

export type AttachmentKind = keyof typeof attachmentKinds;
export const attachmentKindCodes = Object.keys(attachmentKinds) as AttachmentKind[];

/** The most that one file may have, in octets. */
export const largestAttachment = 20 * 1024 * 1024;

/** The most that all files about one person may have together. */
export const quota = { octets: 300 * 1024 * 1024, files: 200 } as const;

/** Longest name or note of an attachment, in characters. */
export const longestWords = 200;
