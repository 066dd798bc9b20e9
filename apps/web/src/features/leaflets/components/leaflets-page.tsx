import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ButtonLink } from '../../../components/button.js';
import type { Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { leafletsQuery, type LeafletLine } from '../api/get-leaflets.js';
import { countOf, leafletTones } from '../standing-look.js';

/** The editions of the network's leaflet. */
export function LeafletsPage() {
  const { t } = useTranslation('leaflets');
  const [params] = useSearchParams();
  const leaflets = useQuery(leafletsQuery(Math.max(1, Number(params.get('page')) || 1)));
  const columns: Column<LeafletLine>[] = [
    {
      key: 'title',
      label: t('list.column.title'),
      names: true,
      cell: ({ id, title }) => (
        <TextLink to={`/leaflets/${id}`} className="font-bold">
          {title}
        </TextLink>
      ),
    },
    {
      key: 'state',
      label: t('list.column.state'),
      cell: ({ state, stateName }) => <StatusBadge tone={leafletTones[state]}>{stateName}</StatusBadge>,
    },
    { key: 'issuedOn', label: t('list.column.issuedOn'), cell: ({ issuedOn }) => inEra(issuedOn) },
    { key: 'answerBy', label: t('list.column.answerBy'), cell: ({ answerBy }) => inEra(answerBy) },
    {
      key: 'answers',
      label: t('list.column.answers'),
      cell: (leaflet) => t('list.answers', { agreed: countOf(leaflet, 'agreed'), total: leaflet.total }),
    },
  ];
  const create = <ButtonLink to="/leaflets/new">{t('list.create')}</ButtonLink>;
  return (
    <Page title={t('list.title')} lead={t('list.lead')} actions={create}>
      <Loaded query={leaflets}>
        {(page) => (
          <PagedTable
            page={page}
            caption={t('list.caption')}
            columns={columns}
            rowKey={({ id }) => id}
            empty={
              <EmptyState title={t('list.emptyTitle')} actions={create}>
                {t('list.empty')}
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
