import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../components/checkbox.js';
import { boxLook } from '../../../components/field.js';
import { Fieldset } from '../../../components/fieldset.js';
import type { Schema } from '../../../lib/api-client.js';
import type { FaultOf } from './opening-spans.js';

type Season = Schema<'SeasonPart'>;

const wholeYear: Season = { from: '04-01', to: '09-30' };
const months = Array.from({ length: 12 }, (_, at) => at + 1);

type SeasonChoiceProps = {
  path: string;
  value: Season | null;
  onChange: (season: Season | null) => void;
  faultOf: FaultOf;
};

/** Whether a rule holds the whole year, or in a season of it. */
export function SeasonChoice({ path, value, onChange, faultOf }: SeasonChoiceProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  return (
    <div className="grid gap-3">
      <Checkbox
        label={t('inSeason')}
        checked={value !== null}
        onChange={(event) => onChange(event.target.checked ? wholeYear : null)}
      />
      {value !== null && <SeasonFields path={path} value={value} faultOf={faultOf} onChange={onChange} />}
    </div>
  );
}

type SeasonFieldsProps = {
  path: string;
  value: Season;
  onChange: (season: Season) => void;
  faultOf: FaultOf;
};

/** The first and the last of days that come back every year. */
export function SeasonFields({ path, value, onChange, faultOf }: SeasonFieldsProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-3">
      {(['from', 'to'] as const).map((edge) => (
        <MonthDayField
          key={edge}
          id={`${path}.${edge}`}
          label={t(edge === 'from' ? 'firstDay' : 'lastDay')}
          value={value[edge]}
          error={faultOf(`${path}.${edge}`)}
          onChange={(monthDay) => onChange({ ...value, [edge]: monthDay })}
        />
      ))}
    </div>
  );
}

type MonthDayFieldProps = {
  id: string;
  label: string;
  value: string;
  error: string | undefined;
  onChange: (monthDay: string) => void;
};

/** A day of every year. The browser's own field of dates would ask for the year. */
function MonthDayField({ id, label, value, error, onChange }: MonthDayFieldProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  const [month = 1, day = 1] = value.split('-').map(Number);
  const last = new Date(Date.UTC(2025, month, 0)).getUTCDate();
  const set = (newMonth: number, newDay: number) => {
    const longest = new Date(Date.UTC(2025, newMonth, 0)).getUTCDate();
    onChange(`${two(newMonth)}-${two(Math.min(newDay, longest))}`);
  };
  return (
    <Fieldset id={id} label={label} error={error}>
      <div className="flex flex-wrap items-center gap-2">
        <label className="flex items-center gap-1.5">
          <select
            value={month}
            aria-invalid={error ? true : undefined}
            onChange={(event) => set(Number(event.target.value), day)}
            className={`${boxLook} max-w-20`}
          >
            {months.map((number) => (
              <option key={number}>{number}</option>
            ))}
          </select>
          {t('month')}
        </label>
        <label className="flex items-center gap-1.5">
          <select
            value={day}
            aria-invalid={error ? true : undefined}
            onChange={(event) => set(month, Number(event.target.value))}
            className={`${boxLook} max-w-20`}
          >
            {Array.from({ length: last }, (_, at) => at + 1).map((number) => (
              <option key={number}>{number}</option>
            ))}
          </select>
          {t('dayOfMonth')}
        </label>
      </div>
    </Fieldset>
  );
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
