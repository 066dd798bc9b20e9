import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import type { Schema } from '../../../lib/api-client.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { receiveRequest, requestsOfPersonQuery } from '../api/person-requests.js';

const kinds = ['disclose', 'correct', 'stop', 'erase'] as const;

/** What the person asked about their own data. */
export function PersonRequestsCard({ personId }: { personId: string }) {
  const { t } = useTranslation('matters');
  const requests = useQuery(requestsOfPersonQuery(personId)).data ?? [];
  const [receiving, setReceiving] = useState(false);
  return (
    <Card
      title={t('requests.title')}
      aside={
        <Button look="secondary" onClick={() => setReceiving(true)}>
          {t('requests.receive')}
        </Button>
      }
    >
      {requests.length === 0 ? (
        <p>{t('requests.noneOfPerson')}</p>
      ) : (
        <ul className="grid gap-2">
          {requests.map(({ id, number, kindName, statusName, dueOn }) => (
            <li key={id}>
              <TextLink to={`/people/requests/${id}`} className="inline-block min-h-6">
                {t('requests.heading', { number, kind: kindName })}
              </TextLink>
              {'　'}
              {statusName}
              {'　'}
              {t('requests.dueOn')}：{inEra(dueOn)}
            </li>
          ))}
        </ul>
      )}
      {receiving && <ReceiveDialog personId={personId} onClose={() => setReceiving(false)} />}
    </Card>
  );
}

function ReceiveDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [kind, setKind] = useState<(typeof kinds)[number]>('disclose');
  const [askedBy, setAskedBy] = useState<'person' | 'representative'>('person');
  const [asker, setAsker] = useState('');
  const [scope, setScope] = useState('');
  const receiving = useMutation({
    mutationFn: receiveRequest,
    onSuccess: ({ dueOn }) => {
      say(t('requests.received', { day: inEra(dueOn) }));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const request: Schema<'PersonRequestRequest'> = {
      kind,
      receivedOn: todayInTokyo(),
      askedBy,
      asker,
      ...(scope.trim() ? { scope: scope.trim() } : {}),
    };
    receiving.mutate({ personId, request, key: keyFor(request) });
  }
  return (
    <Dialog title={t('requests.receive')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <RadioGroup
          name="requestKind"
          label={t('requests.kind')}
          value={kind}
          onChange={(value) => setKind(value as typeof kind)}
          choices={kinds.map((value) => ({ value, label: t(`requests.kinds.${value}`) }))}
        />
        <RadioGroup
          name="askedBy"
          label={t('requests.askedBy')}
          inline
          value={askedBy}
          onChange={(value) => setAskedBy(value as typeof askedBy)}
          choices={(['person', 'representative'] as const).map((value) => ({
            value,
            label: t(`requests.askers.${value}`),
          }))}
        />
        <TextField
          name="asker"
          label={t('requests.asker')}
          required
          autoComplete="off"
          value={asker}
          onChange={(event) => setAsker(event.target.value)}
          error={faults.of('asker')}
        />
        <TextArea
          name="scope"
          label={t('requests.scope')}
          rows={3}
          value={scope}
          onChange={(event) => setScope(event.target.value)}
          error={faults.of('scope')}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={receiving.isPending}>
            {t('requests.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
