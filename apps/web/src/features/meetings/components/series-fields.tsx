import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';

/** How meetings repeat, as it is typed. */
export type TypedSeries = {
  repeat: 'none' | 'weeks' | 'months';
  every: string;
  weekNo: string;
  count: string;
};
/** How far a change reaches. */
export type Scope = 'this' | 'following' | 'all';

const repeats = ['none', 'weeks', 'months'] as const;
const weekNos = ['1', '2', '3', '4', '5'] as const;
const scopes = ['this', 'following', 'all'] as const;

type SeriesFieldsProps = {
  typed: TypedSeries;
  faultOf: (field: string) => string | undefined;
  onChange: (typed: TypedSeries) => void;
};

/** Whether a meeting is planned once or several times. */
export function SeriesFields({ typed, faultOf, onChange }: SeriesFieldsProps) {
  const { t } = useTranslation('meetingDates');
  const number = (field: 'every' | 'count', label: string) => (
    <div className="w-36">
      <TextField
        name={field}
        label={label}
        inputMode="numeric"
        autoComplete="off"
        value={typed[field]}
        error={faultOf(field)}
        onChange={(event) => onChange({ ...typed, [field]: event.target.value })}
      />
    </div>
  );
  return (
    <div className="grid max-w-2xl gap-4">
      <Select
        name="repeat"
        label={t('series.repeat')}
        support={t('series.support')}
        choices={repeats.map((repeat) => ({ value: repeat, label: t(`series.repeats.${repeat}`) }))}
        value={typed.repeat}
        onChange={(event) => onChange({ ...typed, repeat: event.target.value as TypedSeries['repeat'] })}
      />
      {typed.repeat !== 'none' && (
        <div className="flex flex-wrap items-end gap-4">
          {number('every', t(typed.repeat === 'weeks' ? 'series.everyWeeks' : 'series.everyMonths'))}
          {typed.repeat === 'months' && (
            <div className="w-36">
              <Select
                name="weekNo"
                label={t('series.weekNo')}
                choices={weekNos.map((weekNo) => ({ value: weekNo, label: t(`series.weekNos.${weekNo}`) }))}
                value={typed.weekNo}
                onChange={(event) => onChange({ ...typed, weekNo: event.target.value })}
              />
            </div>
          )}
          {number('count', t('series.count'))}
        </div>
      )}
    </div>
  );
}

/** Whether others of the series follow a change. */
export function SeriesScope({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) {
  const { t } = useTranslation('meetingDates');
  return (
    <RadioGroup
      name="scope"
      label={t('series.scope')}
      support={t('series.scopeSupport')}
      choices={scopes.map((value) => ({ value, label: t(`series.scopes.${value}`) }))}
      value={scope}
      onChange={(value) => onChange(value as Scope)}
    />
  );
}
