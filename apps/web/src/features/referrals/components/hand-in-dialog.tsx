import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { handInDraft } from '../api/approvals.js';
import type { Referral } from '../api/get-referral.js';
import { DuplicateReason, useDuplicateReason } from './duplicate-reason.js';

type HandInDialogProps = {
  referral: Referral;
  /** The version last written; the one on screen may be a moment older. */
  version: RefObject<number>;
  agency: string;
  onClose: () => void;
};

/** Asks a superior to approve the draft, with a word to them. */
export function HandInDialog({ referral, version, agency, onClose }: HandInDialogProps) {
  const { t } = useTranslation('approvals');
  const navigate = useNavigate();
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const duplicate = useDuplicateReason();
  const [note, setNote] = useState('');
  const handing = useMutation({
    mutationFn: handInDraft,
    onSuccess: async () => {
      say(t('handedIn'));
      await navigate(`/referrals/${referral.id}`, { replace: true });
    },
    onError: (failure) => {
      duplicate.takeFailure(failure);
      faults.takeFailure(failure);
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(duplicate.missing)) return;
    const { id: referralId } = referral;
    const seen = version.current;
    const said = { ...(note.trim() === '' ? {} : { note: note.trim() }), ...duplicate.words };
    handing.mutate({ referralId, version: seen, said, key: keyFor([referralId, seen, said]) });
  }
  return (
    <Dialog title={t('handInTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('handInLead', { agency })}</p>
        <DuplicateReason duplicate={duplicate} error={faults.of('duplicateReason')} />
        <TextArea
          name="note"
          label={t('note')}
          support={t('noteSupport')}
          rows={3}
          error={faults.of('note')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={handing.isPending}>
            {t('handIn')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
