import { useTranslation } from 'react-i18next';
import { Fieldset } from '../../../components/fieldset.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextField } from '../../../components/text-field.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import type { WeeklyRule } from '../api/opening-hours.js';
import { weekdays } from './opening-drafts.js';
import { OpeningRuling } from './opening-ruling.js';
import { SeasonChoice } from './opening-season.js';
import type { FaultOf } from './opening-spans.js';
import { Ticks } from './opening-ticks.js';

const nthWeeks = [
  [1, 'first'],
  [2, 'second'],
  [3, 'third'],
  [4, 'fourth'],
  [5, 'fifth'],
  [-1, 'last'],
] as const;

type WeeklyFieldsProps = {
  path: string;
  value: WeeklyRule;
  onChange: (rule: WeeklyRule) => void;
  faultOf: FaultOf;
};

/** What holds on some days of the week. */
export function WeeklyFields({ path, value, onChange, faultOf }: WeeklyFieldsProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening' });
  return (
    <>
      <Fieldset id={`${path}.days`} label={t('form.dayChoice')} error={faultOf(`${path}.days`)}>
        <Ticks
          choices={weekdays.map((day) => [day, t(`days.${day}`)] as const)}
          value={value.days}
          onChange={(days) => onChange({ ...value, days })}
        />
      </Fieldset>
      <WeekChoice path={path} value={value} onChange={onChange} faultOf={faultOf} />
      <OpeningRuling
        path={path}
        value={value}
        faultOf={faultOf}
        onChange={(ruling) => onChange({ ...value, ...ruling })}
      />
      <SeasonChoice
        path={`${path}.season`}
        value={value.season ?? null}
        faultOf={faultOf}
        onChange={(season) => onChange({ ...value, season })}
      />
    </>
  );
}

function WeekChoice({ path, value, onChange, faultOf }: WeeklyFieldsProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  const anchor = value.everySecondFrom ?? null;
  const kind = anchor !== null ? 'everySecond' : value.weeks.length > 0 ? 'someWeeks' : 'everyWeek';
  const kinds = {
    everyWeek: { weeks: [], everySecondFrom: null },
    someWeeks: { weeks: [1], everySecondFrom: null },
    everySecond: { weeks: [], everySecondFrom: todayInTokyo() },
  } satisfies Record<string, Partial<WeeklyRule>>;
  return (
    <div className="grid gap-3">
      <RadioGroup
        name={`${path}.weekKind`}
        label={t('weeks')}
        inline
        value={kind}
        onChange={(chosen) => onChange({ ...value, ...kinds[chosen as keyof typeof kinds] })}
        choices={(['everyWeek', 'someWeeks', 'everySecond'] as const).map((one) => ({
          value: one,
          label: t(one),
        }))}
      />
      {kind === 'someWeeks' && (
        <Fieldset id={`${path}.weeks`} label={t('whichWeeks')} error={faultOf(`${path}.weeks`)}>
          <Ticks
            choices={nthWeeks.map(([nth, name]) => [nth, t(`nth.${name}`)] as const)}
            value={value.weeks}
            // The last tick stays: a rule for no week at all would be one for every week.
            onChange={(weeks) => weeks.length > 0 && onChange({ ...value, weeks })}
          />
        </Fieldset>
      )}
      {kind === 'everySecond' && (
        <TextField
          type="date"
          id={`${path}.everySecondFrom`}
          label={t('anchor')}
          support={t('anchorSupport')}
          value={anchor ?? ''}
          error={faultOf(`${path}.everySecondFrom`)}
          onChange={(event) => onChange({ ...value, everySecondFrom: event.target.value })}
          className="max-w-52"
        />
      )}
    </div>
  );
}
