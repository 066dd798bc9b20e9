import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { RemovableChip } from '../../../components/chip.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import type { AgencyChoice } from '../../../lib/find-agencies.js';
import type { Referral } from '../api/get-referral.js';
import { sendOutside, type SentOutside } from '../api/outside.js';

type OutsideDialogProps = { referral: Referral; onSent: (sent: SentOutside) => void; onClose: () => void };

/** To which agency outside, and how. */
export function OutsideDialog({ referral, onSent, onClose }: OutsideDialogProps) {
  const { t } = useTranslation('conversation');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [agency, setAgency] = useState<AgencyChoice>();
  const [means, setMeans] = useState<'link' | 'letter'>('link');
  const sending = useMutation({
    mutationFn: sendOutside,
    onSuccess: (sent) => {
      say(t('sent'));
      onSent(sent);
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(agency ? [] : [{ field: 'agencyId', detail: t('need.choice') }]) || !agency) return;
    const body = { agencyId: agency.id, means };
    const { id: referralId, version } = referral;
    sending.mutate({ referralId, version, body, key: keyFor([referralId, version, body]) });
  }
  return (
    <Dialog title={t('outside.add')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('outside.lead')}</p>
        {agency ? (
          <RemovableChip name={agency.name} onRemove={() => setAgency(undefined)} />
        ) : (
          <AgencyPicker
            name="agencyId"
            label={t('outside.agency')}
            anyone
            error={faults.of('agencyId')}
            onChoose={setAgency}
          />
        )}
        <RadioGroup
          name="means"
          label={t('outside.means')}
          value={means}
          onChange={(value) => setMeans(value as typeof means)}
          choices={(['link', 'letter'] as const).map((value) => ({ value, label: t(`outside.${value}`) }))}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={sending.isPending}>
            {t('outside.make')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
