import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import { classes } from '../../../lib/classes.js';
import { upkeepQuery, type UpkeepCounts } from '../api/worklist.js';

const tiles = [
  { name: 'reports', to: '/upkeep/reports' },
  { name: 'toCheck', to: '/upkeep/to-check' },
  { name: 'approvals', to: '/directory/changes' },
  { name: 'duplicates', to: '/upkeep/duplicates' },
  { name: 'stale', to: '/upkeep/stale', calm: true },
] as const;

/** 整備の作業: every number opens its list. */
export function WorklistPage() {
  const { t } = useTranslation('upkeep');
  const counts = useQuery(upkeepQuery);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={counts}>{(found) => <Tiles counts={found} />}</Loaded>
      <p>
        <TextLink to="/upkeep/merges">{t('duplicate.merges')}</TextLink>
      </p>
    </Page>
  );
}

function Tiles({ counts }: { counts: UpkeepCounts }) {
  const { t } = useTranslation('upkeep');
  const { round } = counts;
  return (
    <ul className="grid grid-cols-2 gap-3 @2xl:grid-cols-3">
      {tiles.map(({ name, to, ...tile }) => (
        <li key={name} className="min-w-0">
          <CountTile
            to={to}
            label={t(`tile.${name}`)}
            means={t(`means.${name}`)}
            count={counts[name]}
            calls={counts[name] > 0 && !('calm' in tile)}
          />
        </li>
      ))}
      <li className="min-w-0">
        <CountTile
          to={round ? `/upkeep/rounds/${round.id}` : '/upkeep/rounds'}
          label={t('tile.round')}
          means={
            round
              ? t('means.roundWaiting', { unreachable: round.unreachable.toLocaleString('ja-JP') })
              : t('means.roundNone')
          }
          count={round?.waiting}
          calls={false}
        />
      </li>
    </ul>
  );
}

type CountTileProps = { to: string; label: string; means: string; count: number | undefined; calls: boolean };

function CountTile({ to, label, means, count, calls }: CountTileProps) {
  const { t } = useTranslation('upkeep');
  return (
    <Link
      to={to}
      className={classes(
        'flex h-full flex-col rounded-12 border px-4 py-3 hover:underline',
        calls
          ? 'border-2 border-blue-900 bg-blue-50'
          : 'border-solid-gray-420 bg-white hover:bg-solid-gray-50',
      )}
    >
      <span
        className={classes('leading-140', calls ? 'font-bold text-solid-gray-900' : 'text-solid-gray-800')}
      >
        {label}
      </span>
      <span
        className={classes(
          'text-std-28B-150 whitespace-nowrap tabular-nums',
          calls ? 'text-blue-1000' : 'text-solid-gray-800',
        )}
      >
        {count === undefined ? '—' : count.toLocaleString('ja-JP')}
        {count !== undefined && <span className="ml-1 text-std-16N-170">{t('unit')}</span>}
      </span>
      <span className="text-dns-14N-130 text-solid-gray-700">{means}</span>
    </Link>
  );
}
