import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { holdQuery, liftHold, placeHold } from '../api/retention.js';

/** Keeps a record beyond its time. */
export function HoldCard({ personId }: { personId: string }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const hold = useQuery(holdQuery(personId)).data?.hold;
  const [reason, setReason] = useState('');
  const placing = useMutation({
    mutationFn: placeHold,
    onSuccess: () => {
      say(t('hold.placed'));
      setReason('');
    },
    onError: faults.takeFailure,
  });
  const lifting = useMutation({
    mutationFn: () => liftHold(personId),
    onSuccess: () => say(t('hold.lifted')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    placing.mutate({ id: personId, reason, key: keyFor([hold, reason]) });
  }
  return (
    <Card title={t('hold.title')}>
      <form noValidate onSubmit={submit} className="grid gap-4">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('hold.lead')}</p>
        {hold ? (
          <>
            <p className="whitespace-pre-line">{hold.reason}</p>
            <p>{t('hold.by', { name: hold.placedBy, moment: asMoment(hold.placedAt) })}</p>
            <Button
              look="secondary"
              className="justify-self-start"
              busy={lifting.isPending}
              onClick={() => lifting.mutate()}
            >
              {t('hold.lift')}
            </Button>
          </>
        ) : (
          <>
            <p>{t('hold.none')}</p>
            <TextField
              name="reason"
              label={t('hold.reason')}
              autoComplete="off"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              error={faults.of('reason')}
            />
            <Button type="submit" look="secondary" className="justify-self-start" busy={placing.isPending}>
              {t('hold.place')}
            </Button>
          </>
        )}
      </form>
    </Card>
  );
}
