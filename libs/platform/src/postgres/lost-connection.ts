/** The server is going away, has gone, or is not back yet (SQLSTATE 57P0x), or the line to it broke. */
const passing = ['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

/** Whether a connection to the database was lost, which passes, rather than something being wrong. */
export function isLostConnection(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return passing.includes(code ?? '') || message === 'Connection terminated unexpectedly';
}
