import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { makeRoom } from '../log.file.js';
import { DataFolderForeign, DataFolderUnwritable, ServerFailed } from './postgres.errors.js';
import type { ServerBinaries } from './server.binaries.js';
import type { ServerUser } from './server.user.js';

const patience = 30_000;
const farewell = 'stay\n';

/** What is started. */
export interface ServerWishes {
  binaries: ServerBinaries;
  folder: string;
  logFile: string;
  user: ServerUser | undefined;
  throwaway: boolean;
}

/** A server that accepts connections; the lifeline is there when this process started it. */
export interface RunningServer {
  pid: number;
  port: number;
  lifeline?: Writable;
}

/**
 * Becomes the server and leaves a watcher behind: when the portal ends without a word (kill -9, crash), its end of the
 * pipe closes, and the server is asked to stop as soon as nobody uses it. The word "stay" sends the watcher away.
 */
const launch = `exec 3<&0 </dev/null
( ( read word <&3; [ "$word" = stay ] || kill -TERM $$ 2>/dev/null ) & )
exec 3<&-
exec "$@"`;

/** Finds the server of these files, or starts it, on `port` if one is named. */
export async function ensureRunning(wishes: ServerWishes, port?: number): Promise<RunningServer> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const state = inspect(wishes.folder);
    if (state === 'absent') {
      const started = await start(wishes, port ?? (await freePort()), deadline);
      if (started !== undefined) return started;
      await pause(200);
    } else if (state === 'busy') {
      await pause(20);
    } else {
      return state;
    }
  }
  throw new ServerFailed(wishes.logFile, lastWords(wishes.logFile));
}

/** Ends all connections and stops the server; returns when it is gone. */
export async function stopServer(server: RunningServer): Promise<void> {
  leaveRunning(server);
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!send(server.pid, signal)) return;
    for (const end = Date.now() + 10_000; Date.now() < end; await pause(10)) {
      if (!send(server.pid, 0)) return;
    }
  }
}

/** Lets go of the server without stopping it: somebody else uses it. */
export function leaveRunning(server: RunningServer): void {
  server.lifeline?.end(farewell);
}

/** The server itself keeps its process id, port and state in postmaster.pid. */
function inspect(folder: string): RunningServer | 'absent' | 'busy' {
  const file = join(folder, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent';
    throw new DataFolderForeign(folder, error);
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !send(pid, 0)) return 'absent';
  if (!isServer(pid)) {
    // After a crash of the machine the number may belong to any program, and PostgreSQL would refuse to start.
    rmSync(file, { force: true });
    return 'absent';
  }
  return lines[7]?.startsWith('ready') ? { pid, port: Number(lines[3]) } : 'busy';
}

function isServer(pid: number): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

/** Returns undefined when the server gave up: its port was taken at the last moment, or an older one is still stopping. */
async function start(
  wishes: ServerWishes,
  port: number,
  deadline: number,
): Promise<RunningServer | undefined> {
  const log = openLog(wishes.logFile);
  const child = spawn(
    '/bin/sh',
    ['-c', launch, 'sh', wishes.binaries.postgres, ...serverOptions(wishes, port)],
    {
      ...wishes.user,
      cwd: '/',
      // Of its own session, so that Ctrl-C reaches the portal alone and it can finish what it is doing first.
      detached: true,
      stdio: ['pipe', log, log],
    },
  );
  closeSync(log);
  const lifeline = child.stdin ?? undefined;
  lifeline?.on('error', () => undefined);
  child.unref();
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const state = inspect(wishes.folder);
    if (typeof state === 'object' && state.pid === child.pid) return { ...state, lifeline };
    await pause(10);
  }
  lifeline?.end(farewell);
  return undefined;
}

function serverOptions({ folder, throwaway }: ServerWishes, port: number): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log must not repeat what a statement carried: session tokens and personal data.
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(throwaway
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 300 }
      : {}),
  };
  return ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function openLog(path: string): number {
  try {
    makeRoom(path);
    return openSync(path, 'a', 0o600);
  } catch (error) {
    throw new DataFolderUnwritable(path, error);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function lastWords(logFile: string): string {
  try {
    return readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '';
  } catch {
    return '';
  }
}

/** Whether the process was there to receive the signal; 0 only asks. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
