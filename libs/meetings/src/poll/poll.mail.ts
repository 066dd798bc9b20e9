import { eraDay } from '#libs/documents';

/** The promise to mail the link of a poll to one person; the payload says which link, and whether it reminds. */
export const pollAsked = 'date_poll.asked';

/** A poll as its mail tells it: nothing about anybody. */
export interface MailedPoll {
  readonly shortName: string;
  readonly secretariat: string;
  readonly deadlineOn: string;
  readonly isReminder: boolean;
}

/** Where a poll is answered. */
export function pollPath(token: string): string {
  return `/date-polls/${token}`;
}

/** The mail with the link. Nothing happens by opening it: programs that check mails open links too. */
export function pollMail(
  publicUrl: string,
  token: string,
  poll: MailedPoll,
): { subject: string; text: string } {
  const { shortName, secretariat, deadlineOn, isReminder } = poll;
  const name = oneLine(shortName);
  return {
    subject: `【${name}】日程調整${isReminder ? 'の回答をお待ちしています' : 'のお願い'}`,
    text: `${[
      `${name}の日程調整${isReminder ? 'について、まだ回答していない候補日があります。' : 'をお願いします。'}`,
      `${eraDay(deadlineOn)}までに、次のページで候補日ごとに○△×を選んでください。`,
      '',
      `${publicUrl}${pollPath(token)}`,
      '',
      '期限までは、同じページで何度でも変えられます。ログインは必要ありません。',
      'このリンクはあなただけのものです。ほかの人に転送しないでください。',
      '',
      `問い合わせ: ${oneLine(secretariat)}`,
      'このメールは送信専用です。返信しても届きません。',
    ].join('\n')}\n`,
  };
}

/** A subject has one line, whatever was typed. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
