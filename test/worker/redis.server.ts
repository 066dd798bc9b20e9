import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/portal.process.js';

const program = '/usr/bin/redis-server';

/** Whether this machine has a Redis to test with. */
export const redisInstalled = existsSync(program);

/** A Redis of its own on a free port, or on a given one, in memory only. */
export class RedisServer {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(port?: number): Promise<RedisServer> {
    return RedisServer.startOn(port ?? (await freePort()));
  }

  private static async startOn(port: number): Promise<RedisServer> {
    const folder = mkdtempSync(join(tmpdir(), 'portal-redis-'));
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
    const process = spawn(program, options, { stdio: 'ignore' });
    for (const end = Date.now() + 10_000; !(await answers(port)); await pause(20)) {
      if (Date.now() > end) throw new Error('redis-server did not start');
    }
    return new RedisServer(`redis://127.0.0.1:${port}`, process, folder);
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const tell = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => tell(true)).once('error', () => tell(false));
  });
}
