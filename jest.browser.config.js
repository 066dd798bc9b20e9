import base from './jest.config.js';

/** Journeys in a real browser, each against a built portal of its own. */
export default {
  ...base,
  roots: ['<rootDir>/test/browser'],
  testRegex: ['\\.journey\\.ts$'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  globalSetup: '<rootDir>/test/support/browser-setup.mjs',
  globalTeardown: '<rootDir>/test/support/browser-teardown.mjs',
  testTimeout: 400_000,
};
