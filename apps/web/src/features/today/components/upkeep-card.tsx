import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { TextLink } from '../../../components/text-link.js';
import { upkeepQuery } from '../api/get-upkeep.js';

const lists = [
  { name: 'reports', to: '/upkeep/reports' },
  { name: 'toCheck', to: '/upkeep/to-check' },
  { name: 'approvals', to: '/directory/changes' },
  { name: 'duplicates', to: '/upkeep/duplicates' },
] as const;

/** What waits for whoever keeps the directory; only what is not empty. */
export function UpkeepCard() {
  const { t } = useTranslation('today');
  const counts = useQuery(upkeepQuery);
  return (
    <Card title={t('upkeep.title')}>
      <Loaded query={counts} lines={2}>
        {(found) => {
          const waiting = lists.filter(({ name }) => found[name] > 0);
          return waiting.length === 0 ? (
            <p className="text-solid-gray-700">{t('upkeep.none')}</p>
          ) : (
            <ul className="divide-y divide-solid-gray-300">
              {waiting.map(({ name, to }) => (
                <li key={name} className="flex items-baseline justify-between gap-4 py-2 first:pt-0">
                  <TextLink to={to}>{t(`upkeep.${name}`)}</TextLink>
                  <span className="font-bold tabular-nums">
                    {found[name].toLocaleString('ja-JP')}
                    {t('unit')}
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <p className="mt-3">
        <TextLink to="/upkeep">{t('upkeep.all')}</TextLink>
      </p>
    </Card>
  );
}
