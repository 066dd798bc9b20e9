import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../../components/status-badge.js';
import { daysUntil, inEra } from '../../../lib/japanese-date.js';

const soonDays = 7;

/** A day by which something is wanted, and how near it is while somebody still waits. */
export function DueText({ day, open }: { day: string; open: boolean }) {
  const { t } = useTranslation('referrals');
  const left = daysUntil(day);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="whitespace-nowrap">{inEra(day)}</span>
      {open && left < 0 && <StatusBadge tone="danger">{t('overdue', { days: -left })}</StatusBadge>}
      {open && left === 0 && <StatusBadge tone="waiting">{t('dueToday')}</StatusBadge>}
      {open && left > 0 && left <= soonDays && (
        <StatusBadge tone="waiting">{t('dueIn', { days: left })}</StatusBadge>
      )}
    </span>
  );
}
