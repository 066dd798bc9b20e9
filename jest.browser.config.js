import base from './jest.config.js';

/** Journeys in a real browser against the built portal, one after the other. */
export default {
  ...base,
  roots: ['<rootDir>/test/browser'],
  testRegex: ['\\.journey\\.ts$'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  globalSetup: '<rootDir>/test/support/browser-setup.mjs',
  globalTeardown: '<rootDir>/test/support/browser-teardown.mjs',
  maxWorkers: 1,
  testTimeout: 180000,
};
