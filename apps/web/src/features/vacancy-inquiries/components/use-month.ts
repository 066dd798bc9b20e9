import { useTranslation } from 'react-i18next';
import { monthInEra } from '../../../lib/japanese-date.js';

/** Writes a month (YYYY-MM) from which on somebody would come, as people say it. */
export function useMonth(): (month: string) => string {
  const { t } = useTranslation('vacancyInquiries');
  return (text) => t('month', { month: monthInEra(text) });
}
