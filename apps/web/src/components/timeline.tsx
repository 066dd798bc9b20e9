import type { ReactNode } from 'react';
import { asMoment } from '../lib/japanese-date.js';

/** One thing that happened. */
export type Happening = { id: string; at: string; what: ReactNode; who?: ReactNode; note?: ReactNode };

/** What happened, newest first. */
export function Timeline({ happenings }: { happenings: readonly Happening[] }) {
  return (
    <ol className="ml-2 border-l-2 border-solid-gray-300">
      {happenings.map((happening) => (
        <li key={happening.id} className="relative pb-5 pl-6 last:pb-0">
          <span
            aria-hidden="true"
            className="absolute top-2 -left-[0.4375rem] size-3 rounded-full border-2 border-blue-900 bg-white"
          />
          <p className="font-bold text-solid-gray-900">{happening.what}</p>
          <p className="flex flex-wrap gap-x-3 text-dns-14N-130 text-solid-gray-700">
            <time dateTime={happening.at}>{asMoment(happening.at)}</time>
            {happening.who && <span>{happening.who}</span>}
          </p>
          {happening.note && <div className="mt-1 whitespace-pre-line">{happening.note}</div>}
        </li>
      ))}
    </ol>
  );
}
