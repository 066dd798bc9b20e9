import type { ComponentProps } from 'react';
import { useId } from 'react';
import { classes } from '../lib/classes.js';
import { keepEnterForConversion } from '../lib/kanji-conversion.js';
import { boxLook, describedBy, Field, type FieldTexts } from './field.js';

type TextFieldProps = Omit<ComponentProps<'input'>, 'required'> & FieldTexts;

/** One line of text. */
export function TextField({ label, support, error, required, className, ...rest }: TextFieldProps) {
  const ownId = useId();
  const id = rest.id ?? rest.name ?? ownId;
  return (
    <Field id={id} label={label} support={support} error={error} required={required}>
      <input
        type="text"
        onKeyDown={keepEnterForConversion}
        {...rest}
        id={id}
        aria-required={required || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { label, support, error })}
        className={classes(boxLook, className)}
      />
    </Field>
  );
}
