type TicksProps<Code> = {
  choices: readonly (readonly [code: Code, label: string])[];
  value: readonly Code[];
  onChange: (value: Code[]) => void;
};

/** Several of a few, side by side, in the order in which they stand. */
export function Ticks<Code extends string | number>({ choices, value, onChange }: TicksProps<Code>) {
  const ticked = (code: Code, on: boolean) =>
    choices.map(([one]) => one).filter((one) => (one === code ? on : value.includes(one)));
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1">
      {choices.map(([code, label]) => (
        <label key={code} className="flex min-h-11 items-center gap-2 rounded-8 pr-1 hover:bg-solid-gray-50">
          <input
            type="checkbox"
            checked={value.includes(code)}
            onChange={(event) => onChange(ticked(code, event.target.checked))}
            className="size-6 accent-blue-900"
          />
          {label}
        </label>
      ))}
    </div>
  );
}
