import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import { classes } from '../../../lib/classes.js';
import { monthInEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { meetingsQuery, type MeetingLine } from '../api/meetings.js';
import { holidaysQuery } from '../api/year-plans.js';
import { DatesViews } from './dates-views.js';
import { MeetingList } from './meeting-list.js';
import { monthAfter, weeksOf } from './month-weeks.js';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** All meetings that one may see, month by month: as a calendar where there is room, and as a list. */
export function CalendarPage() {
  const { t } = useTranslation('meetingDates');
  const [params] = useSearchParams();
  const thisMonth = todayInTokyo().slice(0, 7);
  const wanted = params.get('month') ?? '';
  const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(wanted) ? wanted : thisMonth;
  const weeks = weeksOf(month);
  const span = { from: `${month}-01`, until: weeks.flat().findLast((day) => day?.startsWith(month)) };
  const meetings = useQuery(meetingsQuery({ ...span, perPage: 100 } as Parameters<typeof meetingsQuery>[0]));
  const go = (by: number) => `?month=${monthAfter(month, by)}`;
  return (
    <Page title={t('calendar.title')}>
      <DatesViews />
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="mr-auto text-std-20B-150" aria-live="polite">
          {monthInEra(month)}
        </h2>
        <ButtonLink look="secondary" to={go(-1)} preventScrollReset>
          {t('calendar.previous')}
        </ButtonLink>
        <ButtonLink look="secondary" to="?" preventScrollReset>
          {t('calendar.thisMonth')}
        </ButtonLink>
        <ButtonLink look="secondary" to={go(1)} preventScrollReset>
          {t('calendar.next')}
        </ButtonLink>
        <Button look="quiet" onClick={() => window.print()}>
          {t('calendar.print')}
        </Button>
      </div>
      <Loaded query={meetings}>
        {({ items }) => (
          <>
            <Month
              month={month}
              weeks={weeks}
              meetings={items.filter(({ state }) => state !== 'postponed')}
            />
            <Card title={t('calendar.list')}>
              <MeetingList meetings={items} empty={t('calendar.none')} withCouncil />
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}

type MonthProps = {
  month: string;
  weeks: readonly (readonly (string | null)[])[];
  meetings: readonly MeetingLine[];
};

function Month({ month, weeks, meetings }: MonthProps) {
  const { t } = useTranslation('meetingDates');
  const holidays = useQuery(holidaysQuery(month)).data;
  const today = todayInTokyo();
  const nameOf = (day: string) => holidays?.holidays.find((holiday) => holiday.day === day)?.name;
  return (
    // On a narrow screen the list below says the same.
    <div className="hidden sm:block print:block">
      {holidays?.known === false && <p className="text-solid-gray-700">{t('calendar.unknown')}</p>}
      <table className="w-full table-fixed border-collapse bg-white">
        <caption className="sr-only">{t('calendar.table', { month: monthInEra(month) })}</caption>
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th
                key={weekday}
                scope="col"
                className="border border-solid-gray-420 bg-solid-gray-50 py-1 text-center"
              >
                {t(`calendar.weekdays.${weekday}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, at) => (
                <td
                  key={day ?? `${at}`}
                  aria-current={day === today ? 'date' : undefined}
                  className={classes(
                    'h-24 border border-solid-gray-420 p-1 align-top',
                    day === null && 'bg-solid-gray-50',
                    day === today && 'outline-2 -outline-offset-2 outline-blue-900',
                  )}
                >
                  {day && (
                    <Day
                      day={day}
                      isToday={day === today}
                      holiday={nameOf(day)}
                      meetings={meetings.filter((meeting) => meeting.day === day)}
                    />
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

type DayProps = {
  day: string;
  isToday: boolean;
  holiday: string | undefined;
  meetings: readonly MeetingLine[];
};

function Day({ day, isToday, holiday, meetings }: DayProps) {
  const { t } = useTranslation('meetingDates');
  return (
    <>
      <p className="text-dns-14B-130">
        {Number(day.slice(8))}
        {isToday && <span className="ml-1 text-blue-900">{t('calendar.today')}</span>}
      </p>
      {holiday && (
        <p className="text-dns-14N-130 text-red-1000">
          <span className="sr-only">{t('calendar.holiday', { name: '' })}</span>
          {holiday}
        </p>
      )}
      <ul className="grid gap-1">
        {meetings.map(({ id, title, from, allDay, state, stateName }) => (
          <li key={id} className="text-dns-14N-130 wrap-anywhere">
            {!allDay && `${from} `}
            <TextLink to={`/meetings/${id}`}>{title}</TextLink>
            {state !== 'announced' && <span className="text-solid-gray-700">（{stateName}）</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
