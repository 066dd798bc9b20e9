import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { classes } from '../../../lib/classes.js';
import { overdueQuery } from '../api/count-overdue.js';
import type { Today } from '../api/get-today.js';

type TileName = Exclude<keyof Today, 'unreadNotices'>;
type Tile = { name: TileName; to: string; tone?: 'own' | 'late' };

/** What the own agency has to do comes first, then what it waits for. */
const tiles: readonly Tile[] = [
  { name: 'arrived', to: '/referrals?box=received&status=sent', tone: 'own' },
  { name: 'toAnswer', to: '/referrals?box=received&status=received,reviewing', tone: 'own' },
  { name: 'toConfirm', to: '/referrals?box=sent&turn=own', tone: 'own' },
  { name: 'toApprove', to: '/approvals', tone: 'own' },
  { name: 'overdue', to: '/referrals?box=received&overdue=true', tone: 'late' },
  { name: 'waiting', to: '/referrals?box=sent&turn=other&status=sent,received,reviewing' },
  { name: 'supporting', to: '/referrals?box=received&status=accepted,in_progress' },
  { name: 'consentsEnding', to: '/people?consentsEnding=true' },
  { name: 'drafts', to: '/referrals?box=draft' },
];

/** What most agencies never have is shown where there is some. */
const seldom: readonly TileName[] = ['toApprove'];

/** A number that asks for something stands out; zero never does. */
const looks = {
  own: 'border-2 border-blue-900 bg-blue-50',
  late: 'border-2 border-red-900 bg-red-50',
  calm: 'border-solid-gray-420 bg-white hover:bg-solid-gray-50',
} as const;

/** The numbers of the day. */
export function Worklists({ lists }: { lists: Today }) {
  const { t } = useTranslation('today');
  const lateReceived = useQuery({ ...overdueQuery('received'), enabled: lists.overdue > 0 }).data;
  // Late answers lie in two trays; the number opens the one that has any.
  const overdueTray = lateReceived === 0 ? 'sent' : 'received';
  return (
    <section aria-label={t('lists')}>
      <ul className="grid grid-cols-2 gap-3 @2xl:grid-cols-4">
        {tiles
          .filter(({ name }) => !seldom.includes(name) || lists[name] > 0)
          .map(({ name, to, tone }) => (
            <li key={name} className="min-w-0">
              <CountTile
                label={t(`tile.${name}`)}
                means={t(`means.${name}`)}
                count={lists[name]}
                to={name === 'overdue' ? `/referrals?box=${overdueTray}&overdue=true` : to}
                tone={tone ?? 'calm'}
              />
            </li>
          ))}
      </ul>
    </section>
  );
}

type CountTileProps = { label: string; means: string; count: number; to: string; tone: keyof typeof looks };

function CountTile({ label, means, count, to, tone }: CountTileProps) {
  const { t } = useTranslation('today');
  const calls = tone !== 'calm' && count > 0;
  return (
    <Link
      to={to}
      className={classes(
        'flex h-full flex-col rounded-12 border px-4 py-3 hover:underline',
        looks[calls ? tone : 'calm'],
      )}
    >
      <span
        className={classes('leading-140', calls ? 'font-bold text-solid-gray-900' : 'text-solid-gray-800')}
      >
        {label}
      </span>
      <span
        className={classes(
          'text-std-32B-150 tabular-nums',
          count === 0 ? 'text-solid-gray-600' : 'text-solid-gray-900',
        )}
      >
        {count}
        <span className="ml-1 text-dns-16N-130">{t('unit')}</span>
      </span>
      <span className="text-dns-14N-130 text-solid-gray-700">{means}</span>
    </Link>
  );
}
