import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import type { Schema } from '../../../lib/api-client.js';
import { inEra } from '../../../lib/japanese-date.js';
import { cohortsQuery } from '../api/cohorts.js';
import { TransitionLinks } from './transition-links.js';

type Summary = Schema<'CohortSummaryView'>;

/** The groups that are handed over together. */
export function CohortsPage() {
  const { t } = useTranslation('transitions');
  const cohorts = useQuery(cohortsQuery);
  return (
    <Page
      title={t('cohorts.title')}
      lead={t('cohorts.lead')}
      actions={<ButtonLink to="/cohorts/new">{t('cohorts.new')}</ButtonLink>}
    >
      <TransitionLinks />
      <Loaded query={cohorts}>{(found) => <CohortTable cohorts={found} />}</Loaded>
    </Page>
  );
}

function CohortTable({ cohorts }: { cohorts: readonly Summary[] }) {
  const { t } = useTranslation('transitions');
  if (cohorts.length === 0) return <EmptyState title={t('cohorts.none')} />;
  const columns: Column<Summary>[] = [
    {
      key: 'name',
      label: t('cohorts.name'),
      names: true,
      cell: ({ id, title }) => <TextLink to={`/cohorts/${id}`}>{title}</TextLink>,
    },
    { key: 'to', label: t('cohorts.recipient'), cell: ({ recipient }) => recipient },
    { key: 'made', label: t('cohorts.madeOn'), cell: ({ createdAt }) => inEra(createdAt) },
    {
      key: 'progress',
      label: t('cohorts.progress'),
      cell: ({ sent, total, refused }) =>
        [t('cohorts.sent', { sent, total }), refused > 0 && t('cohorts.refused', { refused })]
          .filter(Boolean)
          .join('　'),
    },
  ];
  return <DataTable caption={t('cohorts.title')} columns={columns} rows={cohorts} rowKey={({ id }) => id} />;
}
