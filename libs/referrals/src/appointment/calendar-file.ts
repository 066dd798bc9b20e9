import { writeCalendar } from '#libs/documents';

/** A meeting as calendars want to know it. */
export interface CalendarEntry {
  /** The same for every version of one meeting. */
  readonly uid: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  readonly place?: string;
  readonly url?: string;
  readonly note?: string;
  readonly sequence: number;
  readonly changedAt: Date;
}

/** A calendar file with one meeting. It is private: in a calendar that others see only the time is shown. */
export function calendarFile({ startsAt, endsAt, changedAt, ...entry }: CalendarEntry): string {
  return writeCalendar({
    events: [{ ...entry, time: { startsAt, endsAt }, stamp: changedAt, isPrivate: true }],
  });
}
