import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { classes } from '../lib/classes.js';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  label: ReactNode;
  /** A count or remark at the end of the line. */
  aside?: ReactNode;
  support?: ReactNode;
};

/** One thing to tick. The whole line can be pressed. */
export function Checkbox({ label, aside, support, className, ...rest }: CheckboxProps) {
  const ownId = useId();
  const id = rest.id ?? ownId;
  return (
    <div className={className}>
      <label
        htmlFor={id}
        className="flex min-h-11 items-center gap-2.5 rounded-8 py-1 hover:bg-solid-gray-50 has-disabled:text-solid-gray-600"
      >
        <input
          {...rest}
          type="checkbox"
          id={id}
          aria-describedby={support ? `${id}-support` : undefined}
          className="size-6 shrink-0 accent-blue-900"
        />
        <span className="min-w-0 flex-1 leading-140">{label}</span>
        {aside !== undefined && <span className="text-solid-gray-700 tabular-nums">{aside}</span>}
      </label>
      {support && (
        <p id={`${id}-support`} className="pl-8.5 text-dns-14N-130 text-solid-gray-700">
          {support}
        </p>
      )}
    </div>
  );
}

/** The square alone, where its label is a table head. */
export function BareCheckbox({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return <input {...rest} type="checkbox" className={classes('size-6 accent-blue-900', className)} />;
}
