/** One configuration for rules, HTTP and architecture tests; each file gets a database of its own. */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/apps/web/', '<rootDir>/test/browser/'],
  testRegex: ['\\.spec\\.ts$', '\\.e2e-spec\\.ts$'],
  moduleFileExtensions: ['ts', 'js', 'json'],
  testRunner: '<rootDir>/test/support/native-runner.mjs',
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  maxWorkers: 2,
  // Modules of files that are over stay in the memory of a worker; a full one spends its time looking for what is free.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 240_000,
};
