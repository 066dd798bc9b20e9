import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AskedField } from '../../../components/asked-field.js';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { particularsQuery, writeParticulars, type Particulars } from '../api/particulars.js';

/** What the type of the draft asks for. */
export function ParticularsCard({ referralId, type }: { referralId: string; type: string | null }) {
  const form = useQuery({ ...particularsQuery(referralId, type), enabled: type !== null });
  if (type === null) return null;
  return (
    <Loaded query={form}>
      {(asked) =>
        // The draft on the server may still be of the type before.
        asked.fields.length === 0 || asked.type !== type ? null : (
          <ParticularsForm key={type} referralId={referralId} form={asked} />
        )
      }
    </Loaded>
  );
}

function ParticularsForm({ referralId, form }: { referralId: string; form: Particulars }) {
  const { t } = useTranslation('particulars');
  const say = useSay();
  const faults = useFaults();
  const client = useQueryClient();
  const [values, setValues] = useState(() =>
    Object.fromEntries(form.fields.filter(({ derived }) => !derived).map(({ code, value }) => [code, value])),
  );
  const kept = useRef(JSON.stringify(values));
  const writing = useMutation({
    mutationFn: writeParticulars,
    onSuccess: (written) => {
      client.setQueryData(particularsQuery(referralId, form.type).queryKey, written);
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    write(() => say(t('saved')));
  }
  function write(done?: () => void): void {
    if (writing.isPending) return;
    kept.current = JSON.stringify(values);
    writing.mutate({ referralId, version: form.version, values }, { onSuccess: done });
  }
  // Whoever goes on to the next step has left a field before: nothing typed is lost.
  function keep(): void {
    if (JSON.stringify(values) !== kept.current) write();
  }
  const change = (code: string) => (value: string) => setValues((before) => ({ ...before, [code]: value }));
  return (
    <Card title={t('title', { type: form.typeName })}>
      {/* What leaves a field is kept; the form itself is no thing to press. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form noValidate onSubmit={submit} onBlur={keep} className="grid gap-5">
        <p className="text-solid-gray-700">{t('lead')}</p>
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {form.fields.map((field) => (
          <AskedField
            key={field.code}
            field={field}
            value={values[field.code] ?? field.value}
            support={t(field.told ? 'told' : 'untold', { name: field.categoryName })}
            error={faults.of(`values.${field.code}`)}
            onChange={change(field.code)}
          />
        ))}
        <Button type="submit" look="secondary" className="w-fit" busy={writing.isPending}>
          {t('save')}
        </Button>
      </form>
    </Card>
  );
}
