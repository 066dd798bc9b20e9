import type { UseFormReturn } from 'react-hook-form';
import { Controller } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextField } from '../../../components/text-field.js';
import { readTypedDay, type TypedDay } from '../../../lib/typed-day.js';

/** What is typed about a person. */
export type PersonForm = { name: string; kana: string; birthDate: TypedDay; phone?: string };

type PersonFieldsProps = { form: UseFormReturn<PersonForm>; errorOf: (field: string) => string | undefined };

/** Name, reading and birth date. */
export function PersonFields({ form, errorOf }: PersonFieldsProps) {
  const { t } = useTranslation('people');
  return (
    <>
      <TextField
        label={t('form.name')}
        support={t('form.nameSupport')}
        required
        autoComplete="off"
        error={errorOf('name')}
        {...form.register('name')}
      />
      <TextField
        label={t('form.kana')}
        support={t('form.kanaSupport')}
        required
        autoComplete="off"
        error={errorOf('kana')}
        {...form.register('kana')}
      />
      <Controller
        control={form.control}
        name="birthDate"
        render={({ field }) => (
          <SeparatedDate
            label={t('form.birthDate')}
            name="birthDate"
            showAge
            value={field.value}
            onChange={field.onChange}
            error={errorOf('birthDate')}
          />
        )}
      />
    </>
  );
}

/** The person as the server takes it, or the fault in the birth date. */
export function personFrom(form: PersonForm) {
  const read = readTypedDay(form.birthDate);
  if (read.kind === 'wrong') return { fault: read.reason } as const;
  return {
    person: {
      name: form.name.trim(),
      kana: form.kana.trim(),
      birthDate: read.kind === 'day' ? read.day : null,
      ...(form.phone?.trim() ? { phone: form.phone.trim() } : {}),
    },
  } as const;
}
