import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, loadConfig, openInstallation, openLog, type Service } from '#libs/platform';
import { demoAccountsOf, demoTable } from '../demo/demo.accounts.js';
import { keyAdvice } from '../with-installation.js';
import { asPortProblem, assertPortFree } from './port.check.js';

const webFolder = join(import.meta.dirname, '../../../../web');

/** Opens the installation and runs API, worker and screens in this process. */
export async function start(): Promise<Service> {
  const began = performance.now();
  const config = loadConfig();
  await assertPortFree(config.host, config.port);
  say('連携ポータルを起動しています…');
  // The first start takes longer than all later ones; nobody should wonder whether it hangs.
  if (!existsSync(config.keyFile)) say('はじめての起動です。データベースを用意しています…');

  // Closed in the opposite order: first nobody is let in any more, at last the database goes.
  const open: (() => Promise<unknown>)[] = [];
  const close = async () => {
    while (open.length > 0) await open.pop()?.();
  };
  try {
    const opening = openInstallation(config);
    // Loading the frameworks takes about as long as the database needs to come up.
    const loading = Promise.all([
      import('../../../api/src/app.js'),
      import('../../../worker/src/app.js'),
      import('../demo/demo.js'),
    ]);
    // Looked at when the database is there; until then a failure is nobody's.
    loading.catch(() => undefined);
    const installation = await opening;
    open.push(() => installation.close());
    const [{ createApi }, { createWorker }, { addDemoRegion }] = await loading;
    if (installation.keyIsNew) say(keyAdvice(config.keyFile));
    const log = openLog(config.logLevel, 'portal', join(config.dataDir, 'portal.log'));

    const worker = createWorker({ ...installation, log });
    open.push(() => worker.close());
    await worker.sayWhetherScanned();
    const api = await createApi({ ...installation, log, webFolder });
    open.push(() => api.close());
    if (config.demo && (await addDemoRegion(installation.connections.operator, api, say)))
      say('練習用の地域を用意しました。');
    await api.listen(config.port, config.host).catch((error: unknown) => {
      throw asPortProblem(error, config.host, config.port);
    });
    worker.start();
    if (config.demo) say(demoTable(await demoAccountsOf(installation.connections.auth)));
    announce(config, performance.now() - began);
    return {
      close: async () => {
        say('終了しています…');
        await close();
        say('終了しました。');
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function announce(config: Config, milliseconds: number): void {
  say(`連携ポータルが起動しました (${(milliseconds / 1000).toFixed(1)} 秒): ${config.publicUrl}`);
  say(`だれでも見られるページ: ${config.publicUrl}/find`);
  if (config.uploadScan === 'off')
    say(
      '注意: 添付ファイルのウイルス検査は行いません (UPLOAD_SCAN=off)。本番では UPLOAD_SCAN=clamd にしてください。',
    );
  say('終了するには Ctrl-C を押してください。');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
