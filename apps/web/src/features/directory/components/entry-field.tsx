import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../components/checkbox.js';
import type { FieldTexts } from '../../../components/field.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { classes } from '../../../lib/classes.js';
import { hyphenedPostalCode, keptPostalCode } from '../../../lib/postal-code.js';
import type { FormField } from '../api/get-entry-form.js';
import type { EntryChoices } from './entry-lists.js';
import { EntryDay } from './entry-day.js';
import { EntryLinks } from './entry-links.js';

type EntryFieldProps = {
  field: FormField;
  /** The path of the field, which is its id. */
  path: string;
  value: unknown;
  onChange: (value: unknown) => void;
  faultOf: (path: string) => string | undefined;
  choices: EntryChoices;
  disabled?: boolean;
  support?: string | undefined;
};

const shapes: Readonly<
  Record<string, { inputMode?: 'tel' | 'email' | 'url' | 'numeric'; className: string }>
> = {
  phone: { inputMode: 'tel', className: 'max-w-72' },
  postalCode: { inputMode: 'numeric', className: 'max-w-40' },
  email: { inputMode: 'email', className: 'max-w-120' },
  url: { inputMode: 'url', className: '' },
  corporationNumber: { inputMode: 'numeric', className: 'max-w-60' },
  officeNumber: { inputMode: 'numeric', className: 'max-w-60' },
};

/** One field of the form, drawn by its kind. */
export function EntryField(props: EntryFieldProps) {
  const { field, path, value, onChange, faultOf, choices, disabled = false } = props;
  const { t } = useTranslation('records');
  const support =
    field.secretariatOnly && disabled ? t('field.secretariatOnly') : (props.support ?? supportOf(field, t));
  const texts = { label: field.label, support, error: faultOf(path), required: field.required };
  switch (field.kind) {
    case 'flag':
      return (
        <Checkbox
          id={path}
          label={field.label}
          support={support}
          checked={value === true}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    case 'code':
      return (
        <Select
          {...texts}
          id={path}
          className="max-w-120"
          disabled={disabled}
          value={asText(value)}
          {...(field.required && value ? {} : { blank: t('field.unchosen') })}
          choices={choices.of(field)}
          onChange={(event) => onChange(event.target.value || null)}
        />
      );
    case 'codes':
      return <CodesField {...props} texts={texts} />;
    case 'text':
      return (
        <TextArea
          {...texts}
          id={path}
          rows={3}
          maxLength={field.max ?? undefined}
          value={asText(value)}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'lines':
      return (
        <TextArea
          {...texts}
          id={path}
          rows={2}
          className="min-h-20"
          value={(value as string[]).join('\n')}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value === '' ? [] : event.target.value.split('\n'))}
        />
      );
    case 'links':
      return <EntryLinks {...props} texts={texts} />;
    case 'day':
      return <EntryDay path={path} value={value} onChange={onChange} texts={texts} />;
    default: {
      const isNumber = field.kind === 'number' || field.kind === 'decimal';
      const isPostalCode = field.form === 'postalCode';
      const shape = shapes[field.form ?? ''];
      return (
        <TextField
          {...texts}
          id={path}
          autoComplete="off"
          inputMode={isNumber ? 'decimal' : shape?.inputMode}
          maxLength={isNumber ? 20 : (field.max ?? undefined)}
          className={classes(isNumber ? 'max-w-40' : (shape?.className ?? ''))}
          value={isPostalCode ? hyphenedPostalCode(asText(value)) : asText(value)}
          disabled={disabled}
          onChange={({ target }) => {
            const typed = isPostalCode ? keptPostalCode(target.value) : target.value;
            onChange(typed === '' ? null : typed);
          }}
        />
      );
    }
  }
}

function CodesField({
  field,
  path,
  value,
  onChange,
  choices,
  texts,
}: EntryFieldProps & { texts: FieldTexts }) {
  const chosen = value as string[];
  return (
    <Fieldset {...texts} id={path}>
      <div className="flex flex-wrap gap-x-6">
        {choices.of(field).map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={chosen.includes(choice.value)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...chosen, choice.value]
                  : chosen.filter((code) => code !== choice.value),
              )
            }
          />
        ))}
      </div>
    </Fieldset>
  );
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

const supports = {
  aliases: 'field.aliases',
  formerNames: 'field.onePerLine',
  addressHidden: 'field.addressHidden',
  plainDescription: 'field.plain',
  updateEmail: 'field.updateEmail',
  latitude: 'field.latitude',
  wageYear: 'field.wageYear',
} as const;

function supportOf(
  { name }: FormField,
  t: ReturnType<typeof useTranslation<'records'>>['t'],
): string | undefined {
  return Object.hasOwn(supports, name) ? t(supports[name as keyof typeof supports]) : undefined;
}
