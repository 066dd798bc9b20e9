/** The migrated database that every test database is a copy of. */
export const templateDatabase = 'portal_template';

/** What the global set-up tells the test files. */
export function testEnvironment(): { server: string; keyFile: string } {
  const server = process.env['PORTAL_TEST_SERVER'];
  const keyFile = process.env['PORTAL_TEST_KEY_FILE'];
  if (server === undefined || keyFile === undefined)
    throw new Error('the test server is not running: start tests with jest or npm test');
  return { server, keyFile };
}
