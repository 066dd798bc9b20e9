import { PortalError } from './errors.js';
import { OperatorError } from './operator.error.js';
import { isLostConnection } from './postgres/lost-connection.js';

/** Something that runs until it is told to stop. */
export interface Service {
  close(): Promise<void>;
}

const patience = 25_000;

/**
 * The life of a process that serves: starts it, waits for Ctrl-C or SIGTERM, closes it once and ends with code 0. A mistake
 * the operator can mend ends it with one sentence and code 1, anything else with its stack.
 */
export async function runService(start: () => Promise<Service>): Promise<void> {
  const starting = start();
  let stopping = false;
  const stop = (code: number) => {
    // A terminal signals the whole group and npm passes it on once more: the second one must not cut the first short.
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), patience).unref();
    starting
      .then((service) => service.close())
      .then(
        () => process.exit(code),
        (error: unknown) => {
          process.exitCode = explain(error);
          process.exit();
        },
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      // A connection may break in the instant in which nobody listens to it yet; whoever uses it next sees that.
      if (isLostConnection(error)) return;
      explain(error);
      stop(1);
    });
  }
  try {
    await starting;
  } catch (error) {
    if (!stopping) process.exit(explain(error));
  }
}

/** Tells the operator what went wrong, on the error stream; returns the exit code. */
export function explain(error: unknown): 1 {
  if (error instanceof OperatorError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  if (error instanceof PortalError) {
    process.stderr.write(`${error.detail}\n`);
    return 1;
  }
  process.stderr.write(
    `予期しないエラーが起きました。\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 1;
}
