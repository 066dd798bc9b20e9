import { useTranslation } from 'react-i18next';

/** Writes a month (YYYY-MM) as people say it. */
export function useMonth(): (month: string) => string {
  const { t } = useTranslation('vacancyInquiries');
  return (text) => {
    const [year, month] = text.split('-').map(Number);
    return t('month', { year, month });
  };
}
