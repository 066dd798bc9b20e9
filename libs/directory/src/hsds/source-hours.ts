import type { EntryService } from '../entry/entry.js';

const dayNames = { weekday: '平日', saturday: '土曜', sunday: '日曜', holiday: '祝日' } as const;

/** What the source says of the hours, in one line, as it says it; null where it says nothing. */
export function sourceHours({
  hours,
  hoursNote,
  closedDays,
}: Pick<EntryService, 'hours' | 'hoursNote' | 'closedDays'>): string | null {
  const spans = (Object.keys(dayNames) as (keyof typeof dayNames)[]).flatMap((day) => {
    const span = hours[day];
    return span ? [`${dayNames[day]} ${clock(span.from)}〜${clock(span.to)}`] : [];
  });
  const parts = [spans.join('、'), closedDays ? `定休日 ${closedDays}` : '', hoursNote ?? ''].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? null : parts.join('。');
}

function clock(time: string): string {
  return time.replace(/^0/, '');
}
