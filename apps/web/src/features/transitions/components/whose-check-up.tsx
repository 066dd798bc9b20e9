import { useTranslation } from 'react-i18next';
import { TextLink } from '../../../components/text-link.js';
import type { CheckUp } from '../api/check-ups.js';

/** One of the own people, or somebody whom a referral has brought. */
export function WhoseCheckUp({ check: { personId, personName, referral } }: { check: CheckUp }) {
  const { t } = useTranslation('transitions');
  if (personId) return <TextLink to={`/people/${personId}`}>{personName}</TextLink>;
  if (!referral) return null;
  return (
    <>
      <TextLink to={`/referrals/${referral.id}`}>
        {personName ?? t('checks.byNumber', { number: referral.number })}
      </TextLink>
      <span className="block text-dns-14N-130 text-solid-gray-700">{t('checks.handedOver')}</span>
    </>
  );
}
