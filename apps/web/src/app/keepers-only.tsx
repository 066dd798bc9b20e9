import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { Page } from '../components/page.js';
import { TextLink } from '../components/text-link.js';
import { useSession } from '../lib/session.js';

/** The pages of those who keep the directory; whoever else follows an address here is told so before anything is typed. */
export function KeepersOnly() {
  const { t } = useTranslation('app');
  const { can } = useSession();
  if (can.keepDirectory) return <Outlet />;
  return (
    <Page title={t('keepersOnly.title')} lead={t('keepersOnly.text')}>
      <p>
        <TextLink to="/">{t('keepersOnly.back')}</TextLink>
      </p>
    </Page>
  );
}
