import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { TextLink } from '../../../components/text-link.js';
import { asMonthDay, todayInTokyo } from '../../../lib/japanese-date.js';
import { type UpkeepCounts, upkeepQuery } from '../api/get-upkeep.js';

const lists = [
  { name: 'reports', to: '/upkeep/reports' },
  { name: 'toCheck', to: '/upkeep/to-check' },
  { name: 'approvals', to: '/directory/changes' },
  { name: 'duplicates', to: '/upkeep/duplicates' },
] as const;

/** What waits for whoever keeps the directory: only what is not empty, and approvals wherever the network asks for them. */
export function UpkeepCard() {
  const { t } = useTranslation('today');
  const counts = useQuery(upkeepQuery);
  return (
    <Card title={t('upkeep.title')}>
      <Loaded query={counts} lines={2}>
        {(found) => <Waiting counts={found} />}
      </Loaded>
      <p className="mt-3">
        <TextLink to="/upkeep">{t('upkeep.all')}</TextLink>
      </p>
    </Card>
  );
}

function Waiting({ counts }: { counts: UpkeepCounts }) {
  const { t } = useTranslation('today');
  const waiting = lists.filter(
    ({ name }) => counts[name] > 0 || (name === 'approvals' && counts.wantsApproval),
  );
  if (waiting.length + counts.proofs.length === 0)
    return <p className="text-solid-gray-700">{t('upkeep.none')}</p>;
  return (
    <ul className="divide-y divide-solid-gray-300">
      {waiting.map(({ name, to }) => (
        <WaitingRow key={name} to={to} label={t(`upkeep.${name}`)} count={counts[name]} />
      ))}
      {counts.proofs.map(({ leafletId, title, answerBy, open }) => (
        <WaitingRow
          key={leafletId}
          to={`/leaflets/${leafletId}`}
          label={t('upkeep.proofs', { title })}
          means={t(answerBy < todayInTokyo() ? 'upkeep.proofsOver' : 'upkeep.proofsBy', {
            day: asMonthDay(answerBy),
          })}
          count={open}
        />
      ))}
    </ul>
  );
}

type WaitingRowProps = { to: string; label: string; means?: string; count: number };

function WaitingRow({ to, label, means, count }: WaitingRowProps) {
  const { t } = useTranslation('today');
  return (
    <li className="flex items-baseline justify-between gap-4 py-2 first:pt-0">
      <span className="min-w-0">
        <TextLink to={to}>{label}</TextLink>
        {means && <span className="block text-dns-14N-130 text-solid-gray-700">{means}</span>}
      </span>
      <span className="shrink-0 font-bold tabular-nums">
        {count.toLocaleString('ja-JP')}
        {t('unit')}
      </span>
    </li>
  );
}
