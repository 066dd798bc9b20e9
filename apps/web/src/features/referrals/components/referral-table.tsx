import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Pager } from '../../../components/pager.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { Box, ReferralListItem, ReferralPage } from '../api/list-referrals.js';
import { answering } from '../referral.codes.js';
import { PaperBar, usePaperSelection, useSelectionColumn } from './paper-selection.js';
import { DueText } from './due-text.js';
import { StatusOf } from './status-of.js';

type ReferralTableProps = { page: ReferralPage; box: Box; narrowed: boolean };

/** One page of a tray. */
export function ReferralTable({ page, box, narrowed }: ReferralTableProps) {
  const { t } = useTranslation('referrals');
  const selection = usePaperSelection();
  const selecting = useSelectionColumn(selection);
  if (page.total === 0 && narrowed) {
    return (
      <EmptyState
        title={t('list.notFoundTitle')}
        actions={
          <ButtonLink look="secondary" to={`?box=${box}`}>
            {t('list.clear')}
          </ButtonLink>
        }
      />
    );
  }
  if (page.total === 0) {
    return (
      <EmptyState
        title={t(`list.noneTitle.${box}`)}
        actions={box !== 'received' && <ButtonLink to="/referrals/new">{t('list.create')}</ButtonLink>}
      >
        {t(`list.none.${box}`)}
      </EmptyState>
    );
  }
  const columns: Column<ReferralListItem>[] = [
    {
      key: 'number',
      label: t('column.number'),
      names: true,
      cell: (referral) => <NumberLink referral={referral} />,
    },
    {
      key: 'person',
      label: t('column.person'),
      cell: ({ personName }) => personName ?? <span className="text-solid-gray-700">{t('unnamed')}</span>,
    },
    box === 'received'
      ? { key: 'from', label: t('column.from'), cell: ({ otherAgency }) => otherAgency?.name }
      : { key: 'to', label: t('column.to'), cell: ({ otherAgency }) => otherAgency?.name },
    { key: 'status', label: t('column.status'), cell: (referral) => <StatusOf referral={referral} /> },
    {
      key: 'replyBy',
      label: t('column.replyBy'),
      cell: (referral) =>
        referral.replyBy && <DueText day={referral.replyBy} open={answering.includes(referral.lineStatus)} />,
    },
    ...(box === 'received'
      ? [
          {
            key: 'claimedBy',
            label: t('column.claimedBy'),
            cell: ({ claimedBy }: ReferralListItem) => claimedBy,
          },
        ]
      : []),
    { key: 'updated', label: t('column.updated'), cell: ({ changedAt }) => inEra(changedAt) },
    ...(box === 'draft' ? [] : [selecting]),
  ];
  return (
    <div className="grid gap-3">
      <p role="status" className="text-std-18B-160">
        {t('list.found', { total: page.total.toLocaleString('ja-JP') })}
      </p>
      <DataTable
        caption={t(`list.boxes.${box}`)}
        columns={columns}
        rows={page.items}
        rowKey={(referral) => referral.id}
      />
      {box !== 'draft' && <PaperBar selection={selection} shown={page.items.map(({ id }) => id)} />}
      <Pager page={page.page} perPage={page.perPage} total={page.total} />
    </div>
  );
}

function NumberLink({ referral }: { referral: ReferralListItem }) {
  const to = referral.status === 'draft' ? `/referrals/${referral.id}/compose` : `/referrals/${referral.id}`;
  return (
    <>
      <TextLink to={to} className="inline-block min-h-6 font-bold whitespace-nowrap">
        {referral.number}
      </TextLink>
      {referral.type && (
        <span className="block text-dns-14N-130 text-solid-gray-700">{referral.typeName}</span>
      )}
    </>
  );
}
