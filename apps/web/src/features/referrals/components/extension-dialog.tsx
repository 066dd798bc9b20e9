import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';
import { extendDeadline } from '../api/keep-line.js';
import type { Referral, ReferralLine } from '../api/get-referral.js';

type ExtensionDialogProps = { referral: Referral; line: ReferralLine; onClose: () => void };

/** Another day for the answer; reminders begin anew. */
export function ExtensionDialog({ referral, line, onClose }: ExtensionDialogProps) {
  const { t } = useTranslation('referrals');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [day, setDay] = useState(typedFrom(line.dueOn ?? todayInTokyo()));
  const [note, setNote] = useState('');
  const extending = useMutation({
    mutationFn: extendDeadline,
    onSuccess: () => {
      say(t('desk.extended'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readTypedDay(day);
    if (faults.refuse(read.kind === 'day' ? [] : [{ field: 'dueOn', detail: t('desk.needDay') }])) return;
    if (read.kind !== 'day') return;
    const words = { dueOn: read.day, ...(note.trim() ? { note: note.trim() } : {}) };
    const at = { referralId: referral.id, lineId: line.id, version: line.version };
    extending.mutate({ ...at, ...words, key: keyFor([at, words]) });
  }
  return (
    <Dialog title={t('desk.extend')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('desk.extendLead', { agency: line.agency.name })}</p>
        <SeparatedDate
          name="dueOn"
          label={t('desk.dueOn')}
          required
          value={day}
          error={faults.of('dueOn')}
          onChange={setDay}
        />
        <TextArea
          name="note"
          label={t('desk.why')}
          support={t('action.noteShown')}
          rows={2}
          maxLength={500}
          value={note}
          error={faults.of('note')}
          onChange={(event) => setNote(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={extending.isPending}>
            {t('desk.extend')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
