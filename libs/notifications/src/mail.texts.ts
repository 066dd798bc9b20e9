import { type NoticeObject, noticePath, noticeText, type NoticeType } from './notice.texts.js';

/** The words of a mail. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly file?: { readonly name: string; readonly type: string; readonly content: string };
}

/** The mail that goes with a notice: a number, what happened in general words, a link. Nothing about a person; an agency is named where it is public what it is about. */
export function noticeMail(
  publicUrl: string,
  notice: {
    type: NoticeType;
    number: string | null;
    objectType: NoticeObject;
    objectId: string;
    agencyName?: string;
  },
): MailText {
  const happened = noticeText(notice.type, notice.number);
  return {
    subject: `【連携ポータル】${happened}`,
    text: lines(
      `${happened}。`,
      ...(notice.agencyName ? [`機関: ${notice.agencyName}`] : []),
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

/** What a mail that asks for confirmation says. */
export interface AskedConfirmation {
  readonly agencyName: string;
  readonly networkName: string;
  /** The entry in short. */
  readonly lines: readonly { readonly label: string; readonly text: string }[];
  readonly token: string;
  /** Until when the link works: 令和8年11月20日. */
  readonly until: string;
  /** 0 the first time. */
  readonly reminder: number;
}

/**
 * The mail that asks an agency whether its entry is still true. It says what stands there, so that a look is enough. The
 * link is a page that works without a script, so the token is part of its path.
 */
export function confirmationMail(publicUrl: string, asked: AskedConfirmation): MailText {
  const { agencyName, networkName, token, until, reminder } = asked;
  const again = reminder === 0 ? '' : reminder === 1 ? '（再送）' : '（最後のお願い）';
  return {
    subject: `【連携ポータル】掲載内容の確認のお願い${again}`,
    text: lines(
      `${agencyName} ご担当者さま`,
      '',
      `${networkName}の連携ポータルに、貴機関の情報を次のとおり掲載しています。`,
      'いまもこのとおりか、お知らせください。',
      '',
      '――――――――――',
      ...asked.lines.map(({ label, text }) => `${label}: ${text}`),
      '――――――――――',
      '',
      '次のページを開いて「このままで正しい」を1回押すと終わります。直すところがあるときも、同じページからお知らせください。ログインはいりません。',
      '',
      `${publicUrl}/confirm/${token}`,
      '',
      `このリンクは${until}まで使えます。貴機関だけのリンクです。ほかの方に転送しないでください。`,
      ...farewell,
    ),
  };
}

/** The mail by which somebody who asks for support confirms the address. Nothing of what they wrote stands in it. */
export function intakeMail(publicUrl: string, token: string): MailText {
  return {
    subject: '【連携ポータル】相談の申し込みの確認',
    text: lines(
      '相談の申し込みを受け取りました。まだ終わっていません。',
      '次のページを開き、「申し込みを確定する」を押してください。3日間使えます。',
      '',
      `${publicUrl}/apply/${token}`,
      '',
      '心当たりがないときは、このメールを削除してください。何も起こりません。',
      ...farewell,
    ),
  };
}

const farewell = ['このメールは送信専用です。返信しても届きません。'];

function lines(...content: string[]): string {
  return `${content.join('\n')}\n`;
}
