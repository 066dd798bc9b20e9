import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { closeTransition, type TransitionCase } from '../api/transition-cases.js';

/** Ends a transition, with what came of it. */
export function CaseClosingDialog({
  transition: { id, version },
  onClose,
}: {
  transition: TransitionCase;
  onClose: () => void;
}) {
  const { t } = useTranslation('transitionCases');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const [outcome, setOutcome] = useState('');
  const closing = useMutation({
    mutationFn: closeTransition,
    onSuccess: () => {
      say(t('closedNow'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const said = outcome.trim();
    if (faults.refuse(said ? [] : [{ field: 'outcome', detail: t('needOutcome') }])) return;
    closing.mutate({ id, version, outcome: said, key: keyFor([id, version, said]) });
  }
  return (
    <Dialog title={t('closeTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('closeAsk')}</p>
        <TextArea
          name="outcome"
          label={t('closeOutcome')}
          required
          rows={3}
          maxLength={1000}
          error={faults.of('outcome')}
          value={outcome}
          onChange={(event) => setOutcome(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={closing.isPending}>
            {t('close')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
