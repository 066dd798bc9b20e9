import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';
import { markMistake, takePaper, type LatePaper } from '../api/consent-papers.js';
import type { Consent } from '../api/list-consents.js';

type ConsentDialogProps = { consent: Consent; onClose: () => void };

/** Takes the paper down that came after a spoken yes: it confirms, or it says no. */
export function PaperDialog({ consent, onClose }: ConsentDialogProps) {
  const { t } = useTranslation('consents');
  const { t: tPeople } = useTranslation('people');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [decision, setDecision] = useState<LatePaper['decision']>('agreed');
  const [signedOn, setSignedOn] = useState(typedFrom(todayInTokyo()));
  const [note, setNote] = useState('');
  const taking = useMutation({
    mutationFn: takePaper,
    onSuccess: () => {
      say(t(`paper.saved.${decision}`));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readTypedDay(signedOn);
    const missing = read.kind === 'day' ? [] : [{ field: 'signedOn', detail: t('fault.needDay') }];
    if (faults.refuse(missing) || read.kind !== 'day') return;
    const paper = { decision, signedOn: read.day, note: note.trim() || null };
    taking.mutate({ consentId: consent.id, version: consent.version, paper, key: keyFor(paper) });
  }

  return (
    <Dialog title={t('paper.title', { number: consent.number })} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <RadioGroup
          name="decision"
          label={t('paper.decision')}
          value={decision}
          onChange={(value) => setDecision(value as LatePaper['decision'])}
          choices={(['agreed', 'refused'] as const).map((value) => ({ value, label: t(`paper.${value}`) }))}
        />
        {decision === 'refused' && <Notice tone="warning">{t('paper.refusedMeans')}</Notice>}
        <SeparatedDate
          name="signedOn"
          label={t('paper.signedOn')}
          required
          value={signedOn}
          onChange={setSignedOn}
          error={faults.of('signedOn')}
        />
        <TextArea
          name="note"
          label={tPeople('consentForm.note')}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <p className="text-solid-gray-700">{t('paper.scanLater')}</p>
        <DialogActions onCancel={onClose}>
          <Button type="submit" look={decision === 'refused' ? 'danger' : 'primary'} busy={taking.isPending}>
            {t(`paper.submit.${decision}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Marks a decision that should not have been written down. */
export function MistakeDialog({ consent, onClose }: ConsentDialogProps) {
  const { t } = useTranslation('consents');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [reason, setReason] = useState('');
  const marking = useMutation({
    mutationFn: markMistake,
    onSuccess: () => {
      say(t('mistake.saved'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(reason.trim() ? [] : [{ field: 'reason', detail: t('mistake.needReason') }])) return;
    marking.mutate({
      consentId: consent.id,
      version: consent.version,
      reason: reason.trim(),
      key: keyFor(reason),
    });
  }

  return (
    <Dialog title={t('mistake.title', { number: consent.number })} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('mistake.lead')}</p>
        <TextArea
          name="reason"
          label={t('mistake.reason')}
          required
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={faults.of('reason')}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="danger" busy={marking.isPending}>
            {t('mistake.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
