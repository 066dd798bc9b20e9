import ICAL from 'ical.js';
import type { AttendeeAnswer } from './calendar.types.js';

/** What one person says in a reply. */
export interface AnsweredFor {
  /** In small letters. */
  readonly address: string;
  readonly name?: string;
  readonly answer: AttendeeAnswer;
  readonly delegatedTo?: string;
}

/** A reply to an invitation, as far as it could be understood. */
export interface CalendarReply {
  readonly uid: string;
  readonly sequence: number;
  /** When it was written; some programs leave it out. */
  readonly stamp?: Date;
  readonly comment?: string;
  /** One by the rules; some programs repeat everybody who was invited. */
  readonly answers: readonly AnsweredFor[];
}

/** What a calendar part of a mail turned out to be. */
export type ReadCalendar =
  | { readonly kind: 'reply'; readonly reply: CalendarReply }
  | { readonly kind: 'other'; readonly method: string }
  | { readonly kind: 'unreadable' };

const answers: Readonly<Record<string, AttendeeAnswer>> = {
  'NEEDS-ACTION': 'needs_action',
  ACCEPTED: 'accepted',
  TENTATIVE: 'tentative',
  DECLINED: 'declined',
  DELEGATED: 'delegated',
};

/**
 * Reads the calendar part of a mail. It is lenient: programs leave out the organizer, the method, the stamp, or write
 * lines that are none. `methodOfMail` is what the Content-Type says.
 */
export function readCalendarPart(text: string, methodOfMail?: string): ReadCalendar {
  const calendar = parsed(text);
  const event = calendar?.getFirstSubcomponent('vevent');
  if (!calendar || !event) return { kind: 'unreadable' };
  const said = answersIn(event);
  const method = (textOf(calendar, 'method') ?? methodOfMail)?.toUpperCase();
  const looksLikeReply = method === undefined && said.length === 1 && said[0]!.answer !== 'needs_action';
  if (method !== 'REPLY' && !looksLikeReply) return { kind: 'other', method: method ?? '' };
  const uid = textOf(event, 'uid');
  if (!uid || said.length === 0) return { kind: 'unreadable' };
  return {
    kind: 'reply',
    reply: {
      uid,
      sequence: numberOf(event, 'sequence'),
      stamp: momentOf(event, 'dtstamp'),
      comment: textOf(event, 'comment')?.trim() || undefined,
      answers: said,
    },
  };
}

function parsed(text: string): ICAL.Component | undefined {
  const lines = wellFormedLines(text);
  if (lines === '') return undefined;
  try {
    return new ICAL.Component(ICAL.parse(lines));
  } catch {
    return undefined;
  }
}

/** The first calendar, and of it only lines that have a name and a value or go on from one. */
function wellFormedLines(text: string): string {
  const begin = text.search(/^\ufeff?BEGIN:VCALENDAR/im);
  if (begin < 0) return '';
  const rest = text.slice(begin).replace(/^\ufeff/, '');
  const end = rest.search(/^END:VCALENDAR/im);
  return `${end < 0 ? rest : rest.slice(0, end)}\nEND:VCALENDAR`
    .split(/\r?\n/)
    .filter((line) => /^[A-Za-z0-9-]+[;:]/.test(line) || /^[ \t]./.test(line))
    .join('\r\n');
}

function answersIn(event: ICAL.Component): readonly AnsweredFor[] {
  return event.getAllProperties('attendee').flatMap((attendee) => {
    const parameter = (name: string) => {
      const value = attendee.getParameter(name) as string | string[] | undefined;
      return Array.isArray(value) ? value[0] : value;
    };
    // Apple writes an address of its own kind and the mail address beside it.
    const address = addressIn(String(attendee.getFirstValue())) ?? addressIn(parameter('email') ?? '');
    if (!address) return [];
    const delegatedTo = addressIn(parameter('delegated-to') ?? '');
    return {
      address,
      name: parameter('cn'),
      answer: answers[parameter('partstat')?.toUpperCase() ?? ''] ?? 'needs_action',
      ...(delegatedTo && { delegatedTo }),
    };
  });
}

/** The address behind `mailto:`, or the whole where it is one. */
function addressIn(value: string): string | undefined {
  const bare = value.trim().replace(/^mailto:/i, '');
  const address = decoded(bare).toLowerCase();
  return /^[^\s@<>"]+@[^\s@<>"]+$/.test(address) && !address.includes(':') ? address : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function textOf(component: ICAL.Component, name: string): string | undefined {
  const value = valueOf(component, name);
  return value === undefined ? undefined : String(value);
}

function numberOf(component: ICAL.Component, name: string): number {
  const value = Number(valueOf(component, name) ?? 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

/** A moment; a time without a zone counts as UTC, so that the server's own zone has no say in it. */
function momentOf(component: ICAL.Component, name: string): Date | undefined {
  const value = valueOf(component, name);
  if (!(value instanceof ICAL.Time)) return undefined;
  const { year, month, day, hour, minute, second } = value;
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** Values are decoded when they are asked for, and what cannot be decoded throws. */
function valueOf(component: ICAL.Component, name: string): unknown {
  try {
    return component.getFirstPropertyValue(name) ?? undefined;
  } catch {
    return undefined;
  }
}
