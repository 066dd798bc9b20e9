/** Teaches a plain node process the project's TypeScript, so that a test can start a worker from its sources. */
import { register } from 'node:module';

register('../support/typescript-hooks.mjs', import.meta.url);
