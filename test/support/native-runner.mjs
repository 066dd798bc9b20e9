/**
 * Runs a test file with jest's own framework, but as plain node runs the portal: modules are loaded once for all files of a worker.
 * In a world of its own each of two hundred files would translate and evaluate two thousand modules anew, longer than its tests take.
 */
import { createRequire, register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

register('./typescript-hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);

const require = createRequire(import.meta.url);
const circus = require('jest-circus/runner').default;
const framework = join(require.resolve('jest-circus/package.json'), '../build/jestAdapterInit.js');
const itsHandlers = Symbol.for('EVENT_HANDLERS');

/** What jest calls for every test file. */
export default function run(globalConfig, config, environment, _runtime, testPath, tell) {
  // Node reads the source maps of what it has loaded itself.
  Error.prepareStackTrace = undefined;
  const world = Object.assign(Object.create(environment), { global: globalThis });
  return circus(globalConfig, config, world, natively, testPath, tell);
}

/** As much of jest's runtime as its framework asks for. */
const natively = {
  // Of its framework every file gets a fresh one: what an earlier file has described is over.
  requireInternalModule(path) {
    delete globalThis[itsHandlers];
    if (path.startsWith(framework.slice(0, -'.js'.length))) delete require.cache[framework];
    return require(path);
  },
  requireModule: require,
  setGlobalsForRuntime: () => undefined,
  enterTestCode: () => undefined,
  leaveTestCode: () => undefined,
  unstable_shouldLoadAsEsm: () => true,
  unstable_importModule: (path) => import(pathToFileURL(path).href),
};
