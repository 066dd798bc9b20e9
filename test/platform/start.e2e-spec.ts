import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createKeys, EmbeddedPostgres, joinInstallation, loadConfig } from '#libs/platform';
import { buildServer, freePort, runPortal, startPortal } from '../support/portal.process.js';

const folders: string[] = [];
beforeAll(buildServer);
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('portal start', () => {
  const dataDir = newFolder('a path with spaces');

  it('makes key and database, serves, and stops at Ctrl-C although npm passes the signal on once more', async () => {
    const portal = await startPortal({ DATA_DIR: dataDir, DEMO: '0' });
    expect(portal.printed()).toContain('控えを別の安全な場所に保管してください');
    const answer = await fetch(`${portal.url}/health/ready`);
    expect(answer.status).toBe(200);
    const { code, stderr } = await portal.stop('SIGINT', 'SIGINT');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(serverPid(dataDir)).toBeUndefined();
  });

  it('keeps the key for its owner alone', () => {
    expect(statSync(join(dataDir, 'portal.key')).mode & 0o777).toBe(0o600);
  });

  it('starts a second time with the same key, and says nothing of a new one', async () => {
    const key = readFileSync(join(dataDir, 'portal.key'), 'utf8');
    const portal = await startPortal({ DATA_DIR: dataDir, DEMO: '0' });
    expect(portal.printed()).not.toContain('鍵ファイルを作りました');
    expect((await portal.stop('SIGTERM')).code).toBe(0);
    expect(readFileSync(join(dataDir, 'portal.key'), 'utf8')).toBe(key);
  });

  it('lets a command work beside it, and keeps its database when the command ends', async () => {
    const portal = await startPortal({ DATA_DIR: dataDir, DEMO: '0' });
    const command = await runPortal(['audit', 'verify', '--json'], { DATA_DIR: dataDir });
    expect(command).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(command.stdout)).toMatchObject({ broken: 0 });
    expect((await fetch(`${portal.url}/health/ready`)).status).toBe(200);
    await portal.stop();
  });

  it('does not wait for a connection that a browser opened ahead of need', async () => {
    const portal = await startPortal({ DATA_DIR: dataDir, DEMO: '0' });
    const unused = connect(Number(new URL(portal.url).port), 'localhost');
    await once(unused, 'connect');
    const began = Date.now();
    expect((await portal.stop()).code).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    unused.destroy();
  });

  it('leaves no server behind when it is killed, and starts again', async () => {
    const portal = await startPortal({ DATA_DIR: dataDir, DEMO: '0' });
    await portal.stop('SIGKILL');
    await until(() => serverPid(dataDir) === undefined);
    expect((await (await startPortal({ DATA_DIR: dataDir, DEMO: '0' })).stop()).code).toBe(0);
  });

  it('starts again after the machine died and its process numbers belong to other programs', async () => {
    const portal = await startPortal({ DATA_DIR: dataDir, DEMO: '0' });
    const stale = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8');
    await portal.stop();
    writeFileSync(join(dataDir, 'postgres/postmaster.pid'), stale.replace(/^\d+/, String(process.pid)));
    chmodSync(join(dataDir, 'postgres/postmaster.pid'), 0o644);
    expect((await (await startPortal({ DATA_DIR: dataDir, DEMO: '0' })).stop()).code).toBe(0);
  });

  it('starts its database again when that dies', async () => {
    const portal = await startPortal({ DATA_DIR: dataDir, DEMO: '0' });
    const dead = serverPid(dataDir) ?? 0;
    process.kill(dead, 'SIGKILL');
    await until(() => (serverPid(dataDir) ?? dead) !== dead);
    await until(() =>
      fetch(`${portal.url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    expect(await portal.stop()).toMatchObject({ code: 0, stderr: '' });
    expect(serverPid(dataDir)).toBeUndefined();
  });

  it('stops with one sentence when the key file is gone', async () => {
    renameSync(join(dataDir, 'portal.key'), join(dataDir, 'elsewhere.key'));
    await expectOneSentence(
      { DATA_DIR: dataDir },
      '鍵ファイル',
      join(dataDir, 'portal.key'),
      'PORTAL_KEY_FILE',
    );
    expect(existsSync(join(dataDir, 'portal.key'))).toBe(false);
  });

  it('stops with one sentence when the key file is that of another installation', async () => {
    const other = newFolder('other');
    await (await startPortal({ DATA_DIR: other, DEMO: '0' })).stop();
    await expectOneSentence(
      { DATA_DIR: dataDir, PORTAL_KEY_FILE: join(other, 'portal.key') },
      'このデータベースの鍵ではありません',
    );
  });

  it('stops with one sentence when the key file is damaged', async () => {
    const damaged = newFolder('damaged.key');
    writeFileSync(damaged, readFileSync(join(dataDir, 'elsewhere.key'), 'utf8').replace(/[A-Z]/, 'é'));
    await expectOneSentence({ DATA_DIR: dataDir, PORTAL_KEY_FILE: damaged }, '壊れています');
  });
});

describe('a start that cannot succeed says why in one sentence', () => {
  it('busy port', async () => {
    const taken = createServer();
    const port = await freePort();
    await new Promise<void>((done) => taken.listen(port, 'localhost', done));
    await expectOneSentence({ DATA_DIR: newFolder('busy'), PORT: String(port) }, `ポート ${port}`, 'PORT');
    await new Promise((done) => taken.close(done));
  });

  it('unwritable data folder', async () => {
    const file = newFolder('not-a-folder');
    writeFileSync(file, '');
    await expectOneSentence({ DATA_DIR: join(file, 'data') }, '書き込める場所', 'DATA_DIR');
  });

  it.each([
    ['no URL', 'localhost', 'postgres://'],
    ['another protocol', 'mysql://localhost/portal', 'postgres://'],
    ['nobody there', 'postgres://postgres:x@127.0.0.1:9/portal', '127.0.0.1:9'],
    ['no such server', 'postgres://postgres:x@no-such-server.invalid/portal', 'no-such-server.invalid'],
  ])('DATABASE_URL: %s', async (_case, url, named) => {
    await expectOneSentence({ DATA_DIR: newFolder('url'), DATABASE_URL: url }, 'DATABASE_URL', named);
  });

  it('a variable that makes no sense', async () => {
    await expectOneSentence({ DATA_DIR: newFolder('config'), LOG_LEVEL: 'loud' }, 'LOG_LEVEL');
  });
});

describe('as root', () => {
  const asRoot = process.getuid?.() === 0 ? it : it.skip;

  asRoot('says which folder keeps the database server out', async () => {
    const closed = newFolder('closed');
    mkdirSync(closed, { mode: 0o700 });
    await expectOneSentence({ DATA_DIR: join(closed, 'data') }, 'root', `フォルダー ${closed} に入れない`);
  });
});

describe('the command line', () => {
  it('shows its commands in Japanese', async () => {
    const { code, stdout } = await runPortal(['--help'], {});
    expect(code).toBe(0);
    expect(stdout).toContain('ポータルを起動する');
  });

  it('answers an unknown command with exit code 2', async () => {
    expect((await runPortal(['strat'], {})).code).toBe(2);
  });
});

it('three first commands at once found one installation', async () => {
  const environment = { DATA_DIR: newFolder('at-once') };
  const commands = await Promise.all(
    [1, 2, 3].map(() => runPortal(['audit', 'verify', '--json'], environment)),
  );
  expect(commands.map(({ code, stdout }) => [code, JSON.parse(stdout)])).toEqual(
    Array.from({ length: 3 }, () => [0, expect.objectContaining({ broken: 0 })]),
  );
  expect(serverPid(environment.DATA_DIR)).toBeUndefined();
  expect(readdirSync(environment.DATA_DIR).sort()).toEqual(['portal.key', 'postgres', 'postgres.log']);
});

describe('with a database server of its own', () => {
  const serverFolder = newFolder('server');
  const environment = { DATA_DIR: newFolder('deployment'), DATABASE_URL: '' };
  let server: EmbeddedPostgres;
  let url: URL;
  beforeAll(async () => {
    const superuserPassword = 'as long as nobody guesses it';
    server = await EmbeddedPostgres.open({
      dataDir: serverFolder,
      keyFile: '',
      superuserPassword,
      throwaway: true,
    });
    await server.ensureDatabase('prefecture');
    url = new URL(server.urlOf('prefecture'));
    environment.DATABASE_URL = url.href;
  });
  afterAll(() => server.close());

  it.each([
    ['a wrong password', { password: 'secret-guess' }, 'postgres'],
    ['no such database', { pathname: '/nowhere' }, 'nowhere'],
  ])('%s: one sentence', async (_case, change, named) => {
    const wrong = Object.assign(new URL(url), change).href;
    await expectOneSentence({ ...environment, DATABASE_URL: wrong }, 'DATABASE_URL', named);
  });

  it('a user who may not make roles: one sentence', async () => {
    const admin = new pg.Client(url.href);
    await admin.connect();
    await admin.query(`CREATE ROLE visitor LOGIN PASSWORD 'visitor'`);
    await admin.end();
    const weak = Object.assign(new URL(url), { username: 'visitor', password: 'visitor' }).href;
    await expectOneSentence({ ...environment, DATABASE_URL: weak }, 'DATABASE_URL', '権限');
  });

  it('api and worker on their own wait for migrate', async () => {
    await expect(joinInstallation(loadConfig(environment))).rejects.toThrow('鍵ファイル');
  });

  it('is made by migrate, once', async () => {
    expect(await runPortal(['migrate'], environment)).toMatchObject({ code: 0 });
    expect(await runPortal(['migrate'], environment)).toMatchObject({ code: 0, stderr: '' });
  });

  it('is joined by api and worker without changing anything', async () => {
    const { connections, close } = await joinInstallation(loadConfig(environment));
    expect(new URL(connections.worker)).toMatchObject({ username: 'portal_worker', pathname: '/prefecture' });
    await close();
  });

  it('is not opened with another key', async () => {
    const other = newFolder('other-deployment');
    createKeys(join(other, 'portal.key'));
    await expectOneSentence({ ...environment, DATA_DIR: other }, 'このデータベースの鍵ではありません');
    await expect(joinInstallation(loadConfig({ ...environment, DATA_DIR: other }))).rejects.toThrow('鍵');
  });
});

async function expectOneSentence(
  environment: Readonly<Record<string, string>>,
  ...parts: readonly string[]
): Promise<void> {
  const { code, stdout, stderr } = await runPortal(['start'], {
    PORT: String(await freePort()),
    ...environment,
  });
  expect({ code, stack: /\n\s+at /.test(stdout + stderr) }).toEqual({ code: 1, stack: false });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  for (const part of parts) expect(stderr).toContain(part);
  expect(stderr).not.toContain('secret-guess');
}

function newFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'portal-start-'));
  folders.push(folder);
  // As root the database runs as another user, which has to pass through.
  chmodSync(folder, 0o711);
  return join(folder, name);
}

function serverPid(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres/postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !happened();) {
    if (Date.now() > end) throw new Error('it did not happen within ten seconds');
    await new Promise((done) => setTimeout(done, 50));
  }
}
