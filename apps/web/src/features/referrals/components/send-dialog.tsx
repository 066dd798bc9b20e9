import { useMutation } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { problemIn } from '../../../lib/problem.js';
import type { Referral } from '../api/get-referral.js';
import { sendDraft } from '../api/send-draft.js';

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
  const sending = useMutation({
    mutationFn: sendDraft,
    onSuccess: async () => {
      say(t('compose.sent', { agency }));
      await navigate(`/referrals/${referral.id}`, { replace: true });
    },
    onError: faults.takeFailure,
  });
  const other = problemIn(sending.error)?.extra['referralId'];

  function send(): void {
    const { id: referralId } = referral;
    const seen = version.current;
    sending.mutate({
      referralId,
      version: seen,
      key: keyFor([referralId, seen]),
    });
  }

  return (
    <Dialog title={t('compose.sendTitle', { agency })} onClose={onClose}>
      <ErrorSummary
        faults={faults.faults.map(({ detail }) => ({ field: 'root', detail }))}
        attempt={faults.attempt}
      />
      {typeof other === 'string' && (
        <p>
          <TextLink to={`/referrals/${other}`}>{t('compose.openOther')}</TextLink>
        </p>
      )}
      <p>{t('compose.sendLead')}</p>
      <DialogActions onCancel={onClose}>
        <Button busy={sending.isPending} onClick={send}>
          {t('compose.send')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
