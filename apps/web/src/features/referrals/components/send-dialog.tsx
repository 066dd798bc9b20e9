import { useMutation } from '@tanstack/react-query';
import type { FormEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import type { Referral } from '../api/get-referral.js';
import { sendDraft } from '../api/send-draft.js';
import { DuplicateReason, useDuplicateReason } from './duplicate-reason.js';

type SendDialogProps = {
  referral: Referral;
  /** The version last written; the one on screen may be a moment older. */
  version: RefObject<number>;
  agency: string;
  onClose: () => void;
};

/** The last question before a referral leaves the house. */
export function SendDialog({ referral, version, agency, onClose }: SendDialogProps) {
  const { t } = useTranslation('referrals');
  const navigate = useNavigate();
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const duplicate = useDuplicateReason();
  const sending = useMutation({
    mutationFn: sendDraft,
    onSuccess: async () => {
      say(t('compose.sent', { agency }));
      await navigate(`/referrals/${referral.id}`, { replace: true });
    },
    onError: (failure) => {
      duplicate.takeFailure(failure);
      faults.takeFailure(failure);
    },
  });

  function send(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(duplicate.missing)) return;
    const { id: referralId } = referral;
    const { words } = duplicate;
    const seen = version.current;
    sending.mutate({ referralId, version: seen, ...words, key: keyFor([referralId, seen, words]) });
  }

  return (
    <Dialog title={t('compose.sendTitle', { agency })} onClose={onClose}>
      <form noValidate onSubmit={send} className="grid gap-5">
        <ErrorSummary
          faults={faults.faults.map(({ field, detail }) => ({
            field: field === 'duplicateReason' ? field : 'root',
            detail,
          }))}
          attempt={faults.attempt}
        />
        <DuplicateReason duplicate={duplicate} error={faults.of('duplicateReason')} />
        <p>{t('compose.sendLead')}</p>
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={sending.isPending}>
            {t('compose.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
