/** Module hooks for plain node: the project's TypeScript is translated on the way in. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { transformSync } from '@swc/core';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('#libs/')) {
    return next(
      pathToFileURL(join(root, 'libs', specifier.slice('#libs/'.length), 'src/index.ts')).href,
      context,
    );
  }
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
    const source = new URL(`${specifier.slice(0, -'.js'.length)}.ts`, context.parentURL);
    if (existsSync(source)) return next(source.href, context);
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: true,
    configFile: join(root, '.swcrc'),
  });
  return { format: 'module', source: code, shortCircuit: true };
}
