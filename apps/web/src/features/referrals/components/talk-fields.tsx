import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { RemovableChip } from '../../../components/chip.js';
import { Fieldset } from '../../../components/fieldset.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import type { AgencyChoice } from '../../../lib/find-agencies.js';
import { asMoment } from '../../../lib/japanese-date.js';
import type { TypedDay } from '../../../lib/typed-day.js';
import type { LineConversation, TalkWords } from '../api/conversation.js';
import { conversationJa } from '../conversation.ja.js';
import { noTime, type TalkField, type TypedTime } from '../talk-forms.js';
import { ToldCategories } from './told-categories.js';

type TalkFieldsProps = {
  fields: readonly TalkField[];
  line: LineConversation;
  words: TalkWords;
  onChange: (words: TalkWords) => void;
  errorOf: (field: string) => string | undefined;
};

/** The fields of a form, one below the other. */
export function TalkFields({ fields, line, words, onChange, errorOf }: TalkFieldsProps) {
  return fields.map((field) => (
    <Field
      key={field.name}
      field={field}
      line={line}
      value={words[field.name]}
      error={errorOf(field.name)}
      onChange={(value) => onChange({ ...words, [field.name]: value })}
    />
  ));
}

type FieldProps = {
  field: TalkField;
  line: LineConversation;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
};

function Field({ field, line, value, error, onChange }: FieldProps) {
  const { t } = useTranslation('conversation');
  const texts = {
    name: field.name,
    label: t(`field.${field.label}`),
    required: field.required ?? false,
    error,
  };
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'text':
      return (
        <TextField
          {...texts}
          maxLength={500}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'area':
      return (
        <TextArea
          {...texts}
          rows={3}
          maxLength={2000}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'day':
      return <SeparatedDate {...texts} value={value as TypedDay} onChange={onChange} />;
    case 'check':
      return (
        <Checkbox
          label={texts.label}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    case 'radio':
      return <RadioGroup {...texts} value={text} onChange={onChange} choices={choicesOf(field.choices)} />;
    case 'suggested':
      return (
        <RadioGroup
          {...texts}
          value={text}
          onChange={onChange}
          choices={suggestedOn(line).map(({ id, name }) => ({ value: id, label: name }))}
        />
      );
    case 'offered':
      return (
        <RadioGroup
          {...texts}
          value={text}
          onChange={onChange}
          choices={(line.appointments.at(-1)?.options ?? []).map(({ startsAt }, nth) => ({
            value: String(nth),
            label: asMoment(startsAt),
          }))}
        />
      );
    case 'agencies':
      return <Agencies {...texts} chosen={value as readonly AgencyChoice[]} onChange={onChange} />;
    case 'categories':
      return <ToldCategories line={line} chosen={value as readonly string[] | null} onChange={onChange} />;
    case 'times':
      return <Times {...texts} times={value as readonly TypedTime[]} onChange={onChange} />;
  }
}

function choicesOf(list: TalkField['choices']) {
  const { choice, redirectReason, stopReason } = conversationJa;
  const some = (...codes: (keyof typeof choice)[]) => codes.map((value) => ({ value, label: choice[value] }));
  const all = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }));
  switch (list) {
    case 'decision':
      return some('agree', 'turn_down');
    case 'stop':
      return some('stop_agree', 'stop_refuse');
    case 'transfer':
      return some('transfer_agree', 'transfer_refuse');
    case 'attendance':
      return some('regular', 'mostly', 'irregular', 'absent');
    case 'outcome':
      return some('kept', 'no_show');
    case 'redirect':
      return all(redirectReason);
    case 'stopReason':
      return all(stopReason);
    case undefined:
      return [];
  }
}

/** The agencies that the recipient has named last. */
function suggestedOn(line: LineConversation) {
  return line.messages.findLast(({ kind }) => kind === 'onward')?.agencies ?? [];
}

type AgenciesProps = {
  name: string;
  label: string;
  error: string | undefined;
  chosen: readonly AgencyChoice[];
  onChange: (chosen: readonly AgencyChoice[]) => void;
};

function Agencies({ name, label, error, chosen, onChange }: AgenciesProps) {
  return (
    <div className="grid gap-3">
      {chosen.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {chosen.map((agency) => (
            <RemovableChip
              key={agency.id}
              name={agency.name}
              onRemove={() => onChange(chosen.filter(({ id }) => id !== agency.id))}
            />
          ))}
        </div>
      )}
      <AgencyPicker
        name={name}
        label={label}
        error={error}
        anyone
        except={chosen.map(({ id }) => id)}
        onChoose={(agency) => onChange([...chosen, agency].slice(0, 5))}
      />
    </div>
  );
}

type TimesProps = {
  name: string;
  label: string;
  error: string | undefined;
  times: readonly TypedTime[];
  onChange: (times: readonly TypedTime[]) => void;
};

const mostTimes = 5;
const clockLook = 'min-h-12 rounded-8 border border-solid-gray-600 bg-white px-3';

function Times({ name, label, error, times, onChange }: TimesProps) {
  const { t } = useTranslation('conversation');
  const change = (nth: number, changes: Partial<TypedTime>) =>
    onChange(times.map((time, at) => (at === nth ? { ...time, ...changes } : time)));
  return (
    <Fieldset id={name} label={label} required error={error}>
      <div className="grid gap-4">
        {times.map((time, nth) => (
          <div key={nth} className="grid gap-2 rounded-12 border border-solid-gray-300 p-3">
            <SeparatedDate
              name={`${name}.${nth}`}
              label={t('field.candidate', { nth: nth + 1 })}
              value={time.day}
              onChange={(day) => change(nth, { day })}
            />
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              {(['from', 'until'] as const).map((part) => (
                <label key={part} className="flex items-center gap-2">
                  {t(part === 'from' ? 'field.starts' : 'field.ends')}
                  <input
                    type="time"
                    className={clockLook}
                    value={time[part]}
                    onChange={(event) => change(nth, { [part]: event.target.value })}
                  />
                </label>
              ))}
              {times.length > 1 && (
                <Button look="quiet" onClick={() => onChange(times.filter((_, at) => at !== nth))}>
                  {t('field.removeTime', { nth: nth + 1 })}
                </Button>
              )}
            </div>
          </div>
        ))}
        {times.length < mostTimes && (
          <Button look="quiet" className="justify-self-start" onClick={() => onChange([...times, noTime])}>
            {t('field.addTime')}
          </Button>
        )}
      </div>
    </Fieldset>
  );
}
