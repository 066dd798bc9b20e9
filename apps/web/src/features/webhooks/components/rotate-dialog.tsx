import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Select } from '../../../components/select.js';
import { rotateSecret, type Webhook } from '../api/webhooks.js';

const overlaps = ['24', '72', '168', '0'] as const;

type RotateDialogProps = {
  webhook: Webhook;
  onSecret: (secret: string | null) => void;
  onClose: () => void;
};

/** Makes a new secret; for a while the present one counts as well. */
export function RotateDialog({ webhook, onSecret, onClose }: RotateDialogProps) {
  const { t } = useTranslation('webhooks');
  const [hours, setHours] = useState('24');
  const rotating = useMutation({
    mutationFn: rotateSecret,
    onSuccess: ({ secret }) => {
      onSecret(secret);
      onClose();
    },
  });
  const { id, version } = webhook;
  return (
    <Dialog title={t('secret.rotate')} onClose={onClose}>
      {rotating.isError && <FailureNotice failure={rotating.error} />}
      <p>{t('secret.rotateLead')}</p>
      <Select
        id="overlapHours"
        label={t('secret.overlap')}
        value={hours}
        choices={overlaps.map((value) => ({ value, label: t(`secret.hours.${value}`) }))}
        onChange={(event) => setHours(event.target.value)}
      />
      <DialogActions onCancel={onClose}>
        <Button
          busy={rotating.isPending}
          onClick={() => rotating.mutate({ id, version, overlapHours: Number(hours) })}
        >
          {t('secret.rotate')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
