/** Before all tests: jest loads this file untranslated, so it teaches node TypeScript first. */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);

export default async () => {
  const { startTestServer } = await import('./test-server.ts');
  await startTestServer();
};
