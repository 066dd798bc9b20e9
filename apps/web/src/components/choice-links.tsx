import { Link } from 'react-router';
import { classes } from '../lib/classes.js';

/** One way to see a list. */
export type ChoiceLink = { to: string; label: string; chosen: boolean; count?: number | undefined };

/** A few ways to see the same list, one of them chosen; each is an address. */
export function ChoiceLinks({ label, choices }: { label: string; choices: readonly ChoiceLink[] }) {
  return (
    <nav aria-label={label} className="no-print">
      <ul className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <li key={choice.to}>
            <Link
              to={choice.to}
              preventScrollReset
              aria-current={choice.chosen ? 'true' : undefined}
              className={classes(
                'inline-flex min-h-11 items-center gap-2 rounded-full border px-4 hover:underline',
                choice.chosen
                  ? 'border-blue-900 bg-blue-900 font-bold text-white'
                  : 'border-solid-gray-600 bg-white text-solid-gray-800 hover:bg-solid-gray-50',
              )}
            >
              {choice.label}
              {choice.count !== undefined && <span className="tabular-nums">{choice.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
