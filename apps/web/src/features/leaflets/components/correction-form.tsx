import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { askForCorrection } from '../api/leaflet-consent.js';

/** Asks the secretariat for a correction. */
export function CorrectionForm() {
  const { t } = useTranslation('leaflets');
  const say = useSay();
  const faults = useFaults();
  const [words, setWords] = useState('');
  const asking = useMutation({
    mutationFn: askForCorrection,
    onSuccess: () => {
      setWords('');
      say(t('consent.correctionDone'));
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    asking.mutate(words);
  }
  return (
    <Card title={t('consent.correction')}>
      <form noValidate onSubmit={submit} className="grid max-w-2xl gap-4">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('consent.correctionText')}</p>
        <TextArea
          name="words"
          label={t('consent.correctionWords')}
          required
          value={words}
          error={faults.of('words')}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="submit" look="secondary" busy={asking.isPending} className="justify-self-start">
          {t('consent.correction')}
        </Button>
      </form>
    </Card>
  );
}
