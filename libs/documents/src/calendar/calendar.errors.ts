/** What a calendar message needs, or must not have (RFC 5546, 3.2). */
export type CalendarRule =
  | 'one_event'
  | 'no_organizer'
  | 'no_attendee'
  | 'attendees_published'
  | 'one_attendee'
  | 'status_of_cancel'
  | 'status_of_request'
  | 'end_before_start';

/** The message would not be understood: other calendars drop what breaks the rules, and nobody would notice. */
export class CalendarRefused extends Error {
  readonly code: string;

  constructor(readonly rule: CalendarRule) {
    super(`calendar.${rule}`);
    this.code = this.message;
    this.name = new.target.name;
  }
}
