import { useState } from 'react';
import type { EntryChange } from '../api/entry-changes.js';

/** Which fields of a change are meant: at first all that nobody has changed since. */
export function useChosenLines(change: EntryChange) {
  const lines = change.lines.filter(({ refused }) => !refused);
  const [paths, setPaths] = useState<readonly string[]>(() =>
    lines.filter(({ conflict }) => !conflict).map(({ path }) => path),
  );
  return {
    paths: [...paths],
    /** Whether something newer would be replaced, knowingly. */
    overwrite: lines.some(({ path, conflict }) => conflict && paths.includes(path)),
    hasConflict: lines.some(({ conflict }) => conflict),
    isChosen: (path: string) => paths.includes(path),
    toggle: (path: string) =>
      setPaths((before) =>
        before.includes(path) ? before.filter((other) => other !== path) : [...before, path],
      ),
  };
}
