import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { type Column, DataTable } from '../../../components/data-table.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import type { Tombstone } from '../api/retention.js';

/** What is left of erased records. */
export function TombstonesCard({ erased }: { erased: readonly Tombstone[] }) {
  const { t } = useTranslation('matters');
  const columns: Column<Tombstone>[] = [
    {
      key: 'number',
      label: t('oversight.number'),
      names: true,
      cell: ({ number }) => t('pairs.number', { number }),
    },
    {
      key: 'ended',
      label: t('oversight.endedOn'),
      cell: ({ endedOn }) => endedOn && inEra(endedOn),
    },
    { key: 'until', label: t('oversight.keptUntil'), cell: ({ keptUntil }) => inEra(keptUntil) },
    { key: 'at', label: t('oversight.erasedAt'), cell: ({ erasedAt }) => asMoment(erasedAt) },
    { key: 'by', label: t('oversight.erasedBy'), cell: ({ erasedBy }) => erasedBy },
  ];
  return (
    <Card title={t('oversight.tombstones')}>
      {erased.length === 0 ? (
        <p>{t('oversight.noTombstones')}</p>
      ) : (
        <DataTable
          caption={t('oversight.tombstones')}
          columns={columns}
          rows={erased}
          rowKey={({ personId }) => personId}
        />
      )}
    </Card>
  );
}
