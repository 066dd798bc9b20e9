import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { ConfirmEntryButton } from '../../../components/confirm-entry-button.js';
import { Notice } from '../../../components/notice.js';
import { TextLink } from '../../../components/text-link.js';
import { ownEntryQuery } from '../api/get-own-entry.js';

/** Asks for one click while the own entry waits to be confirmed, and tells of errors that were reported. */
export function OwnEntryNotice() {
  const { t } = useTranslation('today');
  const own = useQuery(ownEntryQuery).data;
  if (!own) return null;
  return (
    <>
      {own.asked && (
        <Notice
          title={t('ownEntry.title')}
          actions={
            <>
              <ConfirmEntryButton agencyId={own.id} />
              <ButtonLink look="secondary" to={`/agencies/${own.id}`}>
                {t('ownEntry.look')}
              </ButtonLink>
            </>
          }
        >
          {t('ownEntry.text', { freshness: own.freshness.text })}
        </Notice>
      )}
      {own.openReports > 0 && (
        <Notice tone="warning" title={t('ownEntry.reports', { count: own.openReports })}>
          <TextLink to="/upkeep/reports">{t('ownEntry.openReports')}</TextLink>
        </Notice>
      )}
    </>
  );
}
