import pg from 'pg';
import { startApi, type TestApi } from '../support/api.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
} from '../factories/referrals.js';
import { ifMatch } from '../support/client.js';
import { eventually } from '../worker/worker.world.js';

// While one waits for the lock on a person's consents, that record may be merged into another one. What goes on then must
// hold the lock on the record that is left, or a withdrawal would not wait for it.

let api: TestApi;
let manager: Worker;
let recipient: Worker;
let watcher: pg.Client;
beforeAll(async () => {
  api = await startApi();
  manager = await buildWorker(api, { role: 'manager' });
  recipient = await buildWorker(api, { role: 'acceptor' });
  watcher = new pg.Client({ connectionString: api.db.adminUrl });
  await watcher.connect();
});
afterAll(async () => {
  await watcher.end();
  await api.close();
});

const keyOf = `((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 0) AND locktype = 'advisory'`;
const waiting = async (personId: string) =>
  (await watcher.query(`SELECT FROM pg_locks WHERE ${keyOf} AND NOT granted`, [personId])).rowCount ?? 0;
const held = async (personId: string, mode: 'ShareLock' | 'ExclusiveLock') =>
  (await watcher.query(`SELECT FROM pg_locks WHERE ${keyOf} AND granted AND mode = $2`, [personId, mode]))
    .rowCount ?? 0;

async function versionOf(id: string): Promise<number> {
  return expectStatus<{ version: number }>(200, await manager.get(`people/${id}`)).version;
}

/**
 * Begins something about a person, whose record is merged into another one while it waits; answers the record that is left.
 */
async function mergedMeanwhile(goneId: string, begin: () => Promise<unknown>) {
  const keptId = await buildPerson(manager, { name: '統合 残', sheets: {} });
  const [keptVersion, goneVersion] = [await versionOf(keptId), await versionOf(goneId)];
  const holder = new pg.Client({ connectionString: api.db.adminUrl });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [goneId]);
  const merging = manager.post('person-merges', { keptId, goneId, keptVersion, goneVersion, taken: [] });
  await eventually(async () => expect(await waiting(goneId)).toBe(1));
  const begun = begin();
  await eventually(async () => expect(await waiting(goneId)).toBe(2));
  await holder.query('COMMIT');
  await holder.end();
  expectStatus(201, await merging);
  return { keptId, begun };
}

/** Keeps an agency's acts from being written down, and so its transactions open, until it is let go. */
async function heldBack(agencyId: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: api.db.adminUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM audit.head WHERE chain = $1 FOR UPDATE', [agencyId]);
  return async () => {
    await client.query('COMMIT');
    await client.end();
  };
}

/** Runs a statement in a transaction of its own that stays open; answers how to end it. */
async function opened(url: string, token: string | null | undefined, sql: string, values: unknown[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  if (token) await client.query(`SELECT set_config('app.session', $1, true)`, [token]);
  const begun = client.query(sql, values);
  return {
    begun,
    end: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

describe('a merger while something waits for the consents of a person', () => {
  it('is followed by a step of a referral', async () => {
    const sent = await buildSentReferral(manager, recipient);
    const before = await look(recipient, sent.referral.id);
    const letGo = await heldBack(recipient.agencyId);
    const { keptId, begun } = await mergedMeanwhile(sent.personId, () => move(recipient, before, 'receipt'));
    await eventually(async () => expect(await held(keptId, 'ShareLock')).toBe(1));
    await letGo();
    expectStatus(200, (await begun) as never);
  });

  it('is followed by whoever says that a decision was a mistake', async () => {
    const { personId, consent } = await buildSentReferral(manager, recipient);
    const { begun, keptId } = await mergedMeanwhile(personId, () =>
      manager.post(
        `consents/${consent.id}/mistake`,
        { reason: '別の人の同意書でした' },
        ifMatch(consent.version),
      ),
    );
    expectStatus(200, (await begun) as never);
    const [row] = await api.db.admin('SELECT person_id, status FROM portal.consent WHERE id = $1', [
      consent.id,
    ]);
    expect(row).toEqual({ person_id: keptId, status: 'error' });
  });

  it('is followed by what a recipient hears', async () => {
    const sent = await buildSentReferral(manager, recipient);
    let hearing: Awaited<ReturnType<typeof opened>> | undefined;
    const { keptId } = await mergedMeanwhile(sent.personId, async () => {
      hearing = await opened(
        api.db.connections.app,
        recipient.token,
        `SELECT portal.withdraw_as_recipient(gen_random_uuid(), $1, 'recipient', NULL, NULL, 'person', 'desk', now(), 'x', NULL)`,
        [sent.referral.lines[0]!.id],
      );
    });
    await hearing!.begun;
    expect(await held(keptId, 'ExclusiveLock')).toBe(1);
    await hearing!.end();
  });

  it('is followed by the clock', async () => {
    const sent = await buildSentReferral(manager, recipient);
    let clock: Awaited<ReturnType<typeof opened>> | undefined;
    const { keptId } = await mergedMeanwhile(sent.personId, async () => {
      clock = await opened(api.db.connections.worker, null, 'SELECT * FROM portal.hold_referral($1)', [
        sent.referral.id,
      ]);
    });
    const { rows } = (await clock!.begun) as { rows: { person_id: string }[] };
    expect([rows[0]?.person_id, await held(keptId, 'ShareLock')]).toEqual([keptId, 1]);
    await clock!.end();
  });

  it('is followed by whoever opens a sealed link', async () => {
    const outside = await buildAgency(api, { name: '外の機関', isMember: false });
    const personId = await buildPerson(manager);
    await buildConsent(manager, personId, { recipientAgencyId: outside });
    const draft = await buildDraft(manager, { personId, recipientAgencyIds: [] });
    expectStatus(
      201,
      await manager.post(
        `referrals/${draft.id}/outside`,
        { agencyId: outside, means: 'link' },
        ifMatch(draft.version),
      ),
    );
    const [sending] = await api.db.admin<{ token_hash: Buffer; code_hash: Buffer }>(
      'SELECT token_hash, code_hash FROM portal.outside_sending WHERE referral_id = $1',
      [draft.id],
    );
    let link: Awaited<ReturnType<typeof opened>> | undefined;
    const { keptId } = await mergedMeanwhile(personId, async () => {
      link = await opened(api.db.connections.app, null, 'SELECT portal.open_sealed_link($1, $2) AS behind', [
        sending!.token_hash,
        sending!.code_hash,
      ]);
    });
    await link!.begun;
    expect(await held(keptId, 'ShareLock')).toBe(1);
    await link!.end();
  });
});

describe('the end of a legal ground', () => {
  it('takes the consents before its own row, as everybody does', async () => {
    const sent = await buildSentReferral(manager, recipient);
    const colleague = await buildWorker(api, { agencyId: manager.agencyId, role: 'manager' });
    const ground = expectStatus<{ id: string; version: number }>(
      201,
      await manager.post(`people/${sent.personId}/legal-grounds`, {
        recipientAgencyId: recipient.agencyId,
        purpose: 'intake',
        categories: ['medical'],
        basis: 'life',
        reason: '本人の生命に関わる服薬の情報を伝える必要があるため',
        untilDay: dayFromToday(3),
      }),
    );
    const approved = expectStatus<{ version: number }>(
      200,
      await colleague.post(`legal-grounds/${ground.id}/approval`, {}, ifMatch(ground.version)),
    );
    // The merger holds the consents and then moves the ground; the end of the ground waits for it, and no two wait for each other.
    const { begun } = await mergedMeanwhile(sent.personId, () =>
      colleague.post(`legal-grounds/${ground.id}/ending`, {}, ifMatch(approved.version)),
    );
    expect([200, 412]).toContain(((await begun) as { status: number }).status);
  });
});
