import type { ComponentProps } from 'react';
import { useId } from 'react';
import { classes } from '../lib/classes.js';
import { boxLook, describedBy, Field, type FieldTexts } from './field.js';

/** One choice of a list. */
export type Choice = { value: string; label: string };

type SelectProps = Omit<ComponentProps<'select'>, 'required'> &
  FieldTexts & { choices: readonly Choice[]; blank?: string };

/** One of a list. */
export function Select({ label, support, error, required, choices, blank, className, ...rest }: SelectProps) {
  const ownId = useId();
  const id = rest.id ?? rest.name ?? ownId;
  return (
    <Field id={id} label={label} support={support} error={error} required={required}>
      <select
        {...rest}
        id={id}
        aria-required={required || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { label, support, error })}
        className={classes(boxLook, className)}
      >
        {blank !== undefined && <option value="">{blank}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
