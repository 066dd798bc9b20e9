import { useTranslation } from 'react-i18next';
import { Page } from '../components/page.js';
import { TextLink } from '../components/text-link.js';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation('app');
  return (
    <Page title={t('notFound.title')} lead={t('notFound.text')}>
      <p>
        <TextLink to="/">{t('nav.today')}</TextLink>
      </p>
    </Page>
  );
}
