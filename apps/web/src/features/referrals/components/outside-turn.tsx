import { useTranslation } from 'react-i18next';
import type { Referral } from '../api/get-referral.js';

/** How a referral stands that only agencies outside the portal were asked. */
export function OutsideTurn({ referral }: { referral: Referral }) {
  const { t } = useTranslation('conversation');
  return (
    <p className="text-std-20B-150 text-solid-gray-900">
      {t('outside.turn', { status: referral.statusName })}
    </p>
  );
}
