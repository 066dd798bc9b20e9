import { useTranslation } from 'react-i18next';
import type { Schema } from '../lib/api-client.js';
import { inEra } from '../lib/japanese-date.js';
import { Checkbox } from './checkbox.js';
import { DayField } from './day-field.js';
import { Select } from './select.js';
import { TextArea } from './text-area.js';
import { TextField } from './text-field.js';

/** A field that only some types of referral ask for. */
export type Asked = Pick<
  Schema<'ParticularView'>,
  'code' | 'label' | 'kind' | 'required' | 'derived' | 'max' | 'choices' | 'value'
>;

type AskedFieldProps = {
  field: Asked;
  value: string;
  support?: string | undefined;
  error?: string | undefined;
  onChange: (value: string) => void;
};

/** Fills in a field as its kind asks for. */
export function AskedField({ field, value, support, error, onChange }: AskedFieldProps) {
  const { t } = useTranslation('kit', { keyPrefix: 'asked' });
  const { label, required, max } = field;
  const texts = { label, support, error, required };
  const name = `values.${field.code}`;
  if (field.derived)
    return (
      <div>
        <p className="text-std-16B-170">{label}</p>
        <p>{field.value === '' ? t('derived') : inEra(field.value)}</p>
      </div>
    );
  switch (field.kind) {
    case 'day':
      return (
        <DayField name={name} {...texts} value={value || null} onChange={(day) => onChange(day ?? '')} />
      );
    case 'long':
      return (
        <TextArea
          {...texts}
          name={name}
          maxLength={max ?? undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'choice':
      return (
        <Select
          {...texts}
          name={name}
          blank={t('choose')}
          value={value}
          choices={field.choices.map((choice) => ({ value: choice.code, label: choice.name }))}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'flag':
      return (
        <Checkbox
          label={label}
          checked={value === 'yes'}
          onChange={(event) => onChange(event.target.checked ? 'yes' : '')}
        />
      );
    default:
      return (
        <TextField
          {...texts}
          name={name}
          inputMode={field.kind === 'number' ? 'numeric' : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}
