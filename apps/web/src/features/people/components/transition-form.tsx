import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DayField } from '../../../components/day-field.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { personTermsQuery } from '../api/person-transitions.js';
import { openTransition } from '../api/transition-cases.js';

const kinds = ['school_to_work', 'retention', 'other'] as const;
type Kind = (typeof kinds)[number];

/** Opens a transition: from where to where, what for, and from when to when; a support that ends gives the last day. */
export function TransitionForm({ personId }: { personId: string }) {
  const { t } = useTranslation('transitionCases');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const terms = useQuery(personTermsQuery(personId)).data ?? [];
  const [kind, setKind] = useState<Kind>('school_to_work');
  const [termId, setTermId] = useState('');
  const [goal, setGoal] = useState('');
  const [startsOn, setStartsOn] = useState<string | null>(todayInTokyo());
  const [endsOn, setEndsOn] = useState<string | null>(null);
  const opening = useMutation({
    mutationFn: openTransition,
    onSuccess: () => {
      say(t('saved'));
      setGoal('');
    },
    onError: faults.takeFailure,
  });
  function chooseTerm(id: string): void {
    setTermId(id);
    const term = terms.find((one) => one.id === id);
    if (!term) return;
    setKind(term.kind === 'retention' ? 'retention' : 'school_to_work');
    setEndsOn(term.endsOn);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    const wrong = [
      ...(goal.trim() ? [] : [{ field: 'goal', detail: t('needGoal') }]),
      ...(startsOn ? [] : [{ field: 'startsOn', detail: t('needDay') }]),
      ...(endsOn ? [] : [{ field: 'endsOn', detail: t('needDay') }]),
    ];
    if (faults.refuse(wrong) || !startsOn || !endsOn) return;
    const plan = { kind, goal: goal.trim(), startsOn, endsOn, ...(termId ? { supportTermId: termId } : {}) };
    opening.mutate({ personId, plan, key: keyFor([personId, plan]) });
  }
  return (
    <details>
      <summary className="cursor-pointer text-blue-900 underline">{t('open')}</summary>
      <form noValidate onSubmit={submit} className="mt-3 grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {terms.length > 0 && (
          <Select
            id="transitionTerm"
            label={t('term')}
            value={termId}
            choices={[
              { value: '', label: t('noTerm') },
              ...terms.map((term) => ({ value: term.id, label: `${term.kindName} ${inEra(term.endsOn)}` })),
            ]}
            onChange={(event) => chooseTerm(event.target.value)}
          />
        )}
        <Select
          id="transitionKind"
          label={t('kind')}
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(event) => setKind(event.target.value as Kind)}
        />
        <TextArea
          name="goal"
          label={t('goal')}
          required
          rows={2}
          error={faults.of('goal')}
          value={goal}
          onChange={(event) => setGoal(event.target.value)}
        />
        <DayField
          name="startsOn"
          label={t('startsOn')}
          required
          value={startsOn}
          error={faults.of('startsOn')}
          onChange={setStartsOn}
        />
        <DayField
          key={termId}
          name="endsOn"
          label={t('endsOn')}
          required
          value={endsOn}
          error={faults.of('endsOn')}
          onChange={setEndsOn}
        />
        <Button type="submit" className="w-fit" busy={opening.isPending}>
          {t('save')}
        </Button>
      </form>
    </details>
  );
}
