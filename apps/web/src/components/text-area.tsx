import type { ComponentProps } from 'react';
import { useId } from 'react';
import { classes } from '../lib/classes.js';
import { boxLook, describedBy, Field, type FieldTexts } from './field.js';

type TextAreaProps = Omit<ComponentProps<'textarea'>, 'required'> & FieldTexts;

/** Several lines of text; the box grows with what is typed where the browser can. */
export function TextArea({ label, support, error, required, className, rows = 4, ...rest }: TextAreaProps) {
  const ownId = useId();
  const id = rest.id ?? rest.name ?? ownId;
  return (
    <Field id={id} label={label} support={support} error={error} required={required}>
      <textarea
        {...rest}
        rows={rows}
        id={id}
        aria-required={required || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { label, support, error })}
        className={classes(boxLook, 'field-sizing-content min-h-28', className)}
      />
    </Field>
  );
}
