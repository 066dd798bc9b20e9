import { useTranslation } from 'react-i18next';
import { Fieldset } from '../../../components/fieldset.js';
import type { MonthlyRule } from '../api/opening-hours.js';
import { OpeningRuling } from './opening-ruling.js';
import type { FaultOf } from './opening-spans.js';
import { Ticks } from './opening-ticks.js';

type Day = MonthlyRule['days'][number];
const days = [...Array.from({ length: 31 }, (_, at) => at + 1), -1] as Day[];

type MonthlyFieldsProps = {
  path: string;
  value: MonthlyRule;
  onChange: (rule: MonthlyRule) => void;
  faultOf: FaultOf;
};

/** What holds on some days of every month. */
export function MonthlyFields({ path, value, onChange, faultOf }: MonthlyFieldsProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  return (
    <>
      <Fieldset id={`${path}.days`} label={t('monthDays')} error={faultOf(`${path}.days`)}>
        <Ticks
          choices={days.map((day) => [day, day === -1 ? t('lastOfMonth') : t('dayOf', { day })] as const)}
          value={value.days}
          onChange={(chosen) => onChange({ ...value, days: chosen })}
        />
      </Fieldset>
      <OpeningRuling
        path={path}
        value={value}
        faultOf={faultOf}
        onChange={(ruling) => onChange({ ...value, ...ruling })}
      />
    </>
  );
}
