import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useSession } from '../../../lib/session.js';
import { nameRepresentative, representativeQuery } from '../api/ledger.js';

/** Who represents the own agency, as the ledger says. A manager names them. */
export function RepresentativeCard() {
  const { t } = useTranslation('followUpPages');
  const representative = useQuery(representativeQuery);
  const mayName = useSession().agency?.role === 'manager';
  return (
    <Card title={t('ledger.representativeTitle')}>
      <p className="mb-3 text-solid-gray-700">{t('ledger.representativeLead')}</p>
      <Loaded query={representative} lines={1}>
        {(found) =>
          mayName ? (
            <NameForm key={found.version} name={found.name ?? ''} version={found.version} />
          ) : (
            <p>{found.name ?? '—'}</p>
          )
        }
      </Loaded>
    </Card>
  );
}

function NameForm({ name, version }: { name: string; version: number }) {
  const { t } = useTranslation('followUpPages');
  const say = useSay();
  const faults = useFaults();
  const [typed, setTyped] = useState(name);
  const naming = useMutation({
    mutationFn: nameRepresentative,
    onSuccess: () => say(t('ledger.representativeSaved')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    naming.mutate({ name: typed.trim(), version });
  }
  return (
    <form noValidate onSubmit={submit} className="grid max-w-2xl gap-4">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <TextField
        name="name"
        label={t('ledger.representativeName')}
        error={faults.of('name')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" look="secondary" className="justify-self-start" busy={naming.isPending}>
        {t('ledger.save')}
      </Button>
    </form>
  );
}
