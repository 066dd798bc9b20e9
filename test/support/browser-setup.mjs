/** Before all journeys: the demo region that each of them gets a copy of. */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);

export default async () => {
  const { makeDemoFolder } = await import('./demo-folder.ts');
  await makeDemoFolder();
};
