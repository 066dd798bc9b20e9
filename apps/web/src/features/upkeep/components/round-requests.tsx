import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import type { Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { PagedTable } from '../../../components/paged-table.js';
import { PhoneConfirmationDialog } from '../../../components/phone-confirmation-dialog.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { PhoneLink, TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { type RoundList, type RoundRequest, roundRequestsQuery } from '../api/rounds.js';
import { AgencyCell } from './agency-cell.js';
import { FreshnessBadge } from './freshness-badge.js';
import { RoundNarrowingFields, useRoundNarrowing } from './round-narrowing.js';
import { usePageNumber } from './use-page-number.js';

const tones = { waiting: 'waiting', confirmed: 'good', correcting: 'danger' } as const;

type RoundRequestsProps = { roundId: string; list: RoundList; isOpen: boolean };

/** The agencies of one list of a round. Whoever was reached by telephone is recorded here. */
export function RoundRequests({ roundId, list, isOpen }: RoundRequestsProps) {
  const { t } = useTranslation('upkeep');
  const requests = useQuery(roundRequestsQuery(roundId, list, usePageNumber(), useRoundNarrowing()));
  const [phoned, setPhoned] = useState<RoundRequest>();
  const mayRecord = isOpen && ['waiting', 'unreachable', 'all'].includes(list);
  const columns: Column<RoundRequest>[] = [
    {
      key: 'name',
      label: t('round.column.name'),
      names: true,
      cell: (row) => <AgencyCell agency={row} id={row.agencyId} />,
    },
    {
      key: 'phone',
      label: t('round.column.phone'),
      cell: ({ phone }) => phone && <PhoneLink number={phone} />,
    },
    {
      key: 'last',
      label: t('round.column.last'),
      cell: ({ freshness }) => <FreshnessBadge freshness={freshness} />,
    },
    {
      key: 'mail',
      label: t('round.column.mail'),
      className: 'whitespace-nowrap',
      cell: ({ mailState, reminders }) => (
        <>
          {t(`round.mail.${mailState}`)}
          {reminders > 0 && (
            <span className="block text-dns-14N-130 text-solid-gray-700">
              {t('round.reminded', { count: reminders })}
            </span>
          )}
        </>
      ),
    },
    { key: 'answer', label: t('round.column.answer'), cell: (row) => <AnswerText row={row} /> },
    {
      key: 'do',
      label: t('round.column.do'),
      className: 'whitespace-nowrap',
      cell: (row) =>
        row.state === 'waiting' && (
          <Button
            look="secondary"
            aria-label={`${t('round.phoneDone')}　${row.name}`}
            onClick={() => setPhoned(row)}
          >
            {t('round.phoneDone')}
          </Button>
        ),
    },
  ];
  return (
    <div>
      {list === 'unreachable' && <p className="mb-4">{t('round.unreachableLead')}</p>}
      <RoundNarrowingFields />
      <Loaded query={requests}>
        {(page) => (
          <div>
            <PagedTable
              page={page}
              caption={t(`round.list.${list}`)}
              columns={columns.filter(({ key }) => key !== 'do' || mayRecord)}
              rowKey={({ id }) => id}
              empty={t('round.empty')}
            />
            {phoned && (
              <PhoneConfirmationDialog
                agencyId={phoned.agencyId}
                agencyName={phoned.name}
                onClose={() => setPhoned(undefined)}
              />
            )}
          </div>
        )}
      </Loaded>
    </div>
  );
}

function AnswerText({ row }: { row: RoundRequest }) {
  const { t } = useTranslation('upkeep');
  return (
    <>
      <StatusBadge tone={tones[row.state]}>{t(`round.list.${row.state}`)}</StatusBadge>
      {row.state !== 'waiting' && (
        <span className="block text-dns-14N-130 text-solid-gray-700">
          {[row.howName, row.answeredBy, row.answeredAt && inEra(row.answeredAt)].filter(Boolean).join('、')}
        </span>
      )}
      {row.state === 'correcting' && (
        <span className="block">
          <TextLink to="/upkeep/reports">{t('report.title')}</TextLink>
        </span>
      )}
    </>
  );
}
