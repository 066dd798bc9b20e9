import { pino, type Logger } from 'pino';
import { makeRoom } from './log.file.js';

export type { Logger } from 'pino';

/**
 * The structured log of a process: one JSON line per event, with ids and codes only. A message is a fixed English
 * phrase; whatever varies goes into named fields that hold no personal data. It goes to standard output, or to `file`.
 */
export function openLog(level: string, process: string, file?: string): Logger {
  if (file !== undefined) makeRoom(file);
  const options = {
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    // A last net under the rule: fields with these names never reach the log.
    redact: {
      paths: ['password', 'token', 'email', 'name', '*.password', '*.token', '*.email', '*.name'],
      remove: true,
    },
  };
  // Written at once, so that the last lines before a crash are there.
  return pino(options, pino.destination({ dest: file ?? 1, sync: true, append: true }));
}
