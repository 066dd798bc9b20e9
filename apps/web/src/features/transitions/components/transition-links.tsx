import { useTranslation } from 'react-i18next';
import { TabLinks } from '../../../components/tab-links.js';

/** The pages of what comes up by the calendar. */
export function TransitionLinks() {
  const { t } = useTranslation('transitions');
  return (
    <TabLinks
      label={t('links')}
      tabs={[
        { to: '/support-terms', label: t('terms.title') },
        { to: '/transition-cases', label: t('casesTitle') },
        { to: '/check-ups', label: t('checks.title') },
        { to: '/intake-sessions', label: t('sessions.title') },
        { to: '/cohorts', label: t('cohorts.title') },
      ]}
    />
  );
}
