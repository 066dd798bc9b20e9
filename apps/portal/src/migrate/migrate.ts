import { openLog, sayWhetherScanned, WorkerDatabase } from '#libs/platform';
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
    await asWorker(connections.worker, (db) => sayWhetherScanned(db, config));
    const api = await createApi({ ...installation, log: openLog('silent', 'migrate') });
    try {
      const say = (line: string) => void process.stdout.write(`${line}\n`);
      if (await addDemoRegion(connections.operator, api, say)) say('練習用の地域を用意しました。');
    } finally {
      await api.close();
    }
  });
}

/** Files of the demo region are put there before any worker has said whether it scans them. */
async function asWorker(url: string, work: (db: WorkerDatabase) => Promise<void>): Promise<void> {
  const db = new WorkerDatabase(url, 'portal-migrate', 1);
  try {
    await work(db);
  } finally {
    await db.onApplicationShutdown();
  }
}
