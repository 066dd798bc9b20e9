/** What can be said about a referral or a consent; the event of the same name puts the notice there. */
export const noticeTypes = [
  'referral.sent',
  'referral.received',
  'referral.reviewing',
  'referral.accepted',
  'referral.declined',
  'referral.started',
  'referral.reported',
  'referral.completed',
  'referral.cancelled',
  'referral.suspended',
  'referral.resumed',
  'referral.failed',
  'referral.reopened',
  'consent.withdrawn',
] as const;
export type NoticeType = (typeof noticeTypes)[number];

/** What a notice is about. */
export type NoticeObject = 'referral' | 'consent';

/** Whether an event of this type puts a notice on anybody's desk. */
export function isNoticeType(type: string): type is NoticeType {
  return (noticeTypes as readonly string[]).includes(type);
}

/** Steps on the way are seen in the portal; only what somebody waits for is worth a mail. */
export function isMailed(type: NoticeType): boolean {
  return type !== 'referral.received' && type !== 'referral.reviewing';
}

/** The notice in one line: the number and what happened in general words, never a name. */
export function noticeText(type: NoticeType, number: string | null): string {
  const referral = number === null ? '連携依頼' : `連携依頼 ${number} `;
  switch (type) {
    case 'referral.sent':
      return `${referral}が届きました`;
    case 'referral.received':
      return `${referral}が受領されました`;
    case 'referral.reviewing':
      return `${referral}の検討が始まりました`;
    case 'referral.accepted':
      return `${referral}の受入が決まりました`;
    case 'referral.declined':
      return `${referral}に受入不可の回答がありました`;
    case 'referral.started':
      return `${referral}の支援が始まりました`;
    case 'referral.reported':
      return `${referral}の結果報告が届きました`;
    case 'referral.completed':
      return `${referral}が完了しました`;
    case 'referral.cancelled':
      return `${referral}が取り下げられました`;
    case 'referral.suspended':
      return `${referral}の情報提供が停止されました`;
    case 'referral.resumed':
      return `${referral}の情報提供が再開されました`;
    case 'referral.failed':
      return `${referral}は不成立になりました`;
    case 'referral.reopened':
      return `${referral}があらためて依頼されました`;
    case 'consent.withdrawn':
      return '情報提供への同意が撤回されました';
  }
}

/** The screen on which the reader finds more, from the root of the portal. */
export function noticePath(objectType: NoticeObject, objectId: string): string {
  // A recipient sees no consent; what follows from its withdrawal stands among the notices.
  return objectType === 'referral' ? `/referrals/${objectId}` : '/notices';
}
