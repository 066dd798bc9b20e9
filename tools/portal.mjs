/** Builds what is out of date, then becomes the command line: `npm start` and `npm run portal -- <command>`. */
import { build } from './build.mjs';

const [, , command] = process.argv;
try {
  const built = await build({ web: command === 'start' });
  if (built.length > 0) process.stderr.write(`${built.join('、')}をビルドしました。\n`);
} catch (error) {
  process.stderr.write(`ビルドできませんでした: ${error.message}\n`);
  process.exit(1);
}
await import('../dist/apps/portal/src/main.js');
