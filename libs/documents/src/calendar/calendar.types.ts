/** What a calendar message asks of whoever gets it (RFC 5546); a file without one only lists events. */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL' | 'REPLY';

/** What somebody says to an invitation. */
export type AttendeeAnswer = 'needs_action' | 'accepted' | 'tentative' | 'declined' | 'delegated';

/** Somebody with a mail address. */
export interface CalendarPerson {
  readonly name?: string;
  readonly address: string;
}

/** Somebody who is invited. */
export interface Attendee extends CalendarPerson {
  readonly role: 'chair' | 'required' | 'optional' | 'informed';
  readonly answer: AttendeeAnswer;
  /** Whether an answer is wanted. */
  readonly isAsked?: boolean;
  /** Who comes in their place. */
  readonly delegatedTo?: string;
}

/** From one moment to another, or whole days, the last one included. */
export type EventTime =
  | { readonly startsAt: Date; readonly endsAt: Date }
  | { readonly firstDay: string; readonly lastDay: string };

/** An event as calendars want to know it. Nothing goes out that is not handed in here. */
export interface CalendarEvent {
  /** The same for every version of one event. */
  readonly uid: string;
  readonly sequence: number;
  /** When this version was written. */
  readonly stamp: Date;
  readonly time: EventTime;
  readonly summary: string;
  readonly place?: string;
  readonly note?: string;
  readonly url?: string;
  readonly status?: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  readonly organizer?: CalendarPerson;
  readonly attendees?: readonly Attendee[];
  readonly comment?: string;
  readonly isPrivate?: boolean;
}

/** A calendar file or message. */
export interface Calendar {
  readonly method?: CalendarMethod;
  /** What a subscriber's list of calendars calls it. */
  readonly name?: string;
  /** After how many hours a subscriber should look again. */
  readonly refreshHours?: number;
  readonly events: readonly CalendarEvent[];
}
