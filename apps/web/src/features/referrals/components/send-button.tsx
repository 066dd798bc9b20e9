import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { approvalsQuery } from '../api/approvals.js';
import { completenessQuery } from '../api/get-completeness.js';
import { HandInDialog } from './hand-in-dialog.js';
import { SendDialog } from './send-dialog.js';
import { namesOf } from './recipient-names.js';
import type { StepProps } from './step-props.js';

/** Sends the draft once nothing is missing, or hands it in where a superior approves; what is still unsaved is saved first. */
export function SendButton({ referral, writing, recipients }: StepProps) {
  const { t } = useTranslation('referrals');
  const { t: tApprovals } = useTranslation('approvals');
  const completeness = useQuery(completenessQuery(referral.id)).data;
  const approvals = useQuery(approvalsQuery(referral.id)).data;
  const [asking, setAsking] = useState<'send' | 'handIn'>();
  if (!completeness?.ready || !approvals) return null;
  const { rule, isNeeded, hasApprover, requests } = approvals;
  const isWaiting = requests.at(-1)?.state === 'waiting';
  if (isNeeded && !isWaiting && !hasApprover) return <p>{tApprovals('nobody')}</p>;
  if (isNeeded && isWaiting) return <p>{tApprovals('waiting')}</p>;
  const ask = (what: 'send' | 'handIn') => void writing.save().then((safe) => safe && setAsking(what));
  const shared = {
    referral,
    version: writing.version,
    agency: namesOf(recipients, t),
    onClose: () => setAsking(undefined),
  };
  return (
    <div className="flex flex-wrap gap-3">
      {rule !== 'never' && !isWaiting && hasApprover && (
        <Button look={isNeeded ? 'primary' : 'secondary'} onClick={() => ask('handIn')}>
          {tApprovals('handIn')}
        </Button>
      )}
      {!isNeeded && <Button onClick={() => ask('send')}>{t('compose.send')}</Button>}
      {asking === 'send' && <SendDialog {...shared} />}
      {asking === 'handIn' && <HandInDialog {...shared} />}
    </div>
  );
}
