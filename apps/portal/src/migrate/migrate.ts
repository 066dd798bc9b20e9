import { openLog } from '#libs/platform';
import { createApi } from '../../../api/src/app.js';
import { addDemoRegion } from '../demo/demo.js';
import { withInstallation } from '../with-installation.js';

/** Makes what is missing, brings the database to the present shape, and fills in the demo region where one is wanted. */
export async function prepareInstallation(): Promise<void> {
  await withInstallation(async (installation) => {
    const { config, connections } = installation;
    const { host, pathname } = new URL(connections.app);
    process.stdout.write(`データベース ${host}${pathname} は最新です。\n`);
    if (!config.demo) return;
    const api = await createApi({ ...installation, log: openLog('silent', 'migrate') });
    try {
      const say = (line: string) => void process.stdout.write(`${line}\n`);
      if (await addDemoRegion(connections.operator, api, say)) say('練習用の地域を用意しました。');
    } finally {
      await api.close();
    }
  });
}
