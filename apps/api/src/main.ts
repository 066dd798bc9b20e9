import { join } from 'node:path';
import { joinInstallation, loadConfig, openLog, runService } from '#libs/platform';
import { createApi } from './app.js';

const webFolder = join(import.meta.dirname, '../../../web');

await runService(async () => {
  const config = loadConfig();
  const installation = await joinInstallation(config);
  const api = await createApi({ ...installation, log: openLog(config.logLevel, 'api'), webFolder });
  await api.listen(config.port, config.host);
  return {
    close: async () => {
      await api.close();
      await installation.close();
    },
  };
});
