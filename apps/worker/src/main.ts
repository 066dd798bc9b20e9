import { joinInstallation, loadConfig, openLog, runService } from '#libs/platform';
import { createWorker } from './app.js';

await runService(async () => {
  const config = loadConfig();
  const installation = await joinInstallation(config);
  const worker = createWorker({ ...installation, log: openLog(config.logLevel, 'worker') });
  await worker.sayWhetherScanned();
  worker.start();
  return {
    close: async () => {
      await worker.close();
      await installation.close();
    },
  };
});
