import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Page } from '../../../components/page.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { problemIn } from '../../../lib/problem.js';
import { typedFrom } from '../../../lib/typed-day.js';
import { registerPerson, type NewPerson, type PossibleDuplicate } from '../api/register-person.js';
import { DuplicateNotice } from './duplicate-notice.js';
import { PersonFields, personFrom, type PersonForm } from './person-fields.js';

/** Registers a person; warns when the same person seems to be there already. */
export function NewPersonPage() {
  const { t } = useTranslation('people');
  const { t: tKit } = useTranslation('kit');
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [duplicates, setDuplicates] = useState<PossibleDuplicate[]>();
  const form = useForm<PersonForm>({ defaultValues: { name: '', kana: '', birthDate: typedFrom(null) } });
  const registering = useMutation({
    mutationFn: registerPerson,
    onSuccess: async ({ id }, { person }) => {
      say(t('form.saved', { name: person.name }));
      await navigate(
        search.get('for') === 'referral' ? `/referrals/new?person=${id}` : `/people/${id}/consents`,
      );
    },
    onError: (failure) => {
      const problem = problemIn(failure);
      if (problem?.code !== 'person.possible_duplicate') return faults.takeFailure(failure);
      setDuplicates(duplicatesIn(problem.extra));
    },
  });

  function register(values: PersonForm, allowDuplicate: boolean): void {
    const read = personFrom(values);
    setDuplicates(undefined);
    if (read.fault) {
      faults.refuse([{ field: 'birthDate', detail: tKit(`day.wrong.${read.fault}`) }]);
      return;
    }
    faults.refuse([]);
    const person: NewPerson = allowDuplicate ? { ...read.person, allowDuplicate } : read.person;
    registering.mutate({ person, key: keyFor(person) });
  }

  return (
    <Page title={t('form.title')} trail={[{ to: '/people', label: t('person.trail') }]} lead={t('form.lead')}>
      <form
        noValidate
        onSubmit={form.handleSubmit((values) => register(values, false))}
        className="grid max-w-2xl gap-6"
      >
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {duplicates && (
          <DuplicateNotice
            people={duplicates}
            busy={registering.isPending}
            onDiffer={form.handleSubmit((values) => register(values, true))}
          />
        )}
        <PersonFields form={form} errorOf={faults.of} />
        <TextField
          label={t('form.phone')}
          support={t('form.phoneSupport')}
          inputMode="tel"
          autoComplete="off"
          error={faults.of('phone')}
          {...form.register('phone')}
        />
        <Button type="submit" busy={registering.isPending} className="justify-self-start">
          {t('form.save')}
        </Button>
      </form>
    </Page>
  );
}

function duplicatesIn(extra: Record<string, unknown>): PossibleDuplicate[] {
  const people = extra['candidates'];
  return Array.isArray(people) ? (people as PossibleDuplicate[]) : [];
}
