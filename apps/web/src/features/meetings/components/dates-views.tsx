import { useTranslation } from 'react-i18next';
import { TabLinks } from '../../../components/tab-links.js';

/** The three ways to look at meetings: by council, by day, by year. */
export function DatesViews() {
  const { t } = useTranslation('meetingDates');
  return (
    <TabLinks
      label={t('views.label')}
      tabs={[
        { to: '/councils', label: t('views.councils'), end: true },
        { to: '/meetings', label: t('views.calendar'), end: true },
        { to: '/year-plans', label: t('views.years') },
      ]}
    />
  );
}
