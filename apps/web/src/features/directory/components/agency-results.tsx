import { lazy, Suspense, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { BareCheckbox } from '../../../components/checkbox.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Pager } from '../../../components/pager.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { PhoneLink, TextLink } from '../../../components/text-link.js';
import { classes } from '../../../lib/classes.js';
import { asShortDay } from '../../../lib/japanese-date.js';
import { mapQuery } from '../api/get-map.js';
import type { AgencyLine, AgencyPage } from '../api/search-agencies.js';
import { CompareBar, type Comparing, useComparing } from './search-comparing.js';
import { SearchActions } from './search-actions.js';
import type { Asked } from './use-agency-search.js';
import { FreshnessBadge } from './freshness-badge.js';
import { VacancyText } from './vacancy.js';

// The map is a chunk of its own: most offices never load it.
const ResultsMap = lazy(() => import('./results-map.js'));

type AgencyResultsProps = { page: AgencyPage; asked: Asked; busy: boolean };

/** The agencies found, with their number, order and pages. */
export function AgencyResults({ page, asked, busy }: AgencyResultsProps) {
  const { t } = useTranslation('directory');
  const comparing = useComparing();
  const tiles = useQuery(mapQuery).data;
  const [mapped, setMapped] = useState(false);
  const columns = useColumns(comparing, page.place !== null);
  return (
    <div className="@container grid gap-3">
      <p role="status" className="text-std-18B-160">
        {t('search.found', { total: page.total.toLocaleString('ja-JP') })}
      </p>
      <SearchActions
        total={page.total}
        asked={asked}
        map={tiles?.tileUrl ? { shown: mapped, toggle: () => setMapped(!mapped) } : undefined}
      />
      <CompareBar comparing={comparing} />
      {mapped && tiles?.tileUrl && (
        <Suspense>
          <ResultsMap agencies={page.items} tiles={tiles} />
        </Suspense>
      )}
      {page.total === 0 ? (
        <EmptyState
          title={t('search.noneTitle')}
          actions={
            <Button look="secondary" onClick={asked.clear}>
              {t('search.clear')}
            </Button>
          }
        >
          {t('search.none')}
        </EmptyState>
      ) : (
        <div aria-busy={busy} className={classes(busy && 'opacity-60')}>
          <DataTable
            caption={t('search.title')}
            columns={columns}
            rows={page.items}
            rowKey={(agency) => agency.id}
          />
        </div>
      )}
      <Pager page={page.page} perPage={page.perPage} total={page.total} />
    </div>
  );
}

function useColumns(comparing: Comparing, measured: boolean): Column<AgencyLine>[] {
  const { t } = useTranslation('directory');
  return [
    {
      key: 'name',
      label: t('column.name'),
      names: true,
      cell: (agency) => <AgencyName agency={agency} />,
    },
    { key: 'type', label: t('column.type'), cell: (agency) => agency.type.name },
    {
      key: 'area',
      label: t('column.area'),
      className: 'whitespace-nowrap',
      cell: (agency) => (
        <>
          {agency.area?.name}
          {measured && agency.distance !== null && (
            <span className="block text-dns-14N-130 text-solid-gray-700">
              {t('search.km', { km: (agency.distance / 1000).toFixed(1) })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'vacancy',
      label: t('column.vacancy'),
      className: 'whitespace-nowrap',
      cell: (agency) =>
        agency.vacancy && (
          <>
            <VacancyText vacancy={agency.vacancy} capacity={agency.vacancy.capacity} />
            {agency.vacancy.confirmedOn && agency.vacancy.state !== 'unknown' && (
              <span className="block text-dns-14N-130 text-solid-gray-700">
                {t('search.vacancyAsOf', { day: asShortDay(agency.vacancy.confirmedOn) })}
              </span>
            )}
          </>
        ),
    },
    {
      key: 'phone',
      label: t('column.phone'),
      cell: (agency) => agency.phone && <PhoneLink number={agency.phone} />,
    },
    {
      key: 'freshness',
      label: t('column.freshness'),
      cell: (agency) => <FreshnessBadge freshness={agency.freshness} />,
    },
    {
      key: 'compare',
      label: t('search.compare'),
      className: 'no-print whitespace-nowrap',
      cell: ({ id, name }) => (
        <BareCheckbox
          aria-label={t('search.compareThis', { name })}
          checked={comparing.ids.includes(id)}
          disabled={comparing.full && !comparing.ids.includes(id)}
          onChange={() => comparing.toggle(id)}
        />
      ),
    },
  ];
}

function AgencyName({ agency }: { agency: AgencyLine }) {
  const { t } = useTranslation('directory');
  const services = [...new Set(agency.services.map((service) => service.kind))].join('・');
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink to={`/agencies/${agency.id}`} className="inline-block min-h-6 font-bold">
          {agency.name}
        </TextLink>
        {agency.status === 'suspended' && <StatusBadge tone="ended">{t('search.suspended')}</StatusBadge>}
        {agency.openNow === 'open' && <StatusBadge tone="good">{t('search.openNowStates.open')}</StatusBadge>}
      </span>
      <span className="block text-dns-14N-130 text-solid-gray-700">
        {services || agency.address}
        {agency.status !== 'suspended' && agency.openNow !== 'open' && (
          <span className="block">{t(`search.openNowStates.${agency.openNow}`)}</span>
        )}
      </span>
    </>
  );
}
