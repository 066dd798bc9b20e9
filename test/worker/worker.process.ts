import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestDatabase } from '../support/database.js';
import { testEnvironment } from '../support/test-environment.js';

/** A worker in a process of its own, as in production; it can be killed. */
export class WorkerProcess {
  private log = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (this.log += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (this.log += chunk));
  }

  /** Starts `script` (the real main, or the impatient one) and waits until it works. */
  static async start(
    script: string,
    db: TestDatabase,
    settings: Record<string, string | undefined>,
  ): Promise<WorkerProcess> {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(
      process.execPath,
      ['--import', resolve('test/worker/typescript.mjs'), resolve(script)],
      {
        env: {
          PATH,
          HOME,
          DATABASE_URL: db.adminUrl,
          PORTAL_KEY_FILE: testEnvironment().keyFile,
          PUBLIC_URL: 'https://portal.example.jp',
          LOG_LEVEL: 'info',
          ...settings,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const worker = new WorkerProcess(child);
    for (const end = Date.now() + 60_000; !worker.log.includes('worker started'); await pause(20)) {
      if (child.exitCode !== null || Date.now() > end)
        throw new Error(`the worker did not start:\n${worker.log}`);
    }
    return worker;
  }

  /** What it has written to its log. */
  get printed(): string {
    return this.log;
  }

  /** Sends a signal and waits for the end; answers the exit code, or null when the signal ended it. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const ended = new Promise<number | null>((done) => this.child.once('close', (code) => done(code)));
    this.child.kill(signal);
    return ended;
  }
}
