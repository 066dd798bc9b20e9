import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.js';
import { Card } from './card.js';
import { ErrorSummary } from './error-summary.js';
import { TextField } from './text-field.js';
import { useSay } from './toast.js';
import { useFaults } from './use-faults.js';

type NumbersFormProps<Name extends string> = {
  fields: readonly { name: Name; label: string; support?: string }[];
  values: Readonly<Record<Name, number>>;
  save: (values: Record<Name, number>) => Promise<unknown>;
  saveLabel: string;
  saved: string;
};

/** Settings that are numbers: so many days, so many times. */
export function NumbersForm<Name extends string>({
  fields,
  values,
  save,
  saveLabel,
  saved,
}: NumbersFormProps<Name>) {
  const { t } = useTranslation('kit');
  const say = useSay();
  const faults = useFaults();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map(({ name }) => [name, String(values[name])])),
  );
  const saving = useMutation({
    mutationFn: save,
    onSuccess: () => say(saved),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    // Whoever types with a Japanese keyboard types full-width digits.
    const read = (name: Name) => (typed[name] ?? '').normalize('NFKC').trim();
    const wrong = fields
      .filter(({ name }) => !/^\d{1,4}$/.test(read(name)))
      .map(({ name }) => ({ field: name, detail: t('notNumber') }));
    if (faults.refuse(wrong)) return;
    const numbers = fields.map(({ name }) => [name, Number(read(name))] as const);
    saving.mutate(Object.fromEntries(numbers) as Record<Name, number>);
  }
  return (
    <Card>
      <form noValidate onSubmit={submit} className="grid max-w-prose gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {fields.map(({ name, label, support }) => (
          <TextField
            key={name}
            id={name}
            name={name}
            label={label}
            support={support}
            required
            inputMode="numeric"
            autoComplete="off"
            className="max-w-28"
            value={typed[name] ?? ''}
            error={faults.of(name)}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        ))}
        <Button type="submit" className="w-fit" busy={saving.isPending}>
          {saveLabel}
        </Button>
      </form>
    </Card>
  );
}
