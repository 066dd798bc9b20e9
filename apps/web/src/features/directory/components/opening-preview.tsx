import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../components/notice.js';
import { Skeleton } from '../../../components/skeleton.js';
import { classes } from '../../../lib/classes.js';
import { problemIn } from '../../../lib/problem.js';
import { useSettled } from '../../../lib/use-settled.js';
import { type OpeningDay, openingPreviewQuery, type OpeningRules } from '../api/opening-hours.js';
import { weekdays } from './opening-drafts.js';

/** The next four weeks as the rules have them: what one meant to write, seen from the other side. */
export function OpeningPreview({ rules }: { rules: OpeningRules }) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.preview' });
  const partOf = usePartName(rules);
  const preview = useQuery(openingPreviewQuery(useSettled(rules)));
  const refused = problemIn(preview.error)?.fields ?? [];
  return (
    <div className="@container grid gap-3">
      <p className="text-std-18B-160">{t('title')}</p>
      {preview.isError ? (
        <Notice tone="warning" title={refused.length > 0 ? t('notYet') : t('failed')}>
          <ul>
            {refused.map(({ field, detail }) => (
              <li key={field + detail}>
                {partOf(field)}
                {detail}
              </li>
            ))}
          </ul>
        </Notice>
      ) : preview.data === undefined ? (
        <Skeleton lines={5} />
      ) : (
        <>
          <output className="block text-solid-gray-900">{preview.data.text}</output>
          <FourWeeks days={preview.data.days} />
        </>
      )}
    </div>
  );
}

/** In which row of the form a field stands. */
function usePartName(rules: OpeningRules): (field: string) => string {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  const names = {
    weekly: 'weeklyRow',
    monthly: 'monthlyRow',
    yearly: 'yearlyRow',
    exceptions: 'exceptionRow',
  } as const;
  return (field) => {
    const [list = '', at] = field.split('.');
    if (!Object.hasOwn(names, list)) return '';
    const [key, index] = [list as keyof typeof names, Number(at)];
    const part = rules[key]?.[index];
    const called = part && 'name' in part ? part.name : null;
    return `${called || t(names[key], { number: index + 1 })}　`;
  };
}

function FourWeeks({ days }: { days: readonly OpeningDay[] }) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening' });
  return (
    <table role="table" className="block w-full border-collapse @xl:table @xl:table-fixed">
      <caption className="sr-only">{t('preview.caption')}</caption>
      <thead role="rowgroup" className="sr-only @xl:not-sr-only @xl:table-header-group">
        <tr role="row">
          {weekdays.map((day) => (
            <th
              key={day}
              role="columnheader"
              scope="col"
              className="border border-solid-gray-420 bg-solid-gray-50 p-1"
            >
              {t(`days.${day}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="block @xl:table-row-group">
        {weeksOf(days).map((week) => (
          <tr key={week.find((day) => day)?.day} role="row" className="block @xl:table-row">
            {week.map((day, at) =>
              day ? (
                <DayCell key={day.day} day={day} weekday={t(`days.${weekdays[at]!}`)} />
              ) : (
                <td key={at} role="cell" className="hidden border border-solid-gray-420 @xl:table-cell">
                  <span className="sr-only">{t('preview.blank')}</span>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const looks = {
  open: 'bg-white',
  closed: 'bg-solid-gray-100 text-solid-gray-800',
  unknown: 'bg-orange-50 text-orange-1000',
};

function DayCell({ day, weekday }: { day: OpeningDay; weekday: string }) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening' });
  const { state, spans, holiday, reason } = day;
  const [, month, date] = day.day.split('-').map(Number);
  const names = [holiday, reason].filter(Boolean).join('・');
  return (
    <td
      role="cell"
      className={classes(
        'flex flex-wrap gap-x-3 border border-solid-gray-420 p-1.5 align-top text-dns-14N-130 @xl:table-cell',
        looks[state],
      )}
    >
      <span className="min-w-20 font-bold @xl:block">
        {month}/{date}
        <span className="@xl:hidden">（{weekday}）</span>
      </span>
      <span className="@xl:block">
        {state === 'open'
          ? spans.map(({ from, to }) => `${clock(from)}〜${clock(to)}`).join('、')
          : t(`does.${state}`)}
      </span>
      {names && <span className="@xl:block">{names}</span>}
    </td>
  );
}

function clock(time: string): string {
  return time.replace(/^0/, '');
}

/** The days in rows that begin on Monday; what comes before the first day stays empty. */
function weeksOf(days: readonly OpeningDay[]): (OpeningDay | undefined)[][] {
  const first = days[0];
  if (!first) return [];
  const before = (new Date(`${first.day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells = [...Array<undefined>(before).fill(undefined), ...days];
  const missing = (7 - (cells.length % 7)) % 7;
  const whole = [...cells, ...Array<undefined>(missing).fill(undefined)];
  return Array.from({ length: whole.length / 7 }, (_, week) => whole.slice(week * 7, week * 7 + 7));
}
