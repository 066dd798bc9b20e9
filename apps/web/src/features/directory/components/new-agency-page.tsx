import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { entryFormQuery } from '../api/get-entry-form.js';
import { createAgency } from '../api/write-entry.js';
import { EntryField } from './entry-field.js';
import { useEntryChoices } from './entry-lists.js';

const asked = ['name', 'kana', 'type', 'legalName', 'area', 'address', 'phone'];

/** The secretariat enters an agency; the rest follows in its form. */
export function NewAgencyPage() {
  const { t } = useTranslation('records');
  const { t: tDirectory } = useTranslation('directory');
  const say = useSay();
  const navigate = useNavigate();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const choices = useEntryChoices();
  const form = useQuery(entryFormQuery);
  const [entry, setEntry] = useState<Record<string, unknown>>({});
  const creating = useMutation({
    mutationFn: createAgency,
    onSuccess: async ({ id }) => {
      say(t('newAgency.made'));
      await navigate(`/agencies/${id}/edit`);
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    creating.mutate({ entry, key: keyFor(entry) });
  }
  return (
    <Page
      title={t('newAgency.title')}
      trail={[{ to: '/agencies', label: tDirectory('agency.trail') }]}
      lead={t('newAgency.lead')}
    >
      <Loaded query={form}>
        {({ fields }) => (
          <form noValidate onSubmit={submit} className="grid max-w-prose gap-6">
            <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
            {asked
              .flatMap((name) => fields.filter((field) => field.name === name))
              .map((field) => (
                <EntryField
                  key={field.name}
                  field={field}
                  path={field.name}
                  value={entry[field.name] ?? null}
                  onChange={(value) => setEntry((before) => ({ ...before, [field.name]: value }))}
                  faultOf={faults.of}
                  choices={choices}
                />
              ))}
            <Button type="submit" className="w-fit" busy={creating.isPending}>
              {t('newAgency.submit')}
            </Button>
          </form>
        )}
      </Loaded>
    </Page>
  );
}
