import { useId } from 'react';

/** How much of something is done, as a bar and in words. */
export function Meter({ label, percent, text }: { label: string; percent: number; text: string }) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <span id={id} className="text-std-16B-170">
          {label}
        </span>
        <span className="tabular-nums">{text}</span>
      </div>
      <div
        role="meter"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={text}
        className="h-3 overflow-hidden rounded-full border border-solid-gray-600 bg-white"
      >
        {/* React sets this through the CSSOM, which the content security policy allows. */}
        <div className="h-full bg-blue-900 forced-colors:bg-[Highlight]" style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
