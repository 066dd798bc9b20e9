import { useTranslation } from 'react-i18next';
import { inEra } from '../../../lib/japanese-date.js';
import type { MeetingLine } from '../api/meetings.js';

const weekday = new Intl.DateTimeFormat('ja-JP', { weekday: 'short', timeZone: 'UTC' });
const elsewhere = new Intl.DateTimeFormat('ja-JP', {
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

type Timed = Pick<MeetingLine, 'day' | 'from' | 'until' | 'allDay' | 'tz'>;

/** Writes when a meeting is, by the clock of the place where it is held. */
export function useMeetingTime() {
  const { t } = useTranslation('meetings');
  return ({ day, from, until, allDay, tz }: Timed): string => {
    const date = `${inEra(day)}(${weekday.format(new Date(`${day}T00:00:00Z`))})`;
    const clock = allDay ? t('meetings.allDay') : `${from}–${until}`;
    return `${date} ${clock}${tz === 'Asia/Tokyo' ? '' : t('meetings.zone', { zone: tz })}`;
  };
}

/** The same moment by the reader's clock, where that shows something else. */
export function viewersTime({ startsAt, from, allDay }: Pick<MeetingLine, 'startsAt' | 'from' | 'allDay'>) {
  if (allDay) return null;
  const here = new Date(startsAt);
  const shown = `${String(here.getHours()).padStart(2, '0')}:${String(here.getMinutes()).padStart(2, '0')}`;
  return shown === from ? null : elsewhere.format(here);
}
