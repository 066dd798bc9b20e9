/** Texts of the inbox of notices. */
export const noticesJa = {
  title: 'お知らせ',
  lead: '連携依頼の動きと、同意の期限をお知らせします。',
  all: 'すべて',
  unread: '未読',
  unreadMark: '未読',
  open: '開く',
  read: '既読にする',
  readAll: 'すべて既読にする',
  allRead: 'すべて既読にしました。',
  noneTitle: 'お知らせはありません',
  none: '連携依頼が届いたり、返事があったりすると、ここに表示します。',
  noneUnread: '未読のお知らせはありません。',
};
