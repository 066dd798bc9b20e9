import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DayField } from '../../../components/day-field.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { personCheckUpsQuery, personTermsQuery, planCheckUp, planTerm } from '../api/person-transitions.js';

/** When the person's support ends, and when they were and will be asked how they are. */
export function PersonTransitions({ personId }: { personId: string }) {
  const { t } = useTranslation('personTransitions');
  const terms = useQuery(personTermsQuery(personId)).data ?? [];
  const checks = (useQuery(personCheckUpsQuery(personId)).data ?? []).filter(
    ({ state }) => state !== 'dropped',
  );
  return (
    <Card title={t('title')}>
      <div className="grid gap-3">
        {terms.length + checks.length === 0 && <p>{t('none')}</p>}
        <ul className="list-disc pl-5">
          {terms.map(({ id, kind, kindName, baseOn, endsOn, daysLeft, adultOn }) => (
            <li key={id}>
              {t(daysLeft < 0 ? 'past' : 'ends', { kind: kindName, day: inEra(endsOn), days: daysLeft })}
              {kind === 'retention' && `　${t('begun', { day: inEra(baseOn) })}`}
              {adultOn && `　${t('adult', { day: inEra(adultOn) })}`}
            </li>
          ))}
          {checks.map(({ id, kindName, dueOn, doneOn, state, situationName, reachedName }) => (
            <li key={id}>
              {doneOn
                ? t('done', {
                    day: inEra(doneOn),
                    kind: kindName,
                    situation: situationName,
                    reached: reachedName,
                  })
                : t(state === 'moved' ? 'moved' : 'check', { day: inEra(dueOn), kind: kindName })}
            </li>
          ))}
        </ul>
        <p className="flex flex-wrap gap-4">
          {terms.length > 0 && <TextLink to="/support-terms">{t('list')}</TextLink>}
          {checks.length > 0 && <TextLink to="/check-ups">{t('checks')}</TextLink>}
        </p>
        <AddDay personId={personId} />
      </div>
    </Card>
  );
}

const kinds = ['retention', 'graduation', 'check'] as const;

function AddDay({ personId }: { personId: string }) {
  const { t } = useTranslation('personTransitions');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const [kind, setKind] = useState<(typeof kinds)[number]>('retention');
  const [day, setDay] = useState<string | null>(null);
  const saving = useMutation({
    mutationFn: async (input: { kind: (typeof kinds)[number]; day: string }): Promise<void> => {
      const key = keyFor(input);
      if (input.kind === 'check') await planCheckUp({ personId, key, dueOn: input.day });
      else await planTerm({ personId, key, kind: input.kind, baseOn: input.day });
    },
    onSuccess: () => say(t('saved')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(day ? [] : [{ field: 'baseOn', detail: t('need') }]) || !day) return;
    saving.mutate({ kind, day });
  }
  return (
    <details>
      <summary className="cursor-pointer text-blue-900 underline">{t('add')}</summary>
      <form noValidate onSubmit={submit} className="mt-3 grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <Select
          id="termKind"
          label={t('kind')}
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(event) => setKind(event.target.value as (typeof kinds)[number])}
        />
        <DayField
          name="baseOn"
          label={t('day')}
          required
          value={day}
          error={faults.of('baseOn') ?? faults.of('dueOn')}
          onChange={setDay}
        />
        <Button type="submit" className="w-fit" busy={saving.isPending}>
          {t('save')}
        </Button>
      </form>
    </details>
  );
}
