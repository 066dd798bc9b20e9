import { addWorkingDays, workingDaysBetween } from '#libs/directory';

/** A deadline moved by the working days for which its clock stood still, from `stoppedOn` to `today`. */
export function movedDeadline(dueOn: string | null, stoppedOn: string | null, today: string): string | null {
  if (dueOn === null || stoppedOn === null) return dueOn;
  return addWorkingDays(dueOn, workingDaysBetween(stoppedOn, today));
}
