import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import type { Schema } from '../../../lib/api-client.js';
import { keepWithdrawalSettings, withdrawalSettingsQuery } from '../api/ledger.js';

type Settings = Schema<'WithdrawalSettingsView'>;
const names = ['closeAfterDays', 'answerWithinDays', 'remindEveryDays'] as const;

/** How long the network waits after a withdrawal. */
export function WithdrawalSettingsPage() {
  const { t } = useTranslation('followUpPages');
  const settings = useQuery(withdrawalSettingsQuery);
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Loaded query={settings}>{(found) => <SettingsForm key={found.version} settings={found} />}</Loaded>
    </Page>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation('followUpPages');
  const say = useSay();
  const faults = useFaults();
  const [days, setDays] = useState(settings);
  const keeping = useMutation({
    mutationFn: keepWithdrawalSettings,
    onSuccess: () => say(t('settings.saved')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const { version, ...sent } = days;
    keeping.mutate({ days: sent, version });
  }
  return (
    <form noValidate onSubmit={submit} className="grid max-w-2xl gap-5">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {names.map((name) => (
        <TextField
          key={name}
          name={name}
          type="number"
          min={1}
          max={90}
          label={t(`settings.${name}`)}
          error={faults.of(name)}
          value={days[name]}
          onChange={(event) => setDays({ ...days, [name]: Number(event.target.value) })}
        />
      ))}
      <Button type="submit" className="justify-self-start" busy={keeping.isPending}>
        {t('settings.save')}
      </Button>
    </form>
  );
}
