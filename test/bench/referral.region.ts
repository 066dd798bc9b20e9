import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import type { Member } from '#libs/identity';
import { Config, newId, openLog } from '#libs/platform';
import { createApi } from '../../apps/api/src/app.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import type { TestApi } from '../support/api.js';
import { Client } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** A network with so many referrals, the API that serves it, and a bare connection beside it. */
export interface Region {
  readonly db: TestDatabase;
  readonly api: NestFastifyApplication;
  /** Somebody of the one agency that is measured. */
  readonly actor: Member;
  readonly bare: pg.Client;
}

/** How the referrals of a region lie: how many there are, how many the measured agency has received and has not answered. */
export interface RegionShape {
  readonly referrals: number;
  readonly received: number;
}

/** Builds a region; `closeRegion` takes it down. */
export async function buildRegion({ referrals, received }: RegionShape): Promise<Region> {
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
  await fill(db, sender, recipient, others, { referrals, received });
  const bare = new pg.Client({ connectionString: db.connections.app });
  bare.on('error', () => undefined);
  await bare.connect();
  return { db, api, actor: memberOf(recipient), bare };
}

/** Takes a region down. */
export async function closeRegion({ db, api, bare }: Region): Promise<void> {
  await bare.end();
  await api.close();
  await db.drop();
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

/** One person and one consent in five referrals; `received` of them wait for the one agency that is measured. */
async function fill(
  db: TestDatabase,
  sender: Worker,
  recipient: Worker,
  others: readonly string[],
  { referrals, received }: RegionShape,
): Promise<void> {
  const agencies = [recipient.agencyId, ...others];
  // Rules that write the audit for each row would make one chain of all of them; what is measured runs with every rule.
  await db.admin(`
    SET LOCAL session_replication_role = 'replica';
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
      SELECT md5('l' || n)::uuid, md5('r' || n)::uuid, '${sender.agencyId}', (ARRAY['${agencies.join("','")}'])[1 + CASE WHEN n <= ${received} THEN 0 ELSE n % ${agencies.length} END]::uuid,
        md5('p' || (1 + n % ${referrals / 5}))::uuid, CASE WHEN n <= ${received} THEN 'reviewing' ELSE 'completed' END, 1, now() FROM generate_series(1, ${referrals}) n;
  `);
  await db.admin('VACUUM ANALYZE');
}
