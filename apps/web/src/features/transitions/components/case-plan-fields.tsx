import { useTranslation } from 'react-i18next';
import { DayField } from '../../../components/day-field.js';
import { TextArea } from '../../../components/text-area.js';
import type { useFaults } from '../../../components/use-faults.js';

/** What is planned, while it is being written. */
export interface CasePlan {
  readonly goal: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

type CasePlanFieldsProps = {
  plan: CasePlan;
  faults: ReturnType<typeof useFaults>;
  /** Another one means that the days were put in from elsewhere. */
  daysFrom?: string;
  onChange: (plan: CasePlan) => void;
};

/** The goal, and from when to when. */
export function CasePlanFields({ plan, faults, daysFrom = '', onChange }: CasePlanFieldsProps) {
  const { t } = useTranslation('transitionCases');
  return (
    <>
      <TextArea
        name="goal"
        label={t('goal')}
        support={t('goalSupport')}
        required
        rows={3}
        maxLength={1000}
        error={faults.of('goal')}
        value={plan.goal}
        onChange={(event) => onChange({ ...plan, goal: event.target.value })}
      />
      <DayField
        name="startsOn"
        label={t('startsOn')}
        required
        value={plan.startsOn}
        error={faults.of('startsOn')}
        onChange={(startsOn) => onChange({ ...plan, startsOn })}
      />
      <DayField
        key={daysFrom}
        name="endsOn"
        label={t('endsOn')}
        required
        value={plan.endsOn}
        error={faults.of('endsOn')}
        onChange={(endsOn) => onChange({ ...plan, endsOn })}
      />
    </>
  );
}

/** The plan as it can be kept, or what is missing in it. */
export function checkedPlan(
  { goal, startsOn, endsOn }: CasePlan,
  t: ReturnType<typeof useTranslation<'transitionCases'>>['t'],
) {
  const wrong = [
    ...(goal.trim() ? [] : [{ field: 'goal', detail: t('needGoal') }]),
    ...(startsOn ? [] : [{ field: 'startsOn', detail: t('needDay') }]),
    ...(endsOn ? [] : [{ field: 'endsOn', detail: t('needDay') }]),
    ...(startsOn && endsOn && endsOn < startsOn ? [{ field: 'endsOn', detail: t('needOrder') }] : []),
  ];
  return { wrong, plan: { goal: goal.trim(), startsOn: startsOn ?? '', endsOn: endsOn ?? '' } };
}
