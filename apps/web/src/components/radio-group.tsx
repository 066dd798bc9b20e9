import type { ReactNode } from 'react';
import { Fieldset } from './fieldset.js';
import type { FieldTexts } from './field.js';

/** One answer of a radio group, with what it means. */
export type RadioChoice = { value: string; label: ReactNode; support?: ReactNode; disabled?: boolean };

type RadioGroupProps = FieldTexts & {
  name: string;
  choices: readonly RadioChoice[];
  value: string | undefined;
  onChange: (value: string) => void;
  /** Side by side where there is room. */
  inline?: boolean;
};

/** One answer out of a few, all of them in sight. */
export function RadioGroup({ name, choices, value, onChange, inline = false, ...texts }: RadioGroupProps) {
  return (
    <Fieldset id={name} {...texts}>
      <div className={inline ? 'flex flex-wrap gap-x-6' : 'grid'}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex min-h-11 items-start gap-2.5 rounded-8 py-2 pr-2 hover:bg-solid-gray-50 has-disabled:text-solid-gray-536"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={value === choice.value}
              disabled={choice.disabled}
              onChange={() => onChange(choice.value)}
              className="mt-0.5 size-6 shrink-0 accent-blue-900"
            />
            <span className="min-w-0">
              {choice.label}
              {choice.support && (
                <span className="block text-dns-14N-130 text-solid-gray-700">{choice.support}</span>
              )}
            </span>
          </label>
        ))}
      </div>
    </Fieldset>
  );
}
