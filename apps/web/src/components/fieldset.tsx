import type { ReactNode } from 'react';
import { useId } from 'react';
import { classes } from '../lib/classes.js';
import { describedBy, FieldError, FieldSupport, RequirementMark, type FieldTexts } from './field.js';

type FieldsetProps = FieldTexts & { id?: string; children: ReactNode; className?: string };

/** Fields that answer one question together. */
export function Fieldset({ id, label, support, error, required, className, children }: FieldsetProps) {
  const ownId = useId();
  const groupId = id ?? ownId;
  return (
    <fieldset
      id={groupId}
      tabIndex={-1}
      aria-describedby={describedBy(groupId, { label, support, error })}
      className={classes('min-w-0', className)}
    >
      <legend className="mb-1.5 text-std-16B-170">
        {label}
        <RequirementMark required={required} />
      </legend>
      <FieldSupport id={groupId} support={support} />
      {children}
      <FieldError id={groupId} error={error} />
    </fieldset>
  );
}
