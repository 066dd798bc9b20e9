import { useTranslation } from 'react-i18next';
import { TextLink } from '../../../components/text-link.js';
import type { IntakeSession } from '../api/intake-sessions.js';
import { Places } from './places.js';

const weekdays = ['日', '月', '火', '水', '木', '金', '土'];
const dayInJapan = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' });
const clockInJapan = new Intl.DateTimeFormat('ja-JP', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Tokyo',
});

/** A month as weeks; where there is no room for seven columns the list below says the same. */
export function SessionCalendar({ month, sessions }: { month: string; sessions: readonly IntakeSession[] }) {
  const { t } = useTranslation('transitions');
  return (
    <div className="@container">
      <table className="hidden w-full table-fixed border-collapse @3xl:table">
        <caption className="sr-only">{t('sessions.calendar')}</caption>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col" className="border border-solid-gray-300 bg-solid-gray-50 p-1">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, at) => (
                <td key={weekdays[at]} className="h-20 border border-solid-gray-300 p-1 align-top">
                  {day && (
                    <>
                      <span className="text-dns-14N-130">{Number(day.slice(8))}</span>
                      {sessions
                        .filter(({ startsAt }) => dayInJapan.format(new Date(startsAt)) === day)
                        .map((session) => (
                          <div key={session.id} className="grid gap-1 text-dns-14N-130">
                            <TextLink to={`/intake-sessions/${session.id}`}>
                              {clockInJapan.format(new Date(session.startsAt))} {session.title}
                            </TextLink>
                            <Places session={session} />
                          </div>
                        ))}
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The weeks of a month from Sunday on, with nothing where the month has no day. */
function weeksOf(month: string): (string | undefined)[][] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const first = new Date(Date.UTC(year, number - 1, 1)).getUTCDay();
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const weeks = Math.ceil((first + length) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    weekdays.map((_name, at) => {
      const day = week * 7 + at - first + 1;
      return day < 1 || day > length ? undefined : `${month}-${String(day).padStart(2, '0')}`;
    }),
  );
}
