import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Notice } from '../../../components/notice.js';
import type { Referral, ReferralLine } from '../api/get-referral.js';

/** Says that nothing is told any more, and to the source how it can go on. */
export function SuspendedNotice({ referral, line }: { referral: Referral; line: ReferralLine }) {
  const { t } = useTranslation('referrals');
  if (line.suspendedFor === 'agency') {
    return (
      <Notice tone="warning" title={t('page.suspendedTitle')}>
        {t(referral.side === 'source' ? 'page.suspendedAgencySource' : 'page.suspendedAgencyRecipient', {
          agency: line.agency.name,
        })}
      </Notice>
    );
  }
  const search = new URLSearchParams({
    agency: line.agency.id,
    categories: referral.categories.join(','),
    purposes: [...new Set([referral.purpose ?? 'intake', 'support', 'report_back'])].join(','),
    back: `/referrals/${referral.id}`,
  });
  return (
    <Notice
      tone="warning"
      title={t('page.suspendedTitle')}
      actions={
        referral.side === 'source' &&
        referral.personId && (
          <ButtonLink look="secondary" to={`/people/${referral.personId}/consents/new?${search}`}>
            {t('compose.recordConsent')}
          </ButtonLink>
        )
      }
    >
      {t(referral.side === 'source' ? 'page.suspendedSource' : 'page.suspendedRecipient')}
    </Notice>
  );
}
