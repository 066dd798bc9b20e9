import { execFileSync, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';

const main = resolve('dist/apps/portal/src/main.js');
// A first start that makes the demo region takes half a minute, and longer where others are at work.
const patience = 150_000;

/** What a finished command left behind. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running `portal start`. */
export interface PortalProcess {
  readonly url: string;
  readonly pid: number;
  /** What it has printed so far. */
  printed(): string;
  /** Sends the signals one after the other and waits for the end. */
  stop(...signals: NodeJS.Signals[]): Promise<Ended>;
}

/** Brings dist/ up to date; call it before the first command of a file. */
export function buildServer(): void {
  execFileSync(process.execPath, [resolve('tools/build.mjs'), '--server-only'], { stdio: 'pipe' });
}

/** Runs one command of the portal to its end, in an environment of its own. */
export async function runPortal(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  return launch(args, environment).ended;
}

/** Starts the portal on a free port and waits until it says that it runs. */
export async function startPortal(environment: Readonly<Record<string, string>>): Promise<PortalProcess> {
  const port = environment['PORT'] ?? String(await freePort());
  const { child, ended, out } = launch(['start'], { ...environment, PORT: port });
  const deadline = Date.now() + patience;
  while (!out.text.includes('起動しました')) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      const { stdout, stderr } = await ended;
      throw new Error(`the portal did not start:\n${stdout}${stderr}`);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  return {
    url: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    printed: () => out.text,
    stop: async (...signals) => {
      for (const signal of signals.length === 0 ? ['SIGINT' as const] : signals) child.kill(signal);
      return ended;
    },
  };
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, 'localhost', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

function launch(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out = { text: '' };
  const err = { text: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out.text += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err.text += chunk));
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code) => done({ code, stdout: out.text, stderr: err.text }));
  });
  return { child, ended, out };
}
