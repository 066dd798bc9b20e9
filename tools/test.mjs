/**
 * `npm test`: rules, HTTP on a real PostgreSQL, architecture, then the browser. Says plainly what this machine makes it skip,
 * and ends with one line of sums. With arguments (`npm test -- test/people`) they go to jest, and the browser stays out.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { chromiumPath } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const jest = join(root, 'node_modules/jest/bin/jest.js');
const selection = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'portal-test-report-'));

const missing = [];
if (!onPath('redis-server'))
  missing.push('redis-server is not installed: tests of the Redis queue are skipped');
missing.push(
  process.getuid?.() === 0
    ? 'run as root: the test that needs an ordinary user is skipped'
    : 'run as an ordinary user: the test that needs root is skipped',
);
const realData = process.env.PORTAL_REAL_DATA ?? join(root, '../shared/data');
if (!existsSync(realData))
  missing.push(`${realData} is not there: tests on published directory files are skipped`);
const chromium = selection.length === 0 ? await chromiumPath() : undefined;
if (selection.length === 0 && chromium === undefined)
  missing.push('no chromium runs here: browser tests are skipped');

// What the journeys need is made while the rest is tested: neither keeps two processors busy all the time.
const demo = chromium === undefined ? undefined : prepareJourneys();
demo?.catch(() => undefined);
const runs = [await jestRun('jest.config.js', selection)];
if (demo !== undefined) {
  const remove = await demo;
  runs.push(await jestRun('jest.browser.config.js', ['--passWithNoTests'], { PORTAL_CHROMIUM: chromium }));
  remove();
}
rmSync(scratch, { recursive: true, force: true });

const sum = (key) => runs.reduce((total, run) => total + run[key], 0);
for (const sentence of missing) process.stdout.write(`skipped: ${sentence}\n`);
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
process.exitCode = sum('failed') === 0 && runs.every((run) => run.sound) ? 0 : 1;

/** Builds the portal and the region that every journey gets a copy of; answers how to remove it. */
async function prepareJourneys() {
  await build();
  register('../test/support/typescript-hooks.mjs', import.meta.url);
  const { makeDemoFolder, removeDemoFolder } = await import('../test/support/demo-folder.ts');
  await makeDemoFolder();
  return removeDemoFolder;
}

/** Runs jest as people see it and reads its sums from the report beside. */
async function jestRun(config, options, environment = {}) {
  const report = join(scratch, `${config}.json`);
  const code = await new Promise((done) => {
    const child = spawn(
      process.execPath,
      [jest, '--config', join(root, config), '--json', '--outputFile', report, ...options],
      {
        cwd: root,
        // The report goes to the file; what people read comes on the error stream.
        stdio: ['inherit', 'ignore', 'inherit'],
        env: {
          ...process.env,
          ...environment,
        },
      },
    );
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', (exitCode) => done(exitCode ?? 1));
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, sound: false };
  const result = JSON.parse(readFileSync(report, 'utf8'));
  return {
    passed: result.numPassedTests,
    // A file that could not even be loaded holds no failed test, and is a failure all the same.
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
    sound: code === 0,
  };
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
