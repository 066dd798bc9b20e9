import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { reconfirmWish } from '../api/keep-line.js';
import type { Referral, ReferralLine } from '../api/get-referral.js';

type ReconfirmationDialogProps = { referral: Referral; line: ReferralLine; onClose: () => void };

/** Whoever waits still wishes: who heard it, and in which words. */
export function ReconfirmationDialog({ referral, line, onClose }: ReconfirmationDialogProps) {
  const { t } = useTranslation('referrals');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [heardBy, setHeardBy] = useState('');
  const [note, setNote] = useState('');
  const noting = useMutation({
    mutationFn: reconfirmWish,
    onSuccess: () => {
      say(t('desk.reconfirmed'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const missing = heardBy.trim() ? [] : [{ field: 'heardBy', detail: t('action.needHeardBy') }];
    if (faults.refuse(missing)) return;
    const words = { heardBy: heardBy.trim(), ...(note.trim() ? { note: note.trim() } : {}) };
    const at = { referralId: referral.id, lineId: line.id, version: line.version };
    noting.mutate({ ...at, ...words, key: keyFor([at, words]) });
  }
  return (
    <Dialog title={t('desk.reconfirm')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('desk.reconfirmLead')}</p>
        <TextField
          name="heardBy"
          label={t('action.heardBy')}
          required
          maxLength={100}
          value={heardBy}
          error={faults.of('heardBy')}
          onChange={(event) => setHeardBy(event.target.value)}
        />
        <TextArea
          name="note"
          label={t('desk.words')}
          support={t('action.noteShown')}
          rows={3}
          maxLength={2000}
          value={note}
          error={faults.of('note')}
          onChange={(event) => setNote(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={noting.isPending}>
            {t('desk.reconfirm')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
