import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Card } from '../../../components/card.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { yearsQuery, type CouncilYear } from '../api/year-plans.js';
import { DatesViews } from './dates-views.js';
import { fiscalYearName, fiscalYearOf } from './fiscal-year.js';
import { fiscalMonths, usePlannedTime, useStandingWords } from './plan-words.js';
import { YearFiles } from './year-files.js';

/** The year of all councils in which one has a part: the secretariat runs its whole year from here. */
export function YearsPage() {
  const { t } = useTranslation('meetingDates');
  const [params] = useSearchParams();
  const now = fiscalYearOf(todayInTokyo());
  const chosen = Number(params.get('year')) || now;
  const years = useQuery(yearsQuery(chosen));
  return (
    <Page title={t('year.title')} lead={t('year.lead')}>
      <DatesViews />
      <ChoiceLinks
        label={t('year.years')}
        choices={[now + 1, now, now - 1].map((year) => ({
          to: `?year=${year}`,
          label: t('year.name', { year: fiscalYearName(year) }),
          chosen: chosen === year,
        }))}
      />
      <Loaded query={years}>{(found) => <Years years={found} fiscalYear={chosen} />}</Loaded>
    </Page>
  );
}

function Years({ years, fiscalYear }: { years: readonly CouncilYear[]; fiscalYear: number }) {
  const { t } = useTranslation('meetingDates');
  if (years.length === 0) return <p className="text-solid-gray-700">{t('year.none')}</p>;
  const printable = years.some(({ plan, others }) => plan !== null || others.length > 0);
  return (
    <>
      {printable && <YearFiles fiscalYear={fiscalYear} hasTwoNames={years[0]!.hasTwoNames} />}
      <Card title={t('year.standing')}>
        <Standings years={years} fiscalYear={fiscalYear} />
      </Card>
      <Card title={t('year.grid')}>
        <Months years={years} />
      </Card>
    </>
  );
}

function Standings({ years, fiscalYear }: { years: readonly CouncilYear[]; fiscalYear: number }) {
  const { t } = useTranslation('meetingDates');
  const words = useStandingWords();
  const columns: Column<CouncilYear>[] = [
    {
      key: 'council',
      label: t('year.council'),
      names: true,
      cell: ({ council }) => (
        <TextLink to={`/councils/${council.id}?year=${fiscalYear}`}>{council.name}</TextLink>
      ),
    },
    {
      key: 'standing',
      label: t('year.standing'),
      cell: (year) => (year.plan ? words(year) : t('year.noPlan')),
    },
    {
      key: 'state',
      label: t('year.state'),
      cell: ({ standing }) =>
        standing.isBehind ? <StatusBadge tone="waiting">{t('year.behindShort')}</StatusBadge> : null,
    },
  ];
  return (
    <DataTable
      caption={t('year.standing')}
      columns={columns}
      rows={years}
      rowKey={({ council }) => council.id}
    />
  );
}

type Entry = {
  key: string;
  day: string;
  month: number | null;
  words: string;
  to: string;
  council: string;
  state: string;
};

/** One line per month with what is on in it; slots without a month come last. */
function Months({ years }: { years: readonly CouncilYear[] }) {
  const { t } = useTranslation('meetingDates');
  const time = usePlannedTime();
  const entries = years.flatMap((year): Entry[] => [
    ...year.slots.map((slot) => ({
      key: slot.id,
      day: slot.meeting?.day ?? '',
      month: slot.meeting ? Number(slot.meeting.day.slice(5, 7)) : slot.month,
      words: [
        t('year.nth', { count: slot.position }),
        slot.meeting?.title ?? (slot.theme || t('year.noTheme')),
        slot.meeting ? time(slot.meeting) : '',
      ]
        .filter(Boolean)
        .join('　'),
      to: slot.meeting
        ? `/meetings/${slot.meeting.id}`
        : `/councils/${year.council.id}?year=${year.fiscalYear}`,
      council: year.council.name,
      state: slot.state === 'dropped' ? slot.stateName : (slot.meeting?.stateName ?? slot.stateName),
    })),
    ...year.others.map((meeting) => ({
      key: meeting.id,
      day: meeting.day,
      month: Number(meeting.day.slice(5, 7)),
      words: `${meeting.title}　${time(meeting)}`,
      to: `/meetings/${meeting.id}`,
      council: year.council.name,
      state: meeting.stateName,
    })),
  ]);
  const rows = [...fiscalMonths, null].map((month) => ({
    month,
    entries: entries
      .filter((entry) => entry.month === month)
      .sort((one, other) => one.day.localeCompare(other.day)),
  }));
  const shown = rows.filter((row) => row.month !== null || row.entries.length > 0);
  return (
    <dl className="grid">
      {shown.map(({ month, entries: on }) => (
        <div key={month ?? 'none'} className="flex flex-wrap gap-x-4 border-b border-solid-gray-300 py-2">
          <dt className="w-16 shrink-0 font-bold">
            {month === null ? t('year.noMonth') : t('year.monthName', { count: month })}
          </dt>
          <dd className="min-w-0 flex-1 basis-60">
            <ul className="grid gap-2">
              {on.map((entry) => (
                <li key={entry.key}>
                  <TextLink to={entry.to}>{entry.words}</TextLink>
                  <span className="block text-dns-14N-130 text-solid-gray-700">
                    {entry.council}　{entry.state}
                  </span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}
