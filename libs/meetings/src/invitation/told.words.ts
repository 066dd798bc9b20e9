import { eraDay } from '#libs/documents';
import { meetingModes } from '../meeting/meeting.status.js';
import type { ToldMeeting } from './told.meeting.js';

const weekdays = ['日', '月', '火', '水', '木', '金', '土'];

/** 青葉市協議会 第3回 定例会. */
export function titleWords(
  council: string,
  { number, title }: Pick<ToldMeeting, 'number' | 'title'>,
): string {
  return [council, number === null ? '' : `第${number}回`, title].filter(Boolean).join(' ');
}

/** 令和8年12月1日（火）18:30〜20:00, by the clock of the place; where that is not Japan the zone stands behind it. */
export function timeWords({
  start,
  end,
  allDay,
  tz,
}: Pick<ToldMeeting, 'start' | 'end' | 'allDay' | 'tz'>): string {
  const [firstDay, lastDay] = [start.slice(0, 10), end.slice(0, 10)];
  if (allDay) {
    const last = dayBefore(lastDay);
    return firstDay === last ? `${dayWords(firstDay)} 終日` : `${dayWords(firstDay)}〜${dayWords(last)} 終日`;
  }
  const until = firstDay === lastDay ? end.slice(11) : `${dayWords(lastDay)}${end.slice(11)}`;
  const zone = tz === 'Asia/Tokyo' ? '' : `（${tz}の時刻）`;
  return `${dayWords(firstDay)}${start.slice(11)}〜${until}${zone}`;
}

/** 令和8年12月1日（火）18:30〜20:00 in Japan, for a meeting elsewhere. */
export function timeInJapan(startsAt: Date, endsAt: Date): string {
  const local = (at: Date) => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
  return timeWords({ start: local(startsAt), end: local(endsAt), allDay: false, tz: 'Asia/Tokyo' });
}

/** Where it is, line by line. */
export function placeLines({ mode, venue, address }: ToldMeeting): readonly string[] {
  const place = [venue, address].filter(Boolean).join(' ');
  return [`開催方法: ${meetingModes[mode]}`, ...(place ? [`会場: ${place}`] : [])];
}

function dayWords(day: string): string {
  return `${eraDay(day)}（${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}）`;
}

/** The last day of an event that ends where this one begins. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
