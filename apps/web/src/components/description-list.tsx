import type { ReactNode } from 'react';

/** A name and its value; an absent value leaves the line out. */
export type Description = { term: string; detail: ReactNode };

/** Names and values, side by side where there is room. */
export function DescriptionList({ items }: { items: readonly Description[] }) {
  const shown = items.filter(
    ({ detail }) => detail !== undefined && detail !== null && detail !== '' && detail !== false,
  );
  return (
    <div className="@container">
      <dl className="grid gap-x-6 gap-y-2.5 @lg:grid-cols-[minmax(7rem,max-content)_minmax(0,1fr)]">
        {shown.map(({ term, detail }) => (
          <div key={term} className="@lg:contents">
            <dt className="font-bold text-solid-gray-900">{term}</dt>
            <dd className="min-w-0 whitespace-pre-line">{detail}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
