import { NavLink } from 'react-router';
import { classes } from '../lib/classes.js';

/** One view of a thing. */
export type TabLink = { to: string; label: string; count?: number | undefined; end?: boolean };

/** The views of one thing, each with an address of its own. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className="no-print border-b border-solid-gray-420">
      <ul className="-mb-px flex flex-wrap gap-x-2">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <NavLink
              to={tab.to}
              end={tab.end ?? false}
              className={({ isActive }) =>
                classes(
                  'inline-flex min-h-11 items-center gap-2 border-b-4 px-3 py-2 hover:bg-solid-gray-50',
                  isActive
                    ? 'border-blue-900 font-bold text-blue-900'
                    : 'border-transparent text-solid-gray-800 hover:underline',
                )
              }
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="tabular-nums text-solid-gray-700">{tab.count}</span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
