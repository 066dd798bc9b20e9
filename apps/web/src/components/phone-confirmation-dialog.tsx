import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmByPhone } from '../lib/entry-upkeep.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { DialogActions } from './dialog-actions.js';
import { ErrorSummary } from './error-summary.js';
import { TextField } from './text-field.js';
import { useSay } from './toast.js';
import { useFaults } from './use-faults.js';

type PhoneConfirmationDialogProps = { agencyId: string; agencyName: string; onClose: () => void };

/** Records who said on the telephone that an entry is right. */
export function PhoneConfirmationDialog({ agencyId, agencyName, onClose }: PhoneConfirmationDialogProps) {
  const { t } = useTranslation('kit');
  const say = useSay();
  const faults = useFaults();
  const [saidBy, setSaidBy] = useState('');
  const confirming = useMutation({
    mutationFn: confirmByPhone,
    onSuccess: () => {
      say(t('entryUpkeep.phone.saved', { name: agencyName }));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const missing = saidBy.trim() ? [] : [{ field: 'saidBy', detail: t('entryUpkeep.phone.needName') }];
    if (faults.refuse(missing)) return;
    confirming.mutate({ agencyId, saidBy: saidBy.trim() });
  }

  return (
    <Dialog title={t('entryUpkeep.phone.title', { name: agencyName })} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('entryUpkeep.phone.lead')}</p>
        <TextField
          name="saidBy"
          label={t('entryUpkeep.phone.saidBy')}
          support={t('entryUpkeep.phone.saidBySupport')}
          required
          maxLength={100}
          autoComplete="off"
          value={saidBy}
          error={faults.of('saidBy')}
          onChange={(event) => setSaidBy(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={confirming.isPending}>
            {t('entryUpkeep.phone.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
