import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Notice } from '../../../components/notice.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { approvalsQuery, takeApprovalBack, type Approval } from '../api/approvals.js';
import type { Referral } from '../api/get-referral.js';
import { ApproveDialog, SendBackDialog } from './approval-dialogs.js';

/** How a draft stands with whoever has to approve it. */
export function ApprovalPart({ referral }: { referral: Referral }) {
  const { t } = useTranslation('approvals');
  const isDraft = referral.status === 'draft' && referral.side === 'source';
  const approvals = useQuery({ ...approvalsQuery(referral.id), enabled: isDraft }).data;
  const last = approvals?.requests.at(-1);
  if (!isDraft || !approvals) return null;
  if (!last) return approvals.isNeeded ? <p>{t(approvals.hasApprover ? 'needed' : 'nobody')}</p> : null;
  if (last.state === 'waiting') return <WaitingApproval referral={referral} approval={last} />;
  if (last.state === 'returned')
    return (
      <Notice tone="warning" title={t('returned')}>
        <p>{last.decidedAt && t('returnedBy', { name: last.decidedBy, moment: asMoment(last.decidedAt) })}</p>
        <p className="whitespace-pre-line">{last.reason}</p>
      </Notice>
    );
  if (last.state === 'overtaken')
    return (
      <Notice tone="warning" title={t('overtaken')}>
        {t('overtakenWhy')}
      </Notice>
    );
  return approvals.isNeeded ? (
    <p>
      {t('withdrawn')}
      {t('needed')}
    </p>
  ) : null;
}

function WaitingApproval({ referral, approval }: { referral: Referral; approval: Approval }) {
  const { t } = useTranslation('approvals');
  const say = useSay();
  const keyFor = useAttemptKey();
  const [asking, setAsking] = useState<'approve' | 'sendBack'>();
  const taking = useMutation({ mutationFn: takeApprovalBack, onSuccess: () => say(t('takenBack')) });
  const close = () => setAsking(undefined);
  return (
    <div className="grid justify-items-start gap-3">
      <div>
        <p className="text-std-18B-160">{t(approval.mayDecide ? 'waitingYours' : 'waiting')}</p>
        <p>{t('askedBy', { name: approval.askedBy, moment: asMoment(approval.askedAt) })}</p>
        {approval.note && <p className="whitespace-pre-line">「{approval.note}」</p>}
        {approval.duplicateReason && <p>{t('duplicateReason', { reason: approval.duplicateReason })}</p>}
        <p className="text-solid-gray-700">{t(approval.mayDecide ? 'look' : 'changeWarning')}</p>
      </div>
      {taking.isError && <FailureNotice failure={taking.error} />}
      <div className="flex flex-wrap gap-3">
        {approval.mayDecide && (
          <>
            <Button onClick={() => setAsking('approve')}>{t('approve')}</Button>
            <Button look="secondary" onClick={() => setAsking('sendBack')}>
              {t('sendBack')}
            </Button>
          </>
        )}
        {approval.mayTakeBack && !approval.mayDecide && (
          <Button
            look="secondary"
            busy={taking.isPending}
            onClick={() => taking.mutate({ approval, key: keyFor([approval.id, approval.version]) })}
          >
            {t('takeBack')}
          </Button>
        )}
      </div>
      {asking === 'approve' && <ApproveDialog referral={referral} approval={approval} onClose={close} />}
      {asking === 'sendBack' && <SendBackDialog approval={approval} onClose={close} />}
    </div>
  );
}
