import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextArea } from '../../../components/text-area.js';
import type { OpeningProposal, OpeningRules } from '../api/opening-hours.js';
import {
  blankException,
  blankMonthly,
  blankOpening,
  blankWeekly,
  blankYearly,
  usualOpening,
  usualSpan,
  withoutPart,
  withPart,
} from './opening-drafts.js';
import { OpeningFromText } from './opening-from-text.js';
import { OpeningList } from './opening-list.js';
import { MonthlyFields } from './opening-monthly.js';
import { OpeningPreview } from './opening-preview.js';
import { ProposalNotice } from './opening-proposal.js';
import { ExceptionFields, YearlyFields } from './opening-ranges.js';
import { type FaultOf, OpeningSpans } from './opening-spans.js';
import { WeeklyFields } from './opening-weekly.js';

const afterHolidayRulings = ['asWeekday', 'closed', 'open', 'unknown'] as const;
const holidayRulings = ['closed', 'asWeekday', 'hours', 'open', 'unknown'] as const;

type OpeningFormProps = {
  /** Null where nobody has said anything yet. */
  value: OpeningRules | null;
  onChange: (rules: OpeningRules) => void;
  /** What was read out of an old text. */
  proposal?: OpeningProposal | undefined;
  /** What is wrong, by the path in the rules (`weekly.0.spans.0.to`); the same path with `name` before it is the field's id. */
  faultOf?: FaultOf;
  /** Goes before the ids of the fields, where several forms stand on one page. */
  name?: string;
};

/** Opening hours as rules, and beside them what they mean for the next four weeks. */
export function OpeningForm({
  value,
  onChange,
  proposal,
  faultOf = () => undefined,
  name,
}: OpeningFormProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  const rules = value ?? blankOpening;
  const set = (change: Partial<OpeningRules>) => onChange({ ...rules, ...change });
  const prefix = name === undefined ? '' : `${name}.`;
  const ofField: FaultOf = (id) => faultOf(id.slice(prefix.length));
  return (
    <div className="grid gap-6">
      {proposal && <ProposalNotice proposal={proposal} onTake={onChange} />}
      <OpeningFromText
        prefix={prefix}
        sourceText={rules.sourceText ?? proposal?.rules?.sourceText ?? ''}
        onTake={onChange}
      />
      <Checkbox
        id={`${prefix}unknown`}
        label={t('unknown')}
        support={t('unknownSupport')}
        checked={rules.unknown}
        onChange={(event) => set({ unknown: event.target.checked })}
      />
      {!rules.unknown && <RuleLists rules={rules} set={set} prefix={prefix} faultOf={ofField} />}
      <TextArea
        id={`${prefix}note`}
        label={t('note')}
        support={t('noteSupport')}
        rows={2}
        maxLength={500}
        value={rules.note ?? ''}
        error={ofField(`${prefix}note`)}
        onChange={(event) => set({ note: event.target.value || null })}
      />
      {value !== null && <OpeningPreview rules={rules} />}
    </div>
  );
}

type RuleListsProps = {
  rules: OpeningRules;
  set: (change: Partial<OpeningRules>) => void;
  prefix: string;
  faultOf: FaultOf;
};

function RuleLists({ rules, set, prefix, faultOf }: RuleListsProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  const { weekly, yearly, exceptions } = rules;
  const monthly = rules.monthly ?? [];
  return (
    <>
      {weekly.length === 0 && (
        <Button look="secondary" className="justify-self-start" onClick={() => set(usualOpening(rules))}>
          {t('start')}
        </Button>
      )}
      <OpeningList
        title={t('weekly')}
        support={t('weeklySupport')}
        parts={weekly}
        nameOf={(at) => t('weeklyRow', { number: at + 1 })}
        removeName={(at) => t('remove', { name: t('weeklyRow', { number: at + 1 }) })}
        onRemove={(at) => set({ weekly: withoutPart(weekly, at) })}
        addName={t('addWeekly')}
        onAdd={() => set({ weekly: [...weekly, blankWeekly()] })}
      >
        {(rule, at) => (
          <WeeklyFields
            path={`${prefix}weekly.${at}`}
            value={rule}
            faultOf={faultOf}
            onChange={(changed) => set({ weekly: withPart(weekly, at, changed) })}
          />
        )}
      </OpeningList>
      <HolidayFields rules={rules} set={set} prefix={prefix} faultOf={faultOf} />
      <AfterHolidayFields rules={rules} set={set} prefix={prefix} faultOf={faultOf} />
      <OpeningList
        title={t('monthly')}
        support={t('monthlySupport')}
        parts={monthly}
        nameOf={(at) => t('monthlyRow', { number: at + 1 })}
        removeName={(at) => t('remove', { name: t('monthlyRow', { number: at + 1 }) })}
        onRemove={(at) => set({ monthly: withoutPart(monthly, at) })}
        addName={t('addMonthly')}
        onAdd={() => set({ monthly: [...monthly, blankMonthly()] })}
      >
        {(rule, at) => (
          <MonthlyFields
            path={`${prefix}monthly.${at}`}
            value={rule}
            faultOf={faultOf}
            onChange={(changed) => set({ monthly: withPart(monthly, at, changed) })}
          />
        )}
      </OpeningList>
      <OpeningList
        title={t('yearly')}
        support={t('yearlySupport')}
        parts={yearly}
        nameOf={(at) => yearly[at]?.name || t('yearlyRow', { number: at + 1 })}
        removeName={(at) => t('remove', { name: yearly[at]?.name || t('yearlyRow', { number: at + 1 }) })}
        onRemove={(at) => set({ yearly: withoutPart(yearly, at) })}
        addName={t('addYearly')}
        onAdd={() => set({ yearly: [...yearly, blankYearly()] })}
      >
        {(range, at) => (
          <YearlyFields
            path={`${prefix}yearly.${at}`}
            value={range}
            faultOf={faultOf}
            onChange={(changed) => set({ yearly: withPart(yearly, at, changed) })}
          />
        )}
      </OpeningList>
      <OpeningList
        title={t('exceptions')}
        support={t('exceptionsSupport')}
        parts={exceptions}
        nameOf={(at) => exceptions[at]?.name || t('exceptionRow', { number: at + 1 })}
        removeName={(at) =>
          t('remove', { name: exceptions[at]?.name || t('exceptionRow', { number: at + 1 }) })
        }
        onRemove={(at) => set({ exceptions: withoutPart(exceptions, at) })}
        addName={t('addException')}
        onAdd={() => set({ exceptions: [...exceptions, blankException()] })}
      >
        {(exception, at) => (
          <ExceptionFields
            path={`${prefix}exceptions.${at}`}
            value={exception}
            faultOf={faultOf}
            onChange={(changed) => set({ exceptions: withPart(exceptions, at, changed) })}
          />
        )}
      </OpeningList>
    </>
  );
}

function HolidayFields({ rules: { holidays }, set, prefix, faultOf }: RuleListsProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  const asksHours = holidays.does === 'hours' || holidays.does === 'open';
  return (
    <div className="grid gap-3">
      <RadioGroup
        name={`${prefix}holidays.does`}
        label={t('holidays')}
        value={holidays.does}
        onChange={(does) =>
          set({
            holidays: {
              does: does as (typeof holidayRulings)[number],
              spans: holidays.spans.length > 0 ? holidays.spans : [usualSpan],
            },
          })
        }
        choices={holidayRulings.map((does) => ({ value: does, label: t(`holidayRulings.${does}`) }))}
      />
      {asksHours && (
        <OpeningSpans
          path={`${prefix}holidays.spans`}
          value={holidays.spans}
          faultOf={faultOf}
          onChange={(spans) => set({ holidays: { ...holidays, spans } })}
        />
      )}
    </div>
  );
}

function AfterHolidayFields({ rules, set, prefix, faultOf }: RuleListsProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  const { does, spans } = rules.afterHolidays ?? { does: 'asWeekday' as const, spans: [] };
  return (
    <div className="grid gap-3">
      <RadioGroup
        name={`${prefix}afterHolidays.does`}
        label={t('afterHolidays')}
        support={t('afterHolidaysSupport')}
        value={does}
        onChange={(chosen) =>
          set({
            afterHolidays: {
              does: chosen as (typeof afterHolidayRulings)[number],
              spans: spans.length > 0 ? spans : [usualSpan],
            },
          })
        }
        choices={afterHolidayRulings.map((ruling) => ({
          value: ruling,
          label: t(`afterHolidayRulings.${ruling}`),
        }))}
      />
      {does === 'open' && (
        <OpeningSpans
          path={`${prefix}afterHolidays.spans`}
          value={spans}
          faultOf={faultOf}
          onChange={(changed) => set({ afterHolidays: { does, spans: changed } })}
        />
      )}
    </div>
  );
}
