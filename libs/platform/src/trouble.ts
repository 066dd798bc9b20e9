/** What may be said about a failure outside the process that met it: its code, never its words, which can quote data. */
export function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  return typeof name === 'string' && name !== '' ? name : 'unknown';
}

/** Where it happened: the stack without its message. */
export function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const lines = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return lines?.slice(0, 12).join('\n');
}
