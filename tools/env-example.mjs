/** Writes .env.example from the class that reads the environment. */
import { writeFileSync } from 'node:fs';
import { build } from './build.mjs';

await build({ web: false });
const { envExample } = await import('../dist/libs/platform/src/index.js');
writeFileSync(new URL('../.env.example', import.meta.url), envExample());
