import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import pg from 'pg';
import { Database, openDataSource } from '#libs/platform';
import { buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';
import type { Bench, Figure } from './bench.js';

// What one person has in the inbox, and how many people there are.
const own = 200;
const people = 500;
const connections = 50;
const seconds = 4;

let api: TestApi;
let worker: Worker;
let raw: Server;
let walled: Server;
let pool: pg.Pool;
let database: Database;

const sql = `SELECT id, type, object_type, object_id, number, created_at, read_at, count(*) OVER ()::int AS total
             FROM portal.notice WHERE account_id = $1 AND agency_id = $2 ORDER BY id DESC LIMIT 20`;

/**
 * A1: a list through the whole API (session, audience, validation, policies, JSON) beside node's own server with pg and nothing
 * else. A4: what row-level security costs, the same query through the portal's wrapper and straight.
 */
const list: Bench = {
  async prepare() {
    api = await startApi();
    worker = await buildWorker(api);
    await fillInboxes();
    await api.db.admin('ANALYZE portal.notice');
    pool = new pg.Pool({ connectionString: api.db.adminUrl, max: 10 });
    pool.on('error', () => undefined);
    database = new Database(await openDataSource(api.db.connections.app, []));
    const values = [worker.accountId, worker.agencyId];
    raw = await serve(async () => (await pool.query({ name: 'raw', text: sql, values })).rows);
    walled = await serve(async () =>
      database.read({ session: worker.token ?? '' }, { name: 'walled', sql }, values),
    );
  },

  async measure() {
    const cookie = `sid=${worker.token}`;
    const straight = await load(urlOf(raw));
    const secured = await load(urlOf(walled));
    const whole = await load(`${api.url}/api/v1/notices?perPage=20`, cookie);
    return [
      rate('A1 list through the API to bare node', whole, straight, 0.75),
      rate('A4 list under row-level security to the same predicate', secured, straight, 0.88),
    ];
  },

  async cleanUp() {
    raw.close();
    walled.close();
    await database.onApplicationShutdown();
    await pool.end();
    await api.close();
  },
};

export default list;

/** Everybody has the same number of notices; the worker is one of many. */
async function fillInboxes(): Promise<void> {
  await api.db.admin(
    `INSERT INTO portal.account (id, name) SELECT gen_random_uuid(), 'n' FROM generate_series(1, ${people})`,
  );
  await api.db.admin(
    `INSERT INTO portal.notice (id, account_id, agency_id, event_id, type, object_type, object_id, number)
     SELECT gen_random_uuid(), a.id, $1, gen_random_uuid(), 'referral.sent', 'referral', gen_random_uuid(), 'R8-' || n
     FROM portal.account a, generate_series(1, ${own}) n`,
    [worker.agencyId],
  );
}

function rate(name: string, measured: number, baseline: number, atLeast: number): Figure {
  return { name, measured, baseline, unit: 'rps', goal: { of: 'ratio', atLeast } };
}

async function serve(rows: () => Promise<object[]>): Promise<Server> {
  const server = createServer((_, response) => {
    rows().then(
      (found) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ items: found, page: 1, perPage: 20, total: own }));
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Requests a second that were answered well, from another thread. */
async function load(url: string, cookie = ''): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds, workers: 1, headers: { cookie } });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result.requests.average;
}
