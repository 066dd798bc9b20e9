import { randomBytes, randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import type { Member } from '#libs/identity';
import { Config, newId, openLog } from '#libs/platform';
import { Receiving } from '#libs/referrals';
import { createApi } from '../../apps/api/src/app.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import type { TestApi } from '../support/api.js';
import { Client } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { acceptBare } from './accept.bare.js';
import type { Bench, Figure } from './bench.js';

// With --full the larger region has a million referrals, as a prefecture would after ten years.
const sizes = { small: 10_000, large: process.env['BENCH_FULL'] === '1' ? 1_000_000 : 100_000 };
const acceptances = 150;

interface Region {
  db: TestDatabase;
  api: NestFastifyApplication;
  receiving: Receiving;
  actor: Member;
  bare: pg.Client;
  /** Referrals that wait for an answer of the actor's agency. */
  waiting: { referralId: string; lineId: string }[];
}

let small: Region;
let large: Region;

/**
 * R1: an acceptance (locks, consent, version, state, timeline, audit, promise, commit) beside the same statements bare and
 * prepared; and how much slower the slow ones get when the network has grown.
 */
const accept: Bench = {
  async prepare() {
    small = await region(sizes.small);
    large = await region(sizes.large);
  },

  async measure() {
    const inSmall = await timesOf(small);
    const inLarge = await timesOf(large);
    const rate = (times: number[]) => 1000 / (times.reduce((sum, time) => sum + time, 0) / times.length);
    const row = (
      name: string,
      unit: Figure['unit'],
      measured: number,
      baseline: number,
      goal: Figure['goal'],
    ): Figure => ({
      name,
      unit,
      measured,
      baseline,
      goal,
    });
    return [
      row('R1 accept to bare statements', 'rps', rate(inSmall.ours), rate(inSmall.bare), {
        of: 'ratio',
        atLeast: 0.5,
      }),
      row(
        `R1 accept p95, ${sizes.large} to ${sizes.small} referrals`,
        'ms',
        p95(inLarge.ours),
        p95(inSmall.ours),
        {
          of: 'ratio',
          atMost: 1.5,
        },
      ),
    ];
  },

  async cleanUp() {
    for (const { db, api, bare } of [small, large]) {
      await bare.end();
      await api.close();
      await db.drop();
    }
  },
};

export default accept;

/** Ours and bare by turns, so that both meet the same weather. */
async function timesOf({
  receiving,
  actor,
  bare,
  waiting,
}: Region): Promise<{ ours: number[]; bare: number[] }> {
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let n = 0; n < acceptances; n += 1) {
    times.ours.push(
      await milliseconds(() => {
        const at = { ...next(waiting), seenVersion: 1 };
        return receiving.accept(actor, at, null, { key: randomUUID(), fingerprint: randomBytes(32) });
      }),
    );
    times.bare.push(await milliseconds(() => acceptBare(bare, actor, next(waiting))));
  }
  return times;
}

function next(waiting: Region['waiting']) {
  const line = waiting.pop();
  if (!line) throw new Error('no referral is waiting any more');
  return line;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function p95(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

async function region(referrals: number): Promise<Region> {
  const db = await createTestDatabase();
  const config = new Config({
    port: 0,
    publicUrl: 'http://localhost:3000',
    dataDir: '.portal',
    logLevel: 'silent',
    demo: false,
  });
  const api = await createApi({
    config,
    keys: db.keys,
    connections: db.connections,
    log: openLog('silent', 'bench'),
  });
  const world = { db, client: (token) => new Client('', token) } as TestApi;
  const sender = await buildWorker(world);
  const recipient = await buildWorker(world);
  const others = await Promise.all(Array.from({ length: 20 }, () => buildAgency(world)));
  await fill(db, sender, recipient, others, referrals);
  const waiting = await db.admin<{ referralId: string; lineId: string }>(
    `SELECT referral_id AS "referralId", id AS "lineId" FROM portal.referral_line WHERE agency_id = $1 AND status = 'reviewing'`,
    [recipient.agencyId],
  );
  const bare = new pg.Client({ connectionString: db.connections.app });
  bare.on('error', () => undefined);
  await bare.connect();
  return {
    db,
    api,
    receiving: api.get(Receiving, { strict: false }),
    actor: memberOf(recipient),
    bare,
    waiting,
  };
}

function memberOf({ token, accountId, agencyId }: Worker): Member {
  return {
    session: token ?? '',
    sessionId: newId(),
    accountId,
    accountName: '',
    agencyId,
    role: 'manager',
    requestId: 'bench',
    ip: '127.0.0.1',
  };
}

/** One person and one consent in ten referrals; two thousand of them wait for the one agency that is measured. */
async function fill(
  db: TestDatabase,
  sender: Worker,
  recipient: Worker,
  others: readonly string[],
  referrals: number,
): Promise<void> {
  const agencies = [recipient.agencyId, ...others];
  await db.admin(`
    INSERT INTO portal.person (id, agency_id, number, name, kana, created_by)
      SELECT md5('p' || n)::uuid, '${sender.agencyId}', n, '\\x00', '\\x00', '${sender.accountId}' FROM generate_series(1, ${referrals / 5}) n;
    INSERT INTO portal.consent (id, root_id, revision, number, person_id, agency_id, status, decided_on, valid_from, valid_until, method, explained_by, given_by, created_by)
      SELECT md5('c' || n)::uuid, md5('c' || n)::uuid, 1, 'B' || n, md5('p' || n)::uuid, '${sender.agencyId}', 'given', '2026-01-01', '2026-01-01', '2099-01-01', 'written',
        '${sender.accountId}', 'person', '${sender.accountId}' FROM generate_series(1, ${referrals / 5}) n;
    INSERT INTO portal.consent_grant (consent_id, person_id, agency_id, recipient_agency_id, purpose, category, granted)
      SELECT md5('c' || n)::uuid, md5('p' || n)::uuid, '${sender.agencyId}', a::uuid, 'intake', 'identity', true
      FROM generate_series(1, ${referrals / 5}) n, unnest(ARRAY['${recipient.agencyId}', '${others[0]}']) a;
    INSERT INTO portal.referral (id, number, source_agency_id, person_id, status, type, purpose, categories, request, version, created_by)
      SELECT md5('r' || n)::uuid, 'B' || n, '${sender.agencyId}', md5('p' || (1 + n % ${referrals / 5}))::uuid, 'active', 'introduction', 'intake', '{identity}', '\\x00', 3,
        '${sender.accountId}' FROM generate_series(1, ${referrals}) n;
    INSERT INTO portal.referral_line (id, referral_id, source_agency_id, agency_id, person_id, status, package_version, closed_at)
      SELECT md5('l' || n)::uuid, md5('r' || n)::uuid, '${sender.agencyId}', (ARRAY['${agencies.join("','")}'])[1 + CASE WHEN n <= 2000 THEN 0 ELSE n % ${agencies.length} END]::uuid,
        md5('p' || (1 + n % ${referrals / 5}))::uuid, CASE WHEN n <= 2000 THEN 'reviewing' ELSE 'completed' END, 1, now() FROM generate_series(1, ${referrals}) n;
  `);
  await db.admin('VACUUM ANALYZE');
}
