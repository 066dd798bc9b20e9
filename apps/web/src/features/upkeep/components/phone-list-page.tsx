import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, DownloadLink } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Icon } from '../../../components/icon.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { classes } from '../../../lib/classes.js';
import { phoneListQuery, phoneSheetAddress, type RoundRequest } from '../api/rounds.js';
import { RoundNarrowingFields, useRoundNarrowing } from './round-narrowing.js';

/** Whom to call, on paper: for those whom no mail reaches. */
export function PhoneListPage() {
  const { t } = useTranslation('upkeep');
  const { roundId = '' } = useParams();
  const narrowing = useRoundNarrowing();
  const requests = useQuery(phoneListQuery(roundId, narrowing));
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
        <>
          <DownloadLink look="secondary" href={phoneSheetAddress(roundId, narrowing)}>
            {t('round.csv')}
          </DownloadLink>
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            {t('round.print')}
          </Button>
        </>
      }
    >
      <RoundNarrowingFields />
      <Loaded query={requests}>
        {(page) =>
          page.total === 0 ? (
            <EmptyState title={t('round.empty')} />
          ) : (
            <>
              {page.total > page.items.length && (
                <Notice>
                  {t('round.phoneMore', {
                    total: page.total.toLocaleString('ja-JP'),
                    shown: page.items.length.toLocaleString('ja-JP'),
                  })}
                </Notice>
              )}
              {byArea(page.items).map(([area, rows], at) => (
                <section key={area} className={classes('grid gap-2', at > 0 && 'print:break-before-page')}>
                  <h2 className="text-std-20B-150">{area || t('round.noArea')}</h2>
                  <DataTable
                    caption={`${t('round.phoneTitle')}　${area || t('round.noArea')}`}
                    columns={columns}
                    rows={rows}
                    rowKey={({ id }) => id}
                  />
                </section>
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

/** The rows of one area together, in the order in which they come. */
function byArea(rows: readonly RoundRequest[]): [string, RoundRequest[]][] {
  const areas = new Map<string, RoundRequest[]>();
  for (const row of rows) {
    const area = row.areaName ?? '';
    areas.set(area, areas.get(area) ?? []);
    areas.get(area)!.push(row);
  }
  return [...areas];
}
