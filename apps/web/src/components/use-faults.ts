import { useState } from 'react';
import { problemIn } from '../lib/problem.js';
import type { FormFault } from './error-summary.js';
import { useFailureText } from './failure-notice.js';

/** What is wrong with a form, found here or by the server, and how often it was tried. */
export function useFaults() {
  const textOf = useFailureText();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const show = (found: readonly FormFault[]) => {
    setFaults(found);
    setAttempt((last) => last + 1);
  };
  return {
    faults,
    attempt,
    /** Shows faults; true when there are any. */
    refuse: (found: readonly FormFault[]): boolean => {
      show(found);
      return found.length > 0;
    },
    /** Shows what the server refused, field by field where it says so. */
    takeFailure: (failure: unknown) => {
      const fields = problemIn(failure)?.fields ?? [];
      show(fields.length > 0 ? fields : [{ field: 'root', detail: textOf(failure) }]);
    },
    of: (field: string) => faults.find((fault) => fault.field === field)?.detail,
  };
}
