import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { openInEmergency } from '../../../lib/emergencies.js';
import type { Referral, ReferralLine } from '../api/get-referral.js';

type EmergencyProps = { referral: Referral; line: ReferralLine; onClose: () => void };

/** Asks why the closed package has to be opened now. */
export function EmergencyDialog({ referral, line, onClose }: EmergencyProps) {
  const { t } = useTranslation('referralFollowUp');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [ground, setGround] = useState<'life' | 'body' | 'property'>('life');
  const [reason, setReason] = useState('');
  const opening = useMutation({
    mutationFn: openInEmergency,
    onSuccess: () => {
      say(t('emergency.done'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const said = { ground, reason: reason.trim() };
    opening.mutate({ referralId: referral.id, lineId: line.id, opening: said, key: keyFor([line.id, said]) });
  }
  return (
    <Dialog title={t('emergency.open')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('emergency.lead')}</p>
        <RadioGroup
          name="ground"
          label={t('emergency.ground')}
          inline
          value={ground}
          onChange={(value) => setGround(value as typeof ground)}
          choices={(['life', 'body', 'property'] as const).map((value) => ({
            value,
            label: t(`emergency.grounds.${value}`),
          }))}
        />
        <TextArea
          name="reason"
          label={t('emergency.reason')}
          support={t('emergency.reasonSupport')}
          required
          rows={4}
          error={faults.of('reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="danger" busy={opening.isPending}>
            {t('emergency.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
