import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { type Bounce, readBounce } from './bounce.reading.js';

/** A calendar that came with a mail. */
export interface MailedCalendar {
  /** What the Content-Type says that it asks. */
  readonly method?: string;
  readonly content: string;
}

/** A mail that came in, as far as it could be read. */
export interface ArrivedMail {
  /** Without brackets. */
  readonly messageId?: string;
  /** In small letters. Anybody can write any sender: it proves nothing. */
  readonly from?: string;
  readonly fromName?: string;
  /** Every address it was sent to, in small letters. */
  readonly recipients: readonly string[];
  readonly date?: Date;
  readonly subject: string;
  readonly text: string;
  readonly calendars: readonly MailedCalendar[];
  readonly bounce?: Bounce;
  /** Written by a program that answers to every mail, such as a notice of absence. */
  readonly isAutomatic: boolean;
}

const calendarTypes = ['text/calendar', 'application/ics', 'application/calendar'];
const originalTypes = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];
const reportTypes = ['message/delivery-status', 'message/global-delivery-status'];
const recipientHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to'];

/**
 * Reads a raw mail (RFC 5322). What is forwarded inside of another mail is not read as if it had been sent.
 * @throws where it is no mail at all.
 */
export async function readMail(raw: Uint8Array): Promise<ArrivedMail> {
  const mail = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: 50,
    maxHeadersSize: 256 * 1024,
  });
  const from = mailboxesOf(mail.from ? [mail.from] : [])[0];
  const date = mail.date ? new Date(mail.date) : undefined;
  return {
    messageId: mail.messageId?.replace(/^<|>$/g, ''),
    from: from?.address.toLowerCase(),
    fromName: from?.name || undefined,
    recipients: recipientsOf(mail),
    date: date && !Number.isNaN(date.getTime()) ? date : undefined,
    subject: mail.subject ?? '',
    text: mail.text ?? plainTextOf(mail.html ?? ''),
    calendars: calendarsOf(mail),
    bounce: bounceOf(mail),
    isAutomatic: isAutomatic(mail),
  };
}

function recipientsOf(mail: Email): readonly string[] {
  const written = mailboxesOf([...(mail.to ?? []), ...(mail.cc ?? [])]).map(({ address }) => address);
  const delivered = recipientHeaders.flatMap((name) => headersOf(mail, name));
  const plain = delivered.map((value) => value.replaceAll(/[<>\s]/g, ''));
  return [...new Set([...plain, ...written].map((address) => address.toLowerCase()))].filter(Boolean);
}

/** The same calendar often comes twice: beside the text and as a file. */
function calendarsOf({ attachments }: Email): readonly MailedCalendar[] {
  const calendars = attachments
    .filter(({ mimeType, filename }) => calendarTypes.includes(mimeType) || /\.ics$/i.test(filename ?? ''))
    .map((attachment) => ({ method: attachment.method, content: contentOf(attachment) }));
  return calendars.filter(
    ({ content }, at) => calendars.findIndex((other) => other.content.trim() === content.trim()) === at,
  );
}

function bounceOf({ attachments }: Email): Bounce | undefined {
  const report = attachments.find(({ mimeType }) => reportTypes.includes(mimeType));
  const original = attachments.find(({ mimeType }) => originalTypes.includes(mimeType));
  return report && readBounce(contentOf(report), original && contentOf(original));
}

/** RFC 3834, and what older programs say instead of it. */
function isAutomatic(mail: Email): boolean {
  const [submitted = 'no'] = headersOf(mail, 'auto-submitted');
  const answered = /^auto-(?:replied|notified)/i.test(submitted);
  const older = [...headersOf(mail, 'x-autoreply'), ...headersOf(mail, 'x-autorespond')].length > 0;
  return answered || older || headersOf(mail, 'precedence').some((value) => /auto_reply/i.test(value));
}

function headersOf({ headers }: Email, name: string): readonly string[] {
  return headers.filter(({ key }) => key === name).map(({ value }) => value.trim());
}

function mailboxesOf(addresses: readonly Address[]) {
  return addresses.flatMap((address) => address.group ?? address);
}

function contentOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** Enough for somebody to see what it says. */
function plainTextOf(html: string): string {
  return html
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replaceAll(/<(?:br|\/p|\/div|\/tr)\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '');
}
