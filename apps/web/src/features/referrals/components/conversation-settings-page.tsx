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
import {
  type ConversationSettings,
  conversationSettingsQuery,
  keepConversationSettings,
} from '../api/conversation-settings.js';

const names = ['confirmAfterDays', 'noShowLimit', 'phoneConfirmDays', 'linkDays'] as const;

/** How long things wait, for the whole network. */
export function ConversationSettingsPage() {
  const { t } = useTranslation('conversation');
  const settings = useQuery(conversationSettingsQuery);
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Loaded query={settings}>{(found) => <SettingsForm key={found.version} settings={found} />}</Loaded>
    </Page>
  );
}

function SettingsForm({ settings }: { settings: ConversationSettings }) {
  const { t } = useTranslation('conversation');
  const say = useSay();
  const faults = useFaults();
  const [chosen, setChosen] = useState(settings);
  const keeping = useMutation({
    mutationFn: keepConversationSettings,
    onSuccess: () => say(t('settings.saved')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    keeping.mutate(chosen);
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
          label={t(`settings.${name}`)}
          error={faults.of(name)}
          value={chosen[name]}
          onChange={(event) => setChosen({ ...chosen, [name]: Number(event.target.value) })}
        />
      ))}
      <Button type="submit" className="justify-self-start" busy={keeping.isPending}>
        {t('settings.save')}
      </Button>
    </form>
  );
}
