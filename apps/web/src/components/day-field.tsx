import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readTypedDay, typedFrom } from '../lib/typed-day.js';
import { SeparatedDate } from './separated-date.js';

type DayFieldProps = {
  name: string;
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
  support?: string | undefined;
  required?: boolean;
  error?: string | undefined;
};

/** A day as a form keeps it: what is typed half is no day yet. */
export function DayField({ name, label, value, onChange, support, required, error }: DayFieldProps) {
  const { t } = useTranslation('kit');
  const [typed, setTyped] = useState(() => typedFrom(value));
  const read = readTypedDay(typed);
  const filled = typed.year !== '' && typed.month !== '' && typed.day !== '';
  return (
    <SeparatedDate
      name={name}
      label={label}
      support={support}
      required={required}
      value={typed}
      error={error ?? (filled && read.kind === 'wrong' ? t(`day.wrong.${read.reason}`) : undefined)}
      onChange={(next) => {
        setTyped(next);
        const understood = readTypedDay(next);
        if (understood.kind === 'day') onChange(understood.day);
        if (understood.kind === 'empty') onChange(null);
      }}
    />
  );
}
