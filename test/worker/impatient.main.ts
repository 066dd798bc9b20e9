/** The worker's own main, except that it takes over the jobs of a killed colleague within seconds. */
import { joinInstallation, loadConfig, openLog, runService } from '#libs/platform';
import { createWorker } from '../../apps/worker/src/app.js';
import { testPace } from './worker.world.js';

await runService(async () => {
  const config = loadConfig();
  const installation = await joinInstallation(config);
  const worker = createWorker({ ...installation, log: openLog(config.logLevel, 'worker'), pace: testPace });
  worker.start();
  return worker;
});
