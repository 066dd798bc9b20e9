import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { ageOn, inEra } from '../../../lib/japanese-date.js';
import { typedFrom } from '../../../lib/typed-day.js';
import type { Person } from '../api/get-person.js';
import { updatePerson } from '../api/update-person.js';
import { PersonFields, personFrom, type PersonForm } from './person-fields.js';

/** Name, reading and birth date, edited in place. */
export function IdentitySection({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const [editing, setEditing] = useState(false);
  return (
    <Card
      className={editing ? '@4xl:col-span-2' : undefined}
      title={tTerms('category.identity')}
      aside={
        !editing && (
          <Button look="quiet" onClick={() => setEditing(true)}>
            {t('form.edit')}
          </Button>
        )
      }
    >
      {editing ? (
        <IdentityForm person={person} onDone={() => setEditing(false)} />
      ) : (
        <DescriptionList
          items={[
            { term: t('form.name'), detail: person.name },
            { term: t('form.kana'), detail: person.kana },
            {
              term: t('form.birthDate'),
              detail:
                person.birthDate &&
                `${inEra(person.birthDate)}（${t('age', { age: ageOn(person.birthDate) })}）`,
            },
          ]}
        />
      )}
    </Card>
  );
}

function IdentityForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation('people');
  const { t: tKit } = useTranslation('kit');
  const say = useSay();
  const faults = useFaults();
  const form = useForm<PersonForm>({
    defaultValues: { name: person.name, kana: person.kana, birthDate: typedFrom(person.birthDate) },
  });
  const updating = useMutation({
    mutationFn: updatePerson,
    onSuccess: () => {
      say(t('form.updated'));
      onDone();
    },
    onError: faults.takeFailure,
  });
  function update(values: PersonForm): void {
    const read = personFrom(values);
    if (read.fault) {
      faults.refuse([{ field: 'birthDate', detail: tKit(`day.wrong.${read.fault}`) }]);
      return;
    }
    updating.mutate({ personId: person.id, version: person.version, changes: read.person });
  }
  return (
    <form noValidate onSubmit={form.handleSubmit(update)} className="grid max-w-2xl gap-5">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <PersonFields form={form} errorOf={faults.of} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={updating.isPending}>
          {t('form.update')}
        </Button>
        <Button look="secondary" onClick={onDone}>
          {tKit('cancel')}
        </Button>
      </div>
    </form>
  );
}
