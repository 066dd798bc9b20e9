import pg from 'pg';
import { ImportSteps } from '#libs/directory';
import { newId, openLog, type Task, WorkerDatabase } from '#libs/platform';
import { LongWorkWorker } from '../../apps/worker/src/long-work.worker.js';
import { WorkerProcess } from '../worker/worker.process.js';
import { eventually, WorkerWorld } from '../worker/worker.world.js';

const impatient = 'test/worker/impatient.main.ts';

describe('a list that ends the process that reads it', () => {
  let world: WorkerWorld;
  let worker: WorkerProcess | undefined;
  beforeAll(async () => {
    world = await WorkerWorld.open();
  });
  afterAll(async () => {
    await worker?.end('SIGKILL');
    await world.close();
  });

  async function handIn(state: string, type: string): Promise<{ jobId: string; promiseId: string }> {
    const { accountId } = await world.colleague({ role: 'secretariat' });
    const jobId = newId();
    await world.db.admin(
      `INSERT INTO portal.import_job (id, file_name, octets, state, created_by, created_by_name)
       VALUES ($1, '一覧.csv', 10, $2, $3, '架空 太郎')`,
      [jobId, state, accountId],
    );
    await world.db.admin('INSERT INTO portal.import_file (job_id, body) VALUES ($1, $2)', [
      jobId,
      Buffer.from('名称,所在地\n園,町\n'),
    ]);
    return { jobId, promiseId: await world.promise(type, { jobId }) };
  }

  const jobOf = async (jobId: string) =>
    (
      await world.db.admin<{ state: string; trouble: string | null; tries: number | null }>(
        `SELECT j.state, j.trouble, p.tries FROM portal.import_job j LEFT JOIN portal.import_progress p ON p.job_id = j.id
         WHERE j.id = $1`,
        [jobId],
      )
    )[0]!;

  it('is begun three times, then says so and can be ordered anew', async () => {
    const { jobId, promiseId } = await handIn('reading', 'import.read');
    // Keeps whoever reads the file in the middle of it until the process is killed.
    const hold = new pg.Client({ connectionString: world.db.adminUrl });
    await hold.connect();
    await hold.query('BEGIN; LOCK TABLE portal.import_file IN ACCESS EXCLUSIVE MODE');
    try {
      for (const tries of [1, 2, 3]) {
        worker = await WorkerProcess.start(impatient, world.db, {});
        await eventually(async () => expect(await jobOf(jobId)).toMatchObject({ state: 'reading', tries }));
        await worker.end('SIGKILL');
      }
    } finally {
      await hold.end();
    }
    worker = await WorkerProcess.start(impatient, world.db, {});
    const job = await eventually(async () => {
      const now = await jobOf(jobId);
      expect(now.state).not.toBe('reading');
      return now;
    });
    expect(job).toEqual({
      state: 'unreadable',
      trouble: expect.stringContaining('プログラムが3回続けて止まりました。何も書き込んでいません。'),
      tries: null,
    });
    await eventually(async () =>
      expect(await world.outboxRow(promiseId)).toMatchObject({ last_error: 'import.ends_process' }),
    );
    await worker.end('SIGTERM');

    // Ordered anew it is read: the count begins from nothing.
    await world.db.admin(`UPDATE portal.import_job SET state = 'reading', trouble = NULL WHERE id = $1`, [
      jobId,
    ]);
    await world.promise('import.read', { jobId });
    worker = await WorkerProcess.start(impatient, world.db, {});
    await eventually(async () =>
      expect(await jobOf(jobId)).toMatchObject({ state: 'described', trouble: null, tries: null }),
    );
    await worker.end('SIGTERM');
  }, 120_000);

  it('is given up with the queue, and says so', async () => {
    const { jobId, promiseId } = await handIn('committing', 'import.commit');
    const db = new WorkerDatabase(world.db.connections.worker, 'test');
    const steps = new ImportSteps(db);
    const work = { run: (task: Task) => steps.take(task), giveUp: (task: Task) => steps.giveUp(task) };
    const worksOn = new LongWorkWorker(db, { 'import.commit': work }, openLog('silent', 'test'));
    try {
      await worksOn.giveUp(promiseId, 'tried too often');
      await worksOn.giveUp(promiseId, 'tried too often');
    } finally {
      await db.onApplicationShutdown();
    }
    expect(await jobOf(jobId)).toMatchObject({
      state: 'checked',
      trouble: expect.stringContaining('思わぬ問題で中断しました'),
    });
    expect(await world.outboxRow(promiseId)).toMatchObject({ last_error: 'tried too often' });
  });
});
