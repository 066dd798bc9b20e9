import type { EntryChange } from './api/entry-changes.js';

/** What taking a change back does, line by line: from what stands there now to what stood there before the change. */
export function undoLines({ lines }: Pick<EntryChange, 'lines'>): EntryChange['lines'] {
  return lines
    .filter(({ refused }) => !refused)
    .map((line) => ({
      ...line,
      before: line.conflict ? line.now : line.after,
      after: line.before,
      // What stands there now is the left side already.
      conflict: false,
      now: null,
    }));
}
