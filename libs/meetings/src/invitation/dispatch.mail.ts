import { type Attendee, type CalendarEvent, type EventTime, writeCalendar } from '#libs/documents';
import type { Mail } from '#libs/platform';
import {
  answerNames,
  attendanceModes,
  type DispatchKind,
  type InvitationAnswer,
} from './invitation.codes.js';
import type { ToldMeeting } from './told.meeting.js';
import { dayBefore, placeLines, timeInJapan, timeWords, titleWords } from './told.words.js';

/** Somebody whom a mail is about. */
export interface DispatchLine {
  readonly name: string;
  readonly agency: string;
  readonly role: 'required' | 'optional' | 'observer';
  readonly answer: InvitationAnswer;
  readonly mode: 'venue' | 'web' | null;
  /** The address of the page on which it is answered; none where nothing can be answered any more. */
  readonly answerAt?: string;
  readonly isWithdrawn: boolean;
}

/** One mail to one mailbox. */
export interface DispatchToWrite {
  readonly kind: DispatchKind;
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: Date;
  readonly address: string;
  readonly council: string;
  readonly secretariat: string;
  readonly told: ToldMeeting;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Why it is off; empty where one person alone is no longer invited. */
  readonly off: 'cancelled' | 'postponed' | null;
  readonly reason: string;
  /** For those who come alone. */
  readonly link: { readonly link: string; readonly note: string } | null;
  readonly lines: readonly DispatchLine[];
  /** Where answers of calendars go. */
  readonly organizer: string;
  readonly returnTo?: string;
  readonly pageAt: string;
}

const subjects: Readonly<Record<DispatchKind, string>> = {
  request: '開催案内',
  update: '変更',
  cancel: '案内の取消',
  reminder: 'まもなく開催',
  nudge: '出欠のご回答のお願い',
};

/** Writes the mail. The words are for people, the calendar part for their calendars; both say the same. */
export function dispatchMail(dispatch: DispatchToWrite): Omit<Mail, 'messageId'> {
  const { kind, council, told, off, organizer, returnTo, address } = dispatch;
  const heading = off === 'cancelled' ? '中止' : off === 'postponed' ? '延期' : subjects[kind];
  return {
    to: address,
    subject: `【${heading}】${titleWords(council, told)}`,
    text: `${words(dispatch).join('\n')}\n`,
    replyTo: organizer,
    ...(returnTo ? { returnTo } : {}),
    ...(kind === 'request' || kind === 'update'
      ? { calendar: { method: 'REQUEST' as const, content: calendarOf(dispatch) } }
      : {}),
    ...(kind === 'cancel' ? { calendar: { method: 'CANCEL' as const, content: calendarOf(dispatch) } } : {}),
  };
}

function words(dispatch: DispatchToWrite): readonly string[] {
  const { kind, council, secretariat, told, lines, startsAt, endsAt, reason, off } = dispatch;
  const isElsewhere = told.tz !== 'Asia/Tokyo' && !told.allDay;
  return [
    ...lines.map(({ name, agency }) => `${agency ? `${agency} ` : ''}${name} 様`),
    '',
    ...opening(dispatch),
    '',
    `会議: ${titleWords(council, told)}`,
    `日時: ${timeWords(told)}`,
    ...(isElsewhere ? [`日本時間: ${timeInJapan(startsAt, endsAt)}`] : []),
    ...(kind === 'cancel' ? [] : placeLines(told)),
    ...(kind === 'cancel' || !told.note ? [] : ['', told.note]),
    ...(off && reason ? [`理由: ${reason}`] : []),
    ...(kind === 'cancel' ? [] : [...linkLines(dispatch), ...answerLines(dispatch)]),
    '',
    `${council} 事務局（${secretariat}）`,
  ];
}

function opening({ kind, off }: DispatchToWrite): readonly string[] {
  if (off === 'cancelled') return ['次の会議は中止になりました。'];
  if (off === 'postponed') return ['次の会議は延期になりました。新しい日程は、決まりしだい連絡します。'];
  switch (kind) {
    case 'request':
      return ['次のとおり会議を開きます。出欠を回答してください。'];
    case 'update':
      return ['会議の内容が変わりました。いまの内容は次のとおりです。'];
    case 'cancel':
      return ['次の会議への案内を取り消します。出席は必要ありません。'];
    case 'reminder':
      return ['まもなく次の会議を開きます。'];
    case 'nudge':
      return ['次の会議の出欠を、まだ回答いただいていません。回答をお願いします。'];
  }
}

/** The way to it on the web: only where everybody whom the mail is about has said that they come. */
function linkLines({ lines, link }: DispatchToWrite): readonly string[] {
  if (!link?.link || !lines.every(({ answer }) => comes(answer))) return [];
  return ['', `WebのURL: ${link.link}`, ...(link.note ? [link.note] : [])];
}

function answerLines({ lines }: DispatchToWrite): readonly string[] {
  const open = lines.filter(({ answerAt }) => answerAt);
  if (open.length === 0) return [];
  return [
    '',
    '▼出欠の回答（ログインはいりません）',
    ...open.flatMap(({ name, answer, mode, answerAt }) => [
      `${name} 様（${answerNames[answer]}${mode && comes(answer) ? `・${attendanceModes[mode]}` : ''}）`,
      answerAt!,
    ]),
    'リンクは回答する人だけのものです。ほかの方に転送しないでください。',
  ];
}

function comes(answer: InvitationAnswer): boolean {
  return answer === 'accepted' || answer === 'delegated';
}

/** The calendar part. No agenda, no link: calendars are shared, and what stands in one is read by others. */
function calendarOf(dispatch: DispatchToWrite): string {
  const { kind, uid, sequence, stamp, council, told, off, organizer, pageAt } = dispatch;
  const event: CalendarEvent = {
    uid,
    sequence,
    stamp,
    time: eventTime(dispatch),
    summary: titleWords(council, told),
    place: [told.venue, told.address].filter(Boolean).join(' '),
    note: placeLines(told)[0],
    url: pageAt,
    organizer: { name: council, address: organizer },
    attendees: [attendeeOf(dispatch)],
    status: kind !== 'cancel' ? 'CONFIRMED' : off ? 'CANCELLED' : undefined,
  };
  return writeCalendar({ method: kind === 'cancel' ? 'CANCEL' : 'REQUEST', events: [event] });
}

function eventTime({ told, startsAt, endsAt }: DispatchToWrite): EventTime {
  if (!told.allDay) return { startsAt, endsAt };
  return { firstDay: told.start.slice(0, 10), lastDay: dayBefore(told.end.slice(0, 10)) };
}

function attendeeOf({ kind, address, lines }: DispatchToWrite): Attendee {
  const [only, ...others] = lines;
  const isOne = only !== undefined && others.length === 0;
  const name = lines.map((line) => line.name).join('、');
  if (kind === 'cancel') return { address, name, role: 'required', answer: 'needs_action' };
  const roles = { required: 'required', optional: 'optional', observer: 'informed' } as const;
  return {
    address,
    name,
    role: isOne ? roles[only.role] : 'required',
    // One calendar stands for several people: what they say one by one is asked on the page.
    answer: isOne ? only.answer : 'needs_action',
    isAsked: true,
  };
}
