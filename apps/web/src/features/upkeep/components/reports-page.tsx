import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ChoiceLinks } from '../../../components/choice-links.js';
import type { Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import { type EntryReport, reportsQuery } from '../api/reports.js';
import { usePageNumber } from './use-page-number.js';
import { useReportSource } from './use-report-source.js';

/** Reports of errors: those one may answer and those one has made. */
export function ReportsPage() {
  const { t } = useTranslation('upkeep');
  const { can } = useSession();
  const [params] = useSearchParams();
  const sourceOf = useReportSource();
  const open = params.get('show') !== 'all';
  const reports = useQuery(reportsQuery(open, usePageNumber()));
  const columns: Column<EntryReport>[] = [
    {
      key: 'what',
      label: t('report.column.what'),
      names: true,
      cell: ({ id, topicName, words }) => (
        <>
          <TextLink to={`/upkeep/reports/${id}`} className="inline-block min-h-6 font-bold">
            {topicName}
          </TextLink>
          <span className="line-clamp-2">{words}</span>
        </>
      ),
    },
    { key: 'agency', label: t('report.column.agency'), cell: ({ agencyName }) => agencyName },
    { key: 'from', label: t('report.column.from'), cell: sourceOf },
    { key: 'when', label: t('report.column.when'), cell: ({ createdAt }) => asMoment(createdAt) },
    {
      key: 'state',
      label: t('report.column.state'),
      cell: ({ state, stateName }) => (
        <StatusBadge tone={state === 'open' ? 'waiting' : 'ended'}>{stateName}</StatusBadge>
      ),
    },
  ];
  return (
    <Page
      title={t('report.title')}
      lead={can.keepDirectory ? t('report.lead') : t('report.leadOwn')}
      trail={can.keepDirectory ? [{ to: '/upkeep', label: t('trail') }] : []}
    >
      <ChoiceLinks
        label={t('report.filter')}
        choices={[
          { to: '?', label: t('report.open'), chosen: open },
          { to: '?show=all', label: t('report.all'), chosen: !open },
        ]}
      />
      <Loaded query={reports}>
        {(page) => (
          <PagedTable
            page={page}
            caption={t('report.title')}
            columns={columns}
            rowKey={({ id }) => id}
            empty={open ? t('report.noneOpen') : t('report.none')}
          />
        )}
      </Loaded>
    </Page>
  );
}
