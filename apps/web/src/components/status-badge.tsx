import type { ReactNode } from 'react';
import { classes } from '../lib/classes.js';

/** How a state feels: waiting for somebody, under way, good end, other end, danger. */
export type BadgeTone = 'waiting' | 'moving' | 'good' | 'ended' | 'danger' | 'plain';

const tones: Record<BadgeTone, string> = {
  waiting: 'border-orange-800 bg-orange-50 text-orange-1000',
  moving: 'border-blue-900 bg-blue-50 text-blue-1000',
  good: 'border-green-900 bg-green-50 text-green-1000',
  ended: 'border-solid-gray-536 bg-solid-gray-50 text-solid-gray-800',
  danger: 'border-red-900 bg-red-50 text-red-1100',
  plain: 'border-solid-gray-536 bg-white text-solid-gray-800',
};

/** The state of a thing as a word in a coloured frame; the word alone is enough to understand it. */
export function StatusBadge({ tone, children }: { tone: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-block whitespace-nowrap rounded-6 border px-2 py-0.5 align-middle text-dns-14B-130',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
