import { type CalendarReply, readCalendarPart } from '#libs/documents';
import { type ArrivedMail, type Bounce, readMail } from '#libs/platform';
import { marksIn } from '../invitation/invitation.token.js';

/** What a mail that came in turned out to be. */
export type Arrival = ArrivalFacts &
  (
    | { readonly kind: 'reply'; readonly reply: CalendarReply }
    | { readonly kind: 'bounce'; readonly bounce: Bounce }
    | { readonly kind: 'automatic' }
    | { readonly kind: 'unknown'; readonly why: 'unreadable' | 'no_calendar' | 'other_method' }
  );

interface ArrivalFacts {
  readonly marks: readonly string[];
  readonly sender: string | null;
  readonly senderName: string | null;
  readonly subject: string;
  readonly words: string;
  readonly date: Date | null;
}

const longestWords = 4000;

/** Reads a raw mail and says what it is; it never throws, for what cannot be read is for a person to look at. */
export async function readArrival(raw: Uint8Array, mailbox: string | undefined): Promise<Arrival> {
  let mail: ArrivedMail;
  try {
    mail = await readMail(raw);
  } catch {
    return { ...nothing, kind: 'unknown', why: 'unreadable' };
  }
  const facts: ArrivalFacts = {
    marks: marksIn(mailbox, mail.recipients),
    sender: mail.from ?? null,
    senderName: mail.fromName ? keepable(mail.fromName, 200) : null,
    subject: keepable(mail.subject, 300),
    words: keepable(mail.text.trim(), longestWords),
    date: mail.date ?? null,
  };
  if (mail.bounce) return { ...facts, kind: 'bounce', bounce: mail.bounce };
  const read = mail.calendars.map(({ content, method }) => readCalendarPart(content, method));
  const reply = read.find((calendar) => calendar.kind === 'reply');
  if (reply) return { ...facts, kind: 'reply', reply: reply.reply };
  if (mail.isAutomatic) return { ...facts, kind: 'automatic' };
  const why = read.some(({ kind }) => kind === 'other') ? 'other_method' : 'no_calendar';
  return {
    ...facts,
    kind: 'unknown',
    why: read.some(({ kind }) => kind === 'unreadable') ? 'unreadable' : why,
  };
}

const nothing: ArrivalFacts = {
  marks: [],
  sender: null,
  senderName: null,
  subject: '',
  words: '',
  date: null,
};

/** Without what the database does not keep, and not longer than somebody reads. */
function keepable(text: string, most: number): string {
  const plain = text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\ufffd');
  return [...plain].slice(0, most).join('');
}
