import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { approveDraft, sendBackDraft, type Approval } from '../api/approvals.js';
import { presentLines, type Referral } from '../api/get-referral.js';

/** The last question before a colleague's draft leaves the house. */
export function ApproveDialog({
  referral,
  approval,
  onClose,
}: {
  referral: Referral;
  approval: Approval;
  onClose: () => void;
}) {
  const { t } = useTranslation('approvals');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const approving = useMutation({
    mutationFn: approveDraft,
    onSuccess: () => {
      say(t('approved'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  const agency = presentLines(referral)
    .map((line) => line.agency.name)
    .join('、');
  return (
    <Dialog title={t('approveTitle', { agency })} onClose={onClose}>
      <ErrorSummary
        faults={faults.faults.map(({ detail }) => ({ field: 'root', detail }))}
        attempt={faults.attempt}
      />
      <p>{t('approveLead')}</p>
      <DialogActions onCancel={onClose}>
        <Button
          busy={approving.isPending}
          onClick={() => approving.mutate({ approval, key: keyFor([approval.id, approval.version]) })}
        >
          {t('approve')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Why a colleague's draft goes back. */
export function SendBackDialog({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const { t } = useTranslation('approvals');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [reason, setReason] = useState('');
  const returning = useMutation({
    mutationFn: sendBackDraft,
    onSuccess: () => {
      say(t('sentBack'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const why = reason.trim();
    if (faults.refuse(why ? [] : [{ field: 'reason', detail: t('needReason') }])) return;
    returning.mutate({ approval, reason: why, key: keyFor([approval.id, approval.version, why]) });
  }
  return (
    <Dialog title={t('sendBackTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextArea
          name="reason"
          label={t('reason')}
          support={t('reasonSupport')}
          required
          rows={4}
          error={faults.of('reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={returning.isPending}>
            {t('sendBack')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
