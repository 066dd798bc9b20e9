import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../../components/status-badge.js';
import { classes } from '../../../lib/classes.js';
import { daysUntil } from '../../../lib/japanese-date.js';
import type { VacancyState } from '../api/search-agencies.js';

const freshDays = 90;

type ToldVacancy = { state: VacancyState; stateName: string; available: number | null };

/** Free places, in one short text. */
export function VacancyText({ vacancy, capacity }: { vacancy: ToldVacancy; capacity: number | null }) {
  const { t } = useTranslation('directory');
  const { state, stateName, available } = vacancy;
  const free = state === 'open' || state === 'few';
  return (
    <span>
      <span className={classes(free ? 'font-bold text-green-1000' : 'text-solid-gray-700')}>
        {free && available ? t('vacancy.places', { state: stateName, count: available }) : stateName}
      </span>
      {capacity !== null && (
        <span className="block text-dns-14N-130 text-solid-gray-700">
          {t('vacancy.capacity', { count: capacity })}
        </span>
      )}
    </span>
  );
}

/** A day of information, and a warning word when it is old. */
export function FreshnessTag({ day, text }: { day: string; text: string }) {
  const { t } = useTranslation('directory');
  const old = -daysUntil(day) > freshDays;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="whitespace-nowrap">{text}</span>
      {old && <StatusBadge tone="waiting">{t('vacancy.stale')}</StatusBadge>}
    </span>
  );
}
