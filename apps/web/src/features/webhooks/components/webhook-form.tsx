import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Fieldset } from '../../../components/fieldset.js';
import { TextField } from '../../../components/text-field.js';
import type { useFaults } from '../../../components/use-faults.js';
import type { WebhookEvent, WebhookInput } from '../api/webhooks.js';

type WebhookFormProps = {
  start: WebhookInput;
  events: readonly WebhookEvent[];
  faults: ReturnType<typeof useFaults>;
  submitLabel: string;
  busy: boolean;
  onSubmit: (input: WebhookInput) => void;
};

/** Where the own system is told, and of what. */
export function WebhookForm({ start, events, faults, submitLabel, busy, onSubmit }: WebhookFormProps) {
  const { t } = useTranslation('webhooks');
  const [typed, setTyped] = useState(start);
  const chosen: readonly string[] = typed.events;
  const choose = (codes: readonly string[]) =>
    setTyped({ ...typed, events: codes as WebhookInput['events'] });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const missing = [
      ...(typed.name.trim() ? [] : [{ field: 'name', detail: t('form.needName') }]),
      ...(typed.url.trim() ? [] : [{ field: 'url', detail: t('form.needUrl') }]),
      ...(chosen.length > 0 ? [] : [{ field: 'events', detail: t('form.needEvents') }]),
    ];
    if (!faults.refuse(missing)) onSubmit(typed);
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <TextField
        name="name"
        label={t('form.name')}
        support={t('form.nameSupport')}
        required
        maxLength={100}
        value={typed.name}
        error={faults.of('name')}
        onChange={(event) => setTyped({ ...typed, name: event.target.value })}
      />
      <TextField
        name="url"
        type="url"
        inputMode="url"
        autoComplete="off"
        label={t('form.url')}
        support={t('form.urlSupport')}
        required
        maxLength={500}
        value={typed.url}
        error={faults.of('url')}
        onChange={(event) => setTyped({ ...typed, url: event.target.value })}
      />
      <Fieldset id="events" label={t('form.events')} required error={faults.of('events')}>
        <div className="flex flex-wrap gap-3">
          <Button look="quiet" onClick={() => choose(events.map(({ code }) => code))}>
            {t('form.all')}
          </Button>
          <Button look="quiet" onClick={() => choose([])}>
            {t('form.clear')}
          </Button>
        </div>
        <div className="@container">
          <div className="grid gap-x-6 @2xl:grid-cols-2">
            {events.map(({ code, name }) => (
              <Checkbox
                key={code}
                label={name}
                checked={chosen.includes(code)}
                onChange={(event) =>
                  choose(event.target.checked ? [...chosen, code] : chosen.filter((other) => other !== code))
                }
              />
            ))}
          </div>
        </div>
      </Fieldset>
      <Button type="submit" className="w-fit" busy={busy}>
        {submitLabel}
      </Button>
    </form>
  );
}
