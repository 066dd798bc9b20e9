import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import type { Schema } from '../../../lib/api-client.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { addFormerName, removeFormerName } from '../api/person-matters.js';

/** Names that the person bore before. */
export function FormerNamesCard({ person }: { person: Schema<'PersonView'> }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [name, setName] = useState('');
  const [kana, setKana] = useState('');
  const adding = useMutation({
    mutationFn: addFormerName,
    onSuccess: () => {
      say(t('former.added'));
      setName('');
      setKana('');
      faults.refuse([]);
    },
    onError: faults.takeFailure,
  });
  const removing = useMutation({
    mutationFn: removeFormerName,
    onSuccess: () => say(t('former.removed')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    adding.mutate({ id: person.id, key: keyFor([person.version, name, kana]), name, kana });
  }
  return (
    <Card title={t('former.title')}>
      <div className="grid gap-4">
        <p>{t('former.lead')}</p>
        {person.formerNames.length === 0 ? (
          <p>{t('former.none')}</p>
        ) : (
          <ul className="grid gap-2">
            {person.formerNames.map((former) => (
              <li key={former.id} className="flex flex-wrap items-center justify-between gap-3">
                <span>
                  {former.name}（{former.kana}）
                </span>
                <Button
                  look="secondary"
                  aria-label={`${t('former.remove')}　${former.name}`}
                  busy={removing.isPending}
                  onClick={() => removing.mutate({ id: person.id, nid: former.id })}
                >
                  {t('former.remove')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {person.mergedNumbers.length > 0 && (
          <p>
            {t('former.merged')}：{person.mergedNumbers.join('、')}
          </p>
        )}
        <form noValidate onSubmit={submit} className="grid gap-4">
          <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
          <TextField
            name="name"
            label={t('former.name')}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={faults.of('name')}
          />
          <TextField
            name="kana"
            label={t('former.kana')}
            autoComplete="off"
            value={kana}
            onChange={(event) => setKana(event.target.value)}
            error={faults.of('kana')}
          />
          <Button type="submit" look="secondary" className="justify-self-start" busy={adding.isPending}>
            {t('former.add')}
          </Button>
        </form>
      </div>
    </Card>
  );
}
