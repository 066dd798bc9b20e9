import { useTranslation } from 'react-i18next';
import { TextField } from '../../../components/text-field.js';
import type { DatedException, YearlyRange } from '../api/opening-hours.js';
import { OpeningRuling } from './opening-ruling.js';
import { SeasonFields } from './opening-season.js';
import type { FaultOf } from './opening-spans.js';

type RangeFieldsProps<Range> = {
  path: string;
  value: Range;
  onChange: (range: Range) => void;
  faultOf: FaultOf;
};

/** What holds on days that come back every year. */
export function YearlyFields({ path, value, onChange, faultOf }: RangeFieldsProps<YearlyRange>) {
  return (
    <>
      <NameField
        path={path}
        value={value}
        faultOf={faultOf}
        onChange={(name) => onChange({ ...value, name })}
      />
      <SeasonFields
        path={path}
        value={value}
        faultOf={faultOf}
        onChange={({ from, to }) => onChange({ ...value, from, to })}
      />
      <OpeningRuling
        path={path}
        value={value}
        faultOf={faultOf}
        onChange={(ruling) => onChange({ ...value, ...ruling })}
      />
    </>
  );
}

/** What holds on some days, this once. */
export function ExceptionFields({ path, value, onChange, faultOf }: RangeFieldsProps<DatedException>) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  return (
    <>
      <NameField
        path={path}
        value={value}
        faultOf={faultOf}
        onChange={(name) => onChange({ ...value, name })}
      />
      <div className="flex flex-wrap gap-x-8 gap-y-3">
        <TextField
          type="date"
          id={`${path}.from`}
          label={t('firstDay')}
          value={value.from}
          error={faultOf(`${path}.from`)}
          // One day is the rule: the last day follows the first until it lies later.
          onChange={({ target: { value: from } }) =>
            onChange({ ...value, from, to: value.to < from || value.to === value.from ? from : value.to })
          }
        />
        <TextField
          type="date"
          id={`${path}.to`}
          label={t('lastDay')}
          value={value.to}
          error={faultOf(`${path}.to`)}
          onChange={(event) => onChange({ ...value, to: event.target.value })}
        />
      </div>
      <OpeningRuling
        path={path}
        value={value}
        faultOf={faultOf}
        onChange={(ruling) => onChange({ ...value, ...ruling })}
      />
    </>
  );
}

type NameFieldProps = {
  path: string;
  value: { name?: string | null };
  onChange: (name: string | null) => void;
  faultOf: FaultOf;
};

function NameField({ path, value, onChange, faultOf }: NameFieldProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  return (
    <TextField
      id={`${path}.name`}
      label={t('name')}
      support={t('nameSupport')}
      maxLength={50}
      autoComplete="off"
      value={value.name ?? ''}
      error={faultOf(`${path}.name`)}
      onChange={(event) => onChange(event.target.value || null)}
      className="max-w-80"
    />
  );
}
