/**
 * Builds dist/: the server's TypeScript is translated file by file (types are checked by `npm run check`), the web by Vite.
 * Only what is older than its source is made again, so this runs before every start.
 */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist');
const serverFolders = ['apps/api', 'apps/worker', 'apps/portal', 'libs', 'migrations'];

/** Brings dist/ up to date. Returns what was built, for the one line that is printed. */
export async function build({ web = true } = {}) {
  const built = await Promise.all([buildServer(), web ? buildWeb() : undefined]);
  return built.filter((part) => part !== undefined);
}

async function buildServer() {
  const sources = serverFolders.flatMap((folder) => filesIn(join(root, folder))).filter(isServerSource);
  const tools = newest([
    join(root, '.swcrc'),
    fileURLToPath(import.meta.url),
    join(root, 'package-lock.json'),
  ]);
  const stale = sources.filter((source) => {
    const made = timeOf(targetOf(source));
    return made <= timeOf(source) || made <= tools;
  });
  removeOrphans(sources);
  if (stale.length === 0) return undefined;
  const { transform } = await import('@swc/core');
  for (const source of stale) await translate(source, transform);
  return `サーバー (${stale.length} ファイル)`;
}

async function translate(source, transform) {
  const target = targetOf(source);
  mkdirSync(dirname(target), { recursive: true });
  const content = readFileSync(source);
  if (!source.endsWith('.ts')) return replace(target, content);
  const { code, map } = await transform(content.toString('utf8'), {
    filename: source,
    configFile: join(root, '.swcrc'),
    sourceMaps: true,
    sourceFileName: relative(dirname(target), source),
  });
  replace(`${target}.map`, map);
  replace(target, `${code}\n//# sourceMappingURL=${target.split('/').at(-1)}.map\n`);
}

/** Two commands may build at the same moment: nobody must ever load half a file. */
function replace(target, content) {
  const draft = `${target}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, target);
}

/** A file that is gone from the sources must not live on in dist, least of all a migration. */
function removeOrphans(sources) {
  const wanted = new Set(sources.map(targetOf));
  for (const file of serverFolders.flatMap((folder) => filesIn(join(out, folder)))) {
    if (!wanted.has(file.replace(/\.map$/, ''))) rmSync(file, { force: true });
  }
}

async function buildWeb() {
  const source = join(root, 'apps/web');
  if (!existsSync(join(source, 'vite.config.ts'))) return undefined;
  const changed = newest([...filesIn(source), join(root, 'package-lock.json')]);
  if (timeOf(join(out, 'web/index.html')) > changed) return undefined;
  await run(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    source,
  );
  return '画面';
}

function run(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${args[0]} ended with code ${code}`)),
    );
  });
}

function isServerSource(file) {
  return !/\.(spec|d)\.ts$|\.md$/.test(file);
}

function targetOf(source) {
  return join(out, relative(root, source)).replace(/\.ts$/, '.js');
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function newest(files) {
  return Math.max(0, ...files.map(timeOf));
}

function timeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const began = performance.now();
  const built = await build({ web: !process.argv.includes('--server-only') });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    built.length === 0 ? 'ビルド済みです。\n' : `${built.join('、')}をビルドしました (${seconds} 秒)。\n`,
  );
}
