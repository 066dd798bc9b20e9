import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../../components/status-badge.js';
import type { IntakeSession } from '../api/intake-sessions.js';

/** How many places are left, or how many wait. */
export function Places({ session }: { session: IntakeSession }) {
  const { t } = useTranslation('transitions');
  const { state, slots, taken, waiting } = session;
  if (state === 'cancelled') return <StatusBadge tone="ended">{t('sessions.cancelled')}</StatusBadge>;
  if (taken < slots)
    return <StatusBadge tone="good">{t('sessions.free', { free: slots - taken, slots })}</StatusBadge>;
  return <StatusBadge tone="waiting">{t('sessions.full', { waiting })}</StatusBadge>;
}
