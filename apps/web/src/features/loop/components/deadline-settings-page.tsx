import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import {
  deadlineSettingsQuery,
  setDeadlineSettings,
  type DeadlineSettings,
} from '../api/deadline-settings.js';

const fields = ['remindBefore', 'headAfter', 'networkAfter', 'expireAfter', 'reconfirmDays'] as const;
const supported: readonly string[] = ['networkAfter', 'expireAfter'];

/** When whom the network reminds of a late answer. */
export function DeadlineSettingsPage() {
  const { t } = useTranslation('loop');
  const settings = useQuery(deadlineSettingsQuery);
  return (
    <Page
      title={t('settings.title')}
      lead={t('settings.lead')}
      trail={[{ to: '/stalls', label: t('stalls.trail') }]}
    >
      <Loaded query={settings}>{(found) => <RulesForm key={found.version} settings={found} />}</Loaded>
    </Page>
  );
}

function RulesForm({ settings }: { settings: DeadlineSettings }) {
  const { t } = useTranslation('loop');
  const say = useSay();
  const faults = useFaults();
  const [typed, setTyped] = useState(() =>
    Object.fromEntries(fields.map((field) => [field, String(settings[field])])),
  );
  const saving = useMutation({
    mutationFn: setDeadlineSettings,
    onSuccess: () => say(t('settings.saved')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const wrong = fields
      .filter((field) => !/^\d+$/.test(typed[field] ?? ''))
      .map((field) => ({ field, detail: t('settings.notNumber') }));
    if (faults.refuse(wrong)) return;
    const numbers = Object.fromEntries(fields.map((field) => [field, Number(typed[field])]));
    saving.mutate({ ...settings, ...numbers });
  }
  return (
    <Card>
      <form noValidate onSubmit={submit} className="grid max-w-prose gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {fields.map((field) => (
          <TextField
            key={field}
            id={field}
            name={field}
            label={t(`settings.${field}`)}
            {...(supported.includes(field)
              ? { support: t(`settings.${field as 'networkAfter' | 'expireAfter'}Support`) }
              : {})}
            required
            inputMode="numeric"
            className="max-w-28"
            value={typed[field] ?? ''}
            error={faults.of(field)}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
          />
        ))}
        <Button type="submit" className="w-fit" busy={saving.isPending}>
          {t('settings.save')}
        </Button>
      </form>
    </Card>
  );
}
