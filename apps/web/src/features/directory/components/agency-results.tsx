import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Icon } from '../../../components/icon.js';
import { Pager } from '../../../components/pager.js';
import { PhoneLink, TextLink } from '../../../components/text-link.js';
import { classes } from '../../../lib/classes.js';
import { inEra } from '../../../lib/japanese-date.js';
import { searchSorts, type AgencyLine, type AgencyPage } from '../api/search-agencies.js';
import type { useAgencySearch } from './use-agency-search.js';
import { FreshnessTag, VacancyText } from './vacancy.js';

type AgencyResultsProps = { page: AgencyPage; asked: ReturnType<typeof useAgencySearch>; busy: boolean };

/** The agencies found, with their number, order and pages. */
export function AgencyResults({ page, asked, busy }: AgencyResultsProps) {
  const { t } = useTranslation('directory');
  const columns: Column<AgencyLine>[] = [
    { key: 'name', label: t('column.name'), names: true, cell: (agency) => <AgencyName agency={agency} /> },
    { key: 'type', label: t('column.type'), cell: (agency) => agency.type.name },
    {
      key: 'area',
      label: t('column.area'),
      className: 'whitespace-nowrap',
      cell: (agency) => agency.area?.name,
    },
    {
      key: 'vacancy',
      label: t('column.vacancy'),
      className: 'whitespace-nowrap',
      cell: (agency) =>
        agency.vacancy && <VacancyText vacancy={agency.vacancy} capacity={agency.vacancy.capacity} />,
    },
    {
      key: 'phone',
      label: t('column.phone'),
      cell: (agency) => agency.phone && <PhoneLink number={agency.phone} />,
    },
    {
      key: 'updated',
      label: t('column.updated'),
      cell: (agency) => <FreshnessTag day={agency.updatedOn} text={inEra(agency.updatedOn)} />,
    },
  ];
  return (
    <div className="@container grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p role="status" className="text-std-18B-160">
          {t('search.found', { total: page.total.toLocaleString('ja-JP') })}
        </p>
        <div className="no-print flex flex-wrap items-center gap-3">
          <label className="flex items-center gap-2">
            <span>{t('search.sort')}</span>
            <select
              value={asked.search.sort}
              onChange={(event) => asked.sortBy(event.target.value)}
              className="min-h-11 rounded-8 border border-solid-gray-600 bg-white px-3"
            >
              {searchSorts.map((sort) => (
                <option key={sort} value={sort}>
                  {t(`search.sorts.${sort}`)}
                </option>
              ))}
            </select>
          </label>
          <span className="hidden @xl:block">
            <Button look="quiet" onClick={() => window.print()}>
              <Icon name="print" />
              {t('search.print')}
            </Button>
          </span>
        </div>
      </div>
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

function AgencyName({ agency }: { agency: AgencyLine }) {
  const services = [...new Set(agency.services.map((service) => service.kind))].join('・');
  return (
    <>
      <TextLink to={`/agencies/${agency.id}`} className="inline-block min-h-6 font-bold">
        {agency.name}
      </TextLink>
      <span className="block text-dns-14N-130 text-solid-gray-700">{services || agency.address}</span>
    </>
  );
}
