import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { sendProofs } from '../api/keep-leaflet.js';

/** Asks to whom proofs go. */
export function ProofsDialog({ leafletId, onClose }: { leafletId: string; onClose: () => void }) {
  const { t } = useTranslation('leaflets');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const [to, setTo] = useState<'missing' | 'all'>('missing');
  const sending = useMutation({
    mutationFn: sendProofs,
    onSuccess: () => {
      say(t('proofs.sent'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    sending.mutate({ id: leafletId, to, key: keyFor(to) });
  }
  return (
    <Dialog title={t('proofs.title')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('proofs.lead')}</p>
        <RadioGroup
          name="to"
          label={t('proofs.to')}
          value={to}
          onChange={(value) => setTo(value as 'missing' | 'all')}
          choices={(['missing', 'all'] as const).map((value) => ({
            value,
            label: t(`proofs.${value}`),
            support: t(`proofs.${value}Means`),
          }))}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={sending.isPending}>
            {t('proofs.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
