import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { colleaguesQuery } from '../../../lib/colleagues.js';
import { inEra } from '../../../lib/japanese-date.js';
import { claimLine } from '../api/keep-line.js';
import type { Referral, ReferralLine } from '../api/get-referral.js';
import { answering, ended } from '../referral.codes.js';
import { ExtensionDialog } from './extension-dialog.js';
import { ReconfirmationDialog } from './reconfirmation-dialog.js';

/** What keeps a line going beside its steps: who has taken it, its deadline, whether whoever waits still wishes. */
export function LineDesk({ referral, line }: { referral: Referral; line: ReferralLine }) {
  const { t } = useTranslation('referrals');
  const [asking, setAsking] = useState<'extension' | 'reconfirmation'>();
  const isOwnDesk = referral.side === 'recipient' && line.status !== 'queued' && !ended.includes(line.status);
  const mayExtend = referral.side === 'source' && answering.includes(line.status);
  const mayReconfirm = line.status === 'waitlisted';
  if (!isOwnDesk && !mayExtend && !mayReconfirm) return null;
  return (
    <div className="no-print flex flex-wrap items-center gap-x-6 gap-y-3">
      {isOwnDesk && <Claim referral={referral} line={line} />}
      {mayExtend && (
        <Button look="secondary" onClick={() => setAsking('extension')}>
          {t('desk.extend')}
        </Button>
      )}
      {mayReconfirm && (
        <span className="flex flex-wrap items-center gap-3">
          {line.reconfirmOn && t('desk.reconfirmOn', { day: inEra(line.reconfirmOn) })}
          <Button look="secondary" onClick={() => setAsking('reconfirmation')}>
            {t('desk.reconfirm')}
          </Button>
        </span>
      )}
      {asking === 'extension' && (
        <ExtensionDialog referral={referral} line={line} onClose={() => setAsking(undefined)} />
      )}
      {asking === 'reconfirmation' && (
        <ReconfirmationDialog referral={referral} line={line} onClose={() => setAsking(undefined)} />
      )}
    </div>
  );
}

function Claim({ referral, line }: { referral: Referral; line: ReferralLine }) {
  const { t } = useTranslation('referrals');
  const colleagues = useQuery(colleaguesQuery).data ?? [];
  const claiming = useMutation({ mutationFn: claimLine });
  return (
    <label className="flex flex-wrap items-center gap-2">
      <span>{t('desk.inCharge')}</span>
      <select
        className="min-h-11 rounded-8 border border-solid-gray-600 bg-white px-3"
        value={line.claimedBy ?? ''}
        disabled={claiming.isPending}
        onChange={(event) =>
          claiming.mutate({
            referralId: referral.id,
            lineId: line.id,
            accountId: event.target.value || null,
          })
        }
      >
        <option value="">{t('desk.nobody')}</option>
        {colleagues.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
