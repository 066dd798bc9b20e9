import { Conflict } from '#libs/platform';
import type { AnswerOutcome } from './invitation.codes.js';

/** The meeting is in a state in which nobody is invited to it (409). */
export class MeetingNotOpen extends Conflict {
  constructor() {
    super(
      'invitation.meeting_not_open',
      '案内は「開催予定」の会議だけで送れます。先に開催を決定してください。',
    );
  }
}

/** There is nobody to whom something could be sent (409). */
export class NobodyToTell extends Conflict {
  constructor() {
    super('invitation.nobody', '送る相手がいません。メールアドレスと、これまでの送信を確認してください。');
  }
}

const whys: Readonly<Record<Exclude<AnswerOutcome, 'done' | 'unknown'>, string>> = {
  withdrawn: 'この案内は取り消されています。',
  cancelled: 'この会議は中止になりました。',
  postponed: 'この会議は延期になりました。新しい日程の案内をお待ちください。',
  over: '回答の受け付けは終わりました。',
  full: 'その参加方法は定員に達しています。ほかの参加方法を選ぶか、事務局に連絡してください。',
};

/** The answer did not count (409). */
export class AnswerRefused extends Conflict {
  constructor(readonly outcome: Exclude<AnswerOutcome, 'done' | 'unknown'>) {
    super(`invitation.${outcome}`, whys[outcome]);
  }
}

/** What is said when an answer did not count. */
export function whyRefused(outcome: Exclude<AnswerOutcome, 'done' | 'unknown'>): string {
  return whys[outcome];
}

/** Somebody with this address and name is invited already (409). */
export class AlreadyInvited extends Conflict {
  constructor() {
    super('invitation.already', 'この人には、すでに案内しています。');
  }
}

/** What came in has been dealt with (409). */
export class MailSettled extends Conflict {
  constructor() {
    super('inbound_mail.settled', 'このメールは、すでに処理されています。画面を読み込み直してください。');
  }
}
