import { useState } from 'react';
import type { FieldTexts } from '../../../components/field.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';

type EntryDayProps = {
  path: string;
  value: unknown;
  onChange: (value: unknown) => void;
  texts: FieldTexts;
};

/** A day of the form. What cannot be read yet is handed on as typed: the server says what is wrong with it. */
export function EntryDay({ path, value, onChange, texts }: EntryDayProps) {
  const [typed, setTyped] = useState(() => typedFrom(value as string | null));
  return (
    <SeparatedDate
      {...texts}
      name={path}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        const read = readTypedDay(next);
        const text = `${next.year}-${next.month}-${next.day}`;
        onChange(read.kind === 'day' ? read.day : read.kind === 'empty' ? null : text);
      }}
    />
  );
}
