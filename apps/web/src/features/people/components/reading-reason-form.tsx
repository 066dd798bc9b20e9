import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Page } from '../../../components/page.js';
import { TextArea } from '../../../components/text-area.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { explainReading } from '../api/explain-reading.js';

/** Asks somebody who opened very many people in an hour why. */
export function ReadingReasonForm({ onExplained }: { onExplained: () => void }) {
  const { t } = useTranslation('people');
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [reason, setReason] = useState('');
  const explaining = useMutation({
    mutationFn: explainReading,
    onSuccess: onExplained,
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    explaining.mutate({ reason, key: keyFor(reason) });
  }
  return (
    <Page title={t('reading.title')} lead={t('reading.lead')}>
      <form noValidate onSubmit={submit} className="grid max-w-2xl gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextArea
          name="reason"
          label={t('reading.reason')}
          required
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={faults.of('reason')}
        />
        <Button type="submit" busy={explaining.isPending} className="justify-self-start">
          {t('reading.submit')}
        </Button>
      </form>
    </Page>
  );
}
