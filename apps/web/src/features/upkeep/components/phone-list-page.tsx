import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Icon } from '../../../components/icon.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { type RoundRequest, roundRequestsQuery } from '../api/rounds.js';
import { RoundNarrowingFields, useRoundNarrowing } from './round-narrowing.js';
import { usePageNumber } from './use-page-number.js';

const perPage = 100;

/** Whom to call, on paper: for those whom no mail reaches. */
export function PhoneListPage() {
  const { t } = useTranslation('upkeep');
  const { roundId = '' } = useParams();
  const requests = useQuery(
    roundRequestsQuery(roundId, 'unreachable', usePageNumber(), { perPage, ...useRoundNarrowing() }),
  );
  const columns: Column<RoundRequest>[] = [
    {
      key: 'done',
      label: t('round.phoneColumn.done'),
      cell: () => (
        <span aria-hidden="true" className="inline-block size-5 border border-solid-gray-800 align-middle" />
      ),
    },
    {
      key: 'name',
      label: t('round.phoneColumn.name'),
      names: true,
      cell: ({ name, typeName, areaName }) => (
        <>
          <span className="font-bold">{name}</span>
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {[typeName, areaName].filter(Boolean).join('／')}
          </span>
        </>
      ),
    },
    {
      key: 'phone',
      label: t('round.phoneColumn.phone'),
      className: 'whitespace-nowrap',
      cell: ({ phone }) => phone,
    },
    { key: 'window', label: t('round.phoneColumn.window'), cell: ({ window }) => window },
    { key: 'last', label: t('round.phoneColumn.last'), cell: ({ freshness }) => freshness.text },
    { key: 'note', label: t('round.phoneColumn.note'), className: 'w-1/5', cell: () => null },
  ];
  return (
    <Page
      title={t('round.phoneTitle')}
      lead={t('round.phoneLead')}
      trail={[
        { to: '/upkeep', label: t('trail') },
        { to: `/upkeep/rounds/${roundId}?list=unreachable`, label: t('round.listTitle') },
      ]}
      actions={
        <Button onClick={() => window.print()}>
          <Icon name="print" />
          {t('round.print')}
        </Button>
      }
    >
      <RoundNarrowingFields />
      <Loaded query={requests}>
        {(page) =>
          page.total === 0 ? (
            <EmptyState title={t('round.empty')} />
          ) : (
            <div>
              <DataTable
                caption={t('round.phoneTitle')}
                columns={columns}
                rows={page.items}
                rowKey={({ id }) => id}
              />
              <Pager page={page.page} perPage={page.perPage} total={page.total} />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
