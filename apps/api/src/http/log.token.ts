/** The injection token of the process's log. */
export const Log = Symbol('Log');
