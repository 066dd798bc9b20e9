import { type NoticeObject, noticePath, noticeText, type NoticeType } from './notice.texts.js';

/** The words of a mail. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** The mail that goes with a notice: a number, what happened in general words, a link. Nothing about a person. */
export function noticeMail(
  publicUrl: string,
  notice: { type: NoticeType; number: string | null; objectType: NoticeObject; objectId: string },
): MailText {
  const happened = noticeText(notice.type, notice.number);
  return {
    subject: `【連携ポータル】${happened}`,
    text: lines(
      `${happened}。`,
      'くわしい内容は、連携ポータルにログインして確認してください。',
      '',
      `${publicUrl}${noticePath(notice.objectType, notice.objectId)}`,
      '',
      '個人情報を守るため、このメールには内容を書いていません。',
      ...farewell,
    ),
  };
}

/** The mail with a one-time link. The token stands behind #, so that no server writes it into a log. */
export function invitationMail(publicUrl: string, token: string): MailText {
  return {
    subject: '【連携ポータル】招待のお知らせ',
    text: lines(
      '連携ポータルに招待されました。',
      '次のリンクを開いて、利用を始めてください。リンクが使えるのは7日以内に1回だけです。',
      '',
      `${publicUrl}/invitation#${token}`,
      '',
      '心当たりがないときは、このメールを削除してください。',
      ...farewell,
    ),
  };
}

const farewell = ['このメールは送信専用です。返信しても届きません。'];

function lines(...content: string[]): string {
  return `${content.join('\n')}\n`;
}
