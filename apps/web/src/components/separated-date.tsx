import { useTranslation } from 'react-i18next';
import { ageOn, inEra, todayInTokyo } from '../lib/japanese-date.js';
import { readTypedDay, type TypedDay } from '../lib/typed-day.js';
import { boxLook, type FieldTexts } from './field.js';
import { Fieldset } from './fieldset.js';

type SeparatedDateProps = FieldTexts & {
  name: string;
  value: TypedDay;
  onChange: (value: TypedDay) => void;
  /** Also say the age, to catch a wrong era at once. */
  showAge?: boolean;
};

/** A day in three boxes that can be typed in any era; what was understood is read back below. */
export function SeparatedDate({ name, value, onChange, showAge = false, ...texts }: SeparatedDateProps) {
  const { t } = useTranslation('kit');
  const read = readTypedDay(value);
  return (
    <Fieldset id={name} {...texts} support={texts.support ?? t('day.yearHint')}>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2 pt-1">
        {(['year', 'month', 'day'] as const).map((part) => (
          <label key={part} className="flex items-center gap-1.5">
            <input
              type="text"
              inputMode={part === 'year' ? 'text' : 'numeric'}
              autoComplete="off"
              name={`${name}.${part}`}
              value={value[part]}
              aria-required={texts.required || undefined}
              aria-invalid={texts.error ? true : undefined}
              onChange={(event) => onChange({ ...value, [part]: event.target.value })}
              className={`${boxLook} ${part === 'year' ? 'max-w-28' : 'max-w-16'}`}
            />
            <span>{t(`day.${part}`)}</span>
          </label>
        ))}
      </div>
      <output className="block min-h-7 pt-1 text-dns-16N-130 text-solid-gray-700">
        {read.kind === 'day' && inEra(read.day)}
        {read.kind === 'day' && showAge && read.day <= todayInTokyo() && `（${ageOn(read.day)}歳）`}
      </output>
    </Fieldset>
  );
}
