import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { recordMisdirection } from '../api/follow-up.js';
import type { Referral, ReferralLine } from '../api/get-referral.js';

type MisdirectionProps = { referral: Referral; line: ReferralLine; onClose: () => void };

/** Stops what went to the wrong agency, and writes down how that happened. */
export function MisdirectionDialog({ referral, line, onClose }: MisdirectionProps) {
  const { t } = useTranslation('referralFollowUp');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [reason, setReason] = useState<'wrong_recipient' | 'wrong_person'>('wrong_recipient');
  const [foundOn, setFoundOn] = useState(todayInTokyo());
  const [account, setAccount] = useState('');
  const recording = useMutation({
    mutationFn: recordMisdirection,
    onSuccess: () => {
      say(t('misdirection.done'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(account.trim() ? [] : [{ field: 'account', detail: t('misdirection.needAccount') }]))
      return;
    const incident = { reason, foundOn, account: account.trim() };
    recording.mutate({
      referralId: referral.id,
      lineId: line.id,
      version: line.version,
      incident,
      key: keyFor([line.id, line.version, incident]),
    });
  }
  return (
    <Dialog title={t('misdirection.title')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('misdirection.lead')}</p>
        <RadioGroup
          name="reason"
          label={t('misdirection.reason')}
          value={reason}
          onChange={(value) => setReason(value as typeof reason)}
          choices={(['wrong_recipient', 'wrong_person'] as const).map((value) => ({
            value,
            label: t(`misdirection.reasons.${value}`),
          }))}
        />
        <TextField
          name="foundOn"
          type="date"
          label={t('misdirection.foundOn')}
          required
          max={todayInTokyo()}
          error={faults.of('foundOn')}
          value={foundOn}
          onChange={(event) => setFoundOn(event.target.value)}
        />
        <TextArea
          name="account"
          label={t('misdirection.account')}
          support={t('misdirection.accountSupport')}
          required
          rows={4}
          error={faults.of('account')}
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="danger" busy={recording.isPending}>
            {t('misdirection.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
