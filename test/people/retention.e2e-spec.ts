import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let manager: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  manager = await buildWorker(api);
  recipient = await buildWorker(api);
});
afterAll(() => api.close());

const versionOf = async (id: string) => (await manager.get<{ version: number }>(`people/${id}`)).body.version;
const end = async (id: string) =>
  expectStatus(
    200,
    await manager.post(
      `people/${id}/ending`,
      { kind: 'closed', reason: 'goal_reached', endedOn: dayFromToday(0) },
      ifMatch(await versionOf(id)),
    ),
  );
/** As if so many years had passed since support ended. */
const age = (id: string, years: number) =>
  api.db.admin(
    `UPDATE portal.person SET ended_on = (now() AT TIME ZONE 'Asia/Tokyo')::date - make_interval(years => $2, days => 1) WHERE id = $1`,
    [id, years],
  );
async function ageAll(id: string, years: number): Promise<void> {
  await age(id, years);
  await api.db.admin(
    `UPDATE portal.referral_line SET closed_at = closed_at - make_interval(years => $2, days => 2) WHERE person_id = $1`,
    [id, years],
  );
  await api.db.admin(
    `SET session_replication_role = replica;
     UPDATE portal.disclosure SET at = at - interval '${years} years 2 days' WHERE person_id = '${id}';
     SET session_replication_role = origin`,
  );
}
const erase = (personIds: string[], by = manager) =>
  by.post('retention/erasure', { personIds, ground: 'retention' });

describe('keeping records for their time', () => {
  it('refuses to erase before the day, while something is open, and under a hold', async () => {
    const id = await buildPerson(manager);
    const refused = async () => (await erase([id])).body;
    expect(await refused()).toMatchObject({ code: 'person.must_be_kept', why: 'open' });
    await end(id);
    expect(await refused()).toMatchObject({ why: 'day' });
    await age(id, 4);
    expect(await refused()).toMatchObject({ why: 'day' });
    await age(id, 5);
    expectStatus(200, await manager.post(`people/${id}/hold`, { reason: '係争中のため' }));
    expect((await manager.get(`people/${id}/hold`)).body).toMatchObject({ hold: { reason: '係争中のため' } });
    expect(await refused()).toMatchObject({ why: 'hold' });
    expectStatus(204, await manager.delete(`people/${id}/hold`));
    expect((await manager.delete(`people/${id}/hold`)).status).toBe(404);
    const preview = await manager.get('retention');
    expect(preview.body.records).toContainEqual(expect.objectContaining({ personId: id, isDue: true }));
    expectStatus(204, await erase([id]));
  });

  it('is settled by one of several who saw the same version', async () => {
    const head = await buildWorker(api, { role: 'manager' });
    const setting = { disclosureYears: 5, answerDays: 10, hourlyReadings: 100, dailyExports: 20 };
    const settled = async (version: number) => {
      const wishes = [5, 6, 7, 8].map((personYears) => ({ ...setting, personYears }));
      const answers = await Promise.all(
        wishes.map((wish) => head.put('record-setting', wish, ifMatch(version))),
      );
      return answers.map(({ status }) => status).sort();
    };
    expect(await settled(0)).toEqual([200, 412, 412, 412]);
    expect(await settled(1)).toEqual([200, 412, 412, 412]);
    expect(await settled(7)).toEqual([412, 412, 412, 412]);
  });

  it('keeps it three years after the last disclosure at least, whatever the setting', async () => {
    const setting = {
      personYears: 5,
      disclosureYears: 2,
      answerDays: 10,
      hourlyReadings: 100,
      dailyExports: 20,
    };
    const refused = await manager.put('record-setting', setting, ifMatch(0));
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'disclosureYears']);
    expect(
      (await manager.put('record-setting', { ...setting, disclosureYears: 3, personYears: 4 }, ifMatch(0)))
        .status,
    ).toBe(422);
    await expect(
      api.db.admin(`INSERT INTO portal.record_setting (agency_id, disclosure_years) VALUES ($1, 2)`, [
        manager.agencyId,
      ]),
    ).rejects.toThrow();
    const { personId, referral } = await buildSentReferral(manager, recipient);
    expectStatus(
      200,
      await move(manager, await look(manager, referral.id), 'cancellation', { reason: 'not_needed' }),
    );
    await end(personId);
    await age(personId, 6);
    const [row] = await api.db.admin<{ kept_until: string }>(
      'SELECT kept_until::text FROM portal.people_to_erase($1) WHERE person_id = $2',
      [manager.agencyId, personId],
    );
    expect(row!.kept_until > dayFromToday(4 * 365)).toBe(true);
    expect((await erase([personId])).body).toMatchObject({ why: 'day' });
  });

  it('is a wall of the database too: no other way in, no other role, no other agency', async () => {
    const id = await buildPerson(manager);
    const staff = await buildWorker(api, { agencyId: manager.agencyId, role: 'staff' });
    expect((await erase([id], staff)).status).toBe(403);
    expect((await erase([id], recipient)).status).toBe(404);
    await expect(api.db.admin(`SELECT portal.erase_person($1, 'retention')`, [id])).rejects.toThrow(
      /must be kept/,
    );
  });
});

describe('erasing a record', () => {
  it('leaves nothing readable in any table, and a tombstone and the ledger for ever', async () => {
    const canaries = [
      '消える名前',
      'きえるなまえ',
      '消える診断',
      '消える依頼',
      '消える伝言',
      '消える旧姓',
      '消える理由',
    ];
    const { personId, referral } = await buildSentReferral(manager, recipient, {
      name: '消える名前',
      kana: 'きえるなまえ',
      birthDate: '1988-08-08',
      sheets: { medical: { diagnosis: '消える診断' } },
    });
    expectStatus(
      201,
      await manager.post(`people/${personId}/former-names`, { name: '消える旧姓', kana: 'きえる' }),
    );
    expectStatus(
      200,
      await move(recipient, await look(recipient, referral.id), 'decline', {
        reason: 'other',
        note: '消える伝言',
      }),
    );
    await end(personId);
    await ageAll(personId, 5);
    const before = await manager.get(`people/${personId}/disclosures`);
    expectStatus(204, await erase([personId]));

    for (const path of ['', '/consents', '/disclosures', '/requests'])
      expect([path, (await manager.get(`people/${personId}${path}`)).status]).toEqual([path, 404]);
    for (const worker of [manager, recipient]) {
      for (const path of ['', '/timeline', '/package']) {
        const seen = await worker.get(`referrals/${referral.id}${path}`);
        expect(seen.status).toBeLessThan(500);
        for (const canary of canaries) expect(seen.text).not.toContain(canary);
      }
      expect((await worker.get('referrals?box=all')).status).toBeLessThan(500);
    }
    expect((await manager.get('people?perPage=100')).text).not.toContain('消える名前');

    // Without a key every sealed value is noise; there is no other copy of it.
    const keys = await api.db.admin(
      `SELECT FROM portal.data_key WHERE subject_id = $1 OR subject_id IN (SELECT id FROM portal.referral_line WHERE person_id = $1)
       UNION ALL SELECT FROM portal.merged_key WHERE $1 IN (subject_id, holder_id)`,
      [personId],
    );
    expect(keys).toEqual([]);
    const dump = await wholeDatabase();
    for (const canary of [...canaries, '1988-08-08'])
      expect([canary, dump.includes(canary)]).toEqual([canary, false]);
    const hidden = await api.db.admin(
      `SELECT FROM portal.person_trace WHERE person_id = $1 UNION ALL SELECT FROM portal.person_section WHERE person_id = $1`,
      [personId],
    );
    expect(hidden).toEqual([]);

    const [tombstone] = (await manager.get('retention')).body.erased;
    expect(tombstone).toMatchObject({ personId, ground: 'retention' });
    const ledger = await api.db.admin('SELECT id FROM portal.disclosure WHERE person_id = $1', [personId]);
    expect(ledger).toHaveLength(before.body.length);
    const audited = await api.db.admin(
      `SELECT FROM audit.entry WHERE action = 'person.erase' AND subject_id = $1`,
      [personId],
    );
    expect(audited).toHaveLength(1);
  });

  it('erases merged records as one', async () => {
    const [kept, gone] = [await buildPerson(manager), await buildPerson(manager)];
    expectStatus(
      201,
      await manager.post('person-merges', {
        keptId: kept,
        goneId: gone,
        keptVersion: await versionOf(kept),
        goneVersion: await versionOf(gone),
        taken: [],
      }),
    );
    await end(kept);
    await age(kept, 5);
    expectStatus(204, await erase([kept]));
    const keys = await api.db.admin('SELECT FROM portal.data_key WHERE subject_id = ANY($1)', [[kept, gone]]);
    expect(keys).toEqual([]);
    const [merge] = await api.db.admin<{ id: string }>(
      'SELECT id FROM portal.person_merge WHERE kept_id = $1',
      [kept],
    );
    expect((await manager.post(`person-merges/${merge!.id}/undoing`)).status).toBe(409);
  });
});

/** Every row of every table as text, with whatever bytes decode to text. */
async function wholeDatabase(): Promise<string> {
  const tables = await api.db.admin<{ name: string }>(
    `SELECT table_schema || '.' || quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema IN ('portal', 'audit', 'auth') AND table_type = 'BASE TABLE'`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await api.db.admin<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    for (const { row } of rows) {
      parts.push(row);
      for (const [, hex] of row.matchAll(/\\\\?x([0-9a-f]{8,})/g))
        parts.push(Buffer.from(hex!, 'hex').toString('utf8'));
    }
  }
  return parts.join('\n');
}
