import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { DataCategory } from '#libs/people';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  expectStatus,
  look,
  move,
  withdraw,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
let manager: Worker;
let hospital: Worker;
let office: Worker;
let school: Worker;
beforeAll(async () => {
  api = await startApi();
  manager = await buildWorker(api);
  hospital = await buildWorker(api, { agencyName: '病院' });
  office = await buildWorker(api, { agencyName: '事業所' });
  school = await buildWorker(api, { agencyName: '学校' });
});
afterAll(() => api.close());

const versionOf = async (id: string) => (await manager.get<{ version: number }>(`people/${id}`)).body.version;
async function merge(keptId: string, goneId: string, taken: string[] = [], by = manager) {
  return by.post('person-merges', {
    keptId,
    goneId,
    keptVersion: await versionOf(keptId),
    goneVersion: await versionOf(goneId),
    taken,
  });
}
interface Merge {
  id: string;
  keptId: string;
  rows: number;
  heldCells: number;
  canUndo: boolean;
}
async function mergeOf(keptId: string): Promise<Merge> {
  const all = expectStatus<Merge[]>(200, await manager.get('person-merges'));
  return all.find((one) => one.keptId === keptId)!;
}
const live = async (personId: string, agency: Worker) =>
  (
    await api.db.admin<{ category: string }>(
      `SELECT DISTINCT g.category FROM portal.consent_grant g JOIN portal.consent c ON c.id = g.consent_id
       WHERE g.granted AND c.status = 'given' AND g.person_id = $1 AND g.recipient_agency_id = $2 ORDER BY 1`,
      [personId, agency.agencyId],
    )
  ).map(({ category }) => category);
const faults = () => api.db.admin('SELECT * FROM audit.verify_evidence() WHERE fault IS NOT NULL');
/** What both sides read of these referrals, as each of them reads it. */
async function packagesOf(cases: readonly { id: string; reader: Worker }[]): Promise<unknown[]> {
  const read = [];
  for (const { id, reader } of cases)
    for (const who of [manager, reader]) {
      const { hash, sections } = expectStatus<Record<string, unknown>>(
        200,
        await who.get(`referrals/${id}/package`),
      );
      read.push({ id, hash, sections });
    }
  return read;
}
/** A file of a person that the scanner has let through. */
async function buildFile(personId: string): Promise<string> {
  const path = `people/${personId}/attachments?category=medical&kind=doctor_opinion&extension=pdf`;
  const content = Buffer.from('%PDF-1.7\n統合の添付\n%%EOF');
  const { id } = expectStatus<{ id: string }>(
    201,
    await manager.send('POST', path, content, {
      'content-type': 'application/pdf',
      'idempotency-key': randomUUID(),
    }),
  );
  await api.db.admin(`UPDATE portal.upload_scan SET state = 'clean' WHERE upload_id = $1`, [id]);
  return id;
}

describe('merging two records', () => {
  it('takes the chosen fields one by one, keeps what only one says, and moves everything about the person', async () => {
    const kept = await buildPerson(manager, {
      name: '統合 花',
      kana: 'とうごう はな',
      sheets: { medical: { diagnosis: '残す診断', clinic: '残す病院' }, living: { household: '一人暮らし' } },
    });
    const gone = await buildPerson(manager, {
      name: '統合 華',
      kana: 'とうごう はな',
      sheets: { medical: { diagnosis: '新しい診断', clinic: '別の病院' }, finance: { income: '年金' } },
    });
    const consent = await buildConsent(manager, gone, { recipientAgencyId: hospital.agencyId });
    const draft = await buildDraft(manager, { personId: gone, recipientAgencyId: hospital.agencyId });
    const sent = expectStatus<{ id: string }>(200, await move(manager, draft, 'sending'));
    expectStatus(200, await move(hospital, await look(hospital, sent.id), 'receipt'));
    const before = await hospital.get(`referrals/${sent.id}/package`);

    const merged = expectStatus<{
      name: string;
      sheets: { category: string; fields: { code: string; text: string }[] }[];
    }>(201, await merge(kept, gone, ['name', 'medical.diagnosis']));
    const texts = (category: string) =>
      Object.fromEntries(
        merged.sheets
          .find((sheet) => sheet.category === category)!
          .fields.filter(({ text }) => text)
          .map(({ code, text }) => [code, text]),
      );
    expect(merged.name).toBe('統合 華');
    expect(texts('medical')).toEqual({ diagnosis: '新しい診断', clinic: '残す病院' });
    expect([texts('living'), texts('finance')]).toEqual([{ household: '一人暮らし' }, { income: '年金' }]);

    // What was sent before opens as it did, for both sides, with the key of the record that has gone.
    const after = await hospital.get(`referrals/${sent.id}/package`);
    expect([after.status, after.body.hash, after.body.sections]).toEqual([
      200,
      before.body.hash,
      before.body.sections,
    ]);
    expect((await manager.get(`referrals/${sent.id}`)).body.personId).toBe(kept);
    const consents = expectStatus<{ id: string }[]>(200, await manager.get(`people/${kept}/consents`));
    expect(consents.map(({ id }) => id)).toEqual([consent.id]);
    expect((await manager.get(`people/${kept}/disclosures`)).body).not.toEqual([]);
    expect((await manager.get(`people/${gone}`)).status).toBe(404);
    expect(
      (await manager.get('people?perPage=100')).body.items.map(({ id }: { id: string }) => id),
    ).not.toContain(gone);
    expect(await faults()).toEqual([]);
  });

  it('is for managers, within the agency, and from the versions that were compared', async () => {
    const staff = await buildWorker(api, { agencyId: manager.agencyId, role: 'staff' });
    const [a, b] = [await buildPerson(manager, { sheets: {} }), await buildPerson(manager, { sheets: {} })];
    const foreign = await buildPerson(office, { sheets: {} });
    expect((await merge(a, b, [], staff)).status).toBe(403);
    const order = { keptId: a, keptVersion: 1, goneVersion: 1, taken: [] };
    expect((await manager.post('person-merges', { ...order, goneId: foreign })).status).toBe(404);
    expect((await manager.post('person-merges', { ...order, goneId: a })).status).toBe(404);
    expect((await manager.post('person-merges', { ...order, goneId: b, goneVersion: 9 })).status).toBe(412);
    expect((await manager.post('person-merges', { ...order, goneId: b, taken: ['salary'] })).status).toBe(
      422,
    );
  });

  it('is taken back the newest first', async () => {
    const [a, b, c] = [
      await buildPerson(manager, { sheets: {} }),
      await buildPerson(manager, { sheets: {} }),
      await buildPerson(manager, { sheets: {} }),
    ];
    expectStatus(201, await merge(a, b));
    const first = await mergeOf(a);
    expectStatus(201, await merge(c, a));
    expect((await manager.post(`person-merges/${first.id}/undoing`)).status).toBe(409);
    expectStatus(204, await manager.post(`person-merges/${(await mergeOf(c)).id}/undoing`));
    expectStatus(204, await manager.post(`person-merges/${first.id}/undoing`));
    for (const id of [a, b, c]) expectStatus(200, await manager.get(`people/${id}`));
    expect((await manager.post(`person-merges/${first.id}/undoing`)).status).toBe(409);
    expect((await office.post(`person-merges/${first.id}/undoing`)).status).toBe(404);
  });
});

describe('edge 8: person merge and unmerge with referrals and consents on both', () => {
  it('lets the narrower decision win until the person is asked anew', async () => {
    const [kept, gone] = [await buildPerson(manager), await buildPerson(manager)];
    // Both speak about the hospital: what only one of them allows is held back. The office is named by one alone.
    await buildConsent(manager, kept, {
      recipientAgencyId: hospital.agencyId,
      categories: ['identity', 'request', 'medical'],
    });
    await buildConsent(manager, gone, { recipientAgencyId: hospital.agencyId, categories: ['identity'] });
    await buildConsent(manager, gone, {
      recipientAgencyId: office.agencyId,
      categories: ['identity', 'living'],
    });
    expectStatus(201, await merge(kept, gone));
    expect(await live(kept, hospital)).toEqual(['identity']);
    expect(await live(kept, office)).toEqual(['identity', 'living']);
    expect((await mergeOf(kept)).heldCells).toBe(6);
    expect((await manager.get(`people/${kept}`)).body.heldCells).toBe(6);

    await buildConsent(manager, kept, { recipientAgencyId: hospital.agencyId, categories: ['medical'] });
    expect(await live(kept, hospital)).toEqual(['identity', 'medical']);
    expect((await manager.get(`people/${kept}`)).body.heldCells).toBe(3);
    expectStatus(204, await manager.post(`person-merges/${(await mergeOf(kept)).id}/undoing`));
    expect(await live(kept, hospital)).toEqual(['identity', 'medical', 'request']);
    expect(await live(gone, hospital)).toEqual(['identity']);
  });

  it.each(['refused', 'withdrawn'] as const)('takes a no for a no: %s', async (kind) => {
    const [kept, gone] = [await buildPerson(manager), await buildPerson(manager)];
    await buildConsent(manager, kept, { recipientAgencyId: hospital.agencyId });
    const other = await buildConsent(manager, gone, {
      recipientAgencyId: hospital.agencyId,
      decision: kind === 'refused' ? 'refused' : 'given',
    });
    if (kind === 'withdrawn') expectStatus(200, await withdraw(manager, other));
    const draft = await buildDraft(manager, { personId: kept, recipientAgencyId: hospital.agencyId });
    const sent = expectStatus<{ id: string }>(200, await move(manager, draft, 'sending'));
    expectStatus(200, await move(hospital, await look(hospital, sent.id), 'receipt'));
    expectStatus(201, await merge(kept, gone));
    expect(await live(kept, hospital)).toEqual([]);
    const closed = await hospital.get(`referrals/${sent.id}/package`);
    expect(JSON.stringify(closed.body)).not.toContain('診断の秘密');
    expectStatus(204, await manager.post(`person-merges/${(await mergeOf(kept)).id}/undoing`));
    const open = await hospital.get(`referrals/${sent.id}/package`);
    expect(JSON.stringify(open.body)).toContain('診断の秘密');
  });

  it('does not allow anew what was taken back while the records were one', async () => {
    const [kept, gone] = [await buildPerson(manager), await buildPerson(manager)];
    await buildConsent(manager, kept, {
      recipientAgencyId: hospital.agencyId,
      categories: ['identity', 'request', 'medical'],
    });
    await buildConsent(manager, gone, {
      recipientAgencyId: hospital.agencyId,
      categories: ['identity', 'living'],
    });
    expectStatus(201, await merge(kept, gone));
    expect(await live(kept, hospital)).toEqual(['identity']);
    const anew = await buildConsent(manager, kept, {
      recipientAgencyId: hospital.agencyId,
      categories: ['medical'],
    });
    expectStatus(200, await withdraw(manager, anew, { scope: 'category', category: 'medical' }));
    expectStatus(204, await manager.post(`person-merges/${(await mergeOf(kept)).id}/undoing`));
    expect(await live(kept, hospital)).toEqual(['identity', 'request']);
    expect(await live(gone, hospital)).toEqual(['identity', 'living']);
  });

  it('gives a case back whole: what was sent, read and closed with it in between goes with it and opens as before', async () => {
    const [kept, gone] = [await buildPerson(manager), await buildPerson(manager)];
    const consent = await buildConsent(manager, gone, { recipientAgencyId: hospital.agencyId });
    await buildConsent(manager, gone, { recipientAgencyId: office.agencyId });
    const before = await buildDraft(manager, { personId: gone, recipientAgencyId: hospital.agencyId });
    expectStatus(200, await move(manager, before, 'sending'));
    const between = await buildDraft(manager, { personId: gone, recipientAgencyId: office.agencyId });
    await buildConsent(manager, kept, { recipientAgencyId: school.agencyId });
    const staying = await buildDraft(manager, { personId: kept, recipientAgencyId: school.agencyId });
    expectStatus(201, await merge(kept, gone));

    expectStatus(200, await move(manager, await look(manager, between.id), 'sending'));
    expectStatus(200, await move(manager, staying, 'sending'));
    const cases = [
      { id: before.id, reader: hospital },
      { id: between.id, reader: office },
    ];
    for (const { id, reader } of cases)
      expectStatus(200, await move(reader, await look(reader, id), 'receipt'));
    const told = await packagesOf(cases);
    expectStatus(204, await manager.post(`person-merges/${(await mergeOf(kept)).id}/undoing`));

    expect(await packagesOf(cases)).toEqual(told);
    for (const { id } of cases) {
      expect((await manager.get(`referrals/${id}`)).body.personId).toBe(gone);
      expect((await manager.get(`referrals/${id}/package`)).body.intact).toBe(true);
    }
    // Whom the ledger names is whose case it was, and what rests on no case of the other one stays.
    const ledger = async (personId: string) =>
      api.db.admin(
        `SELECT referral_id, method, count(*)::int FROM portal.disclosure WHERE person_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
        [personId],
      );
    const entry = (id: string, method: string) => ({ referral_id: id, method, count: 1 });
    expect(await ledger(gone)).toEqual(
      [before.id, between.id].sort().flatMap((id) => [entry(id, 'opened'), entry(id, 'sent')]),
    );
    expect(await ledger(kept)).toEqual([entry(staying.id, 'sent')]);
    expect(await faults()).toEqual([]);

    // The case goes on, the person may take back what they agreed to, and the same two may be one again.
    expectStatus(200, await withdraw(manager, consent, { scope: 'category', category: 'medical' }));
    expectStatus(201, await merge(kept, gone));
    expect(await packagesOf(cases)).toHaveLength(4);
    expectStatus(204, await manager.post(`person-merges/${(await mergeOf(kept)).id}/undoing`));
    expectStatus(201, await merge(gone, kept));
    expectStatus(204, await manager.post(`person-merges/${(await mergeOf(gone)).id}/undoing`));
    expect((await manager.get(`referrals/${between.id}/package`)).body.intact).toBe(true);
    expect(await faults()).toEqual([]);
  });

  it('parts decisions that were taken back in between, each with the record to which it belongs', async () => {
    const [kept, gone] = [await buildPerson(manager), await buildPerson(manager)];
    const ofKept = await buildConsent(manager, kept, { recipientAgencyId: hospital.agencyId });
    const ofGone = await buildConsent(manager, gone, { recipientAgencyId: hospital.agencyId });
    const narrowed = await buildConsent(manager, gone, { recipientAgencyId: office.agencyId });
    expectStatus(201, await merge(kept, gone));
    expectStatus(200, await withdraw(manager, ofGone, { scope: 'recipient', agencyId: hospital.agencyId }));
    expectStatus(200, await withdraw(manager, narrowed, { scope: 'category', category: 'medical' }));
    expectStatus(204, await manager.post(`person-merges/${(await mergeOf(kept)).id}/undoing`));

    for (const id of [kept, gone]) expect(await live(id, hospital)).toEqual([]);
    expect(await live(gone, office)).toEqual(['identity', 'request']);
    const owners = await api.db.admin<{ root_id: string; person_id: string }>(
      `SELECT DISTINCT root_id, person_id FROM portal.consent WHERE root_id = ANY($1)`,
      [[ofKept.id, ofGone.id, narrowed.id]],
    );
    expect(new Map(owners.map((row) => [row.root_id, row.person_id]))).toEqual(
      new Map([
        [ofKept.id, kept],
        [ofGone.id, gone],
        [narrowed.id, gone],
      ]),
    );
    for (const id of [kept, gone]) expectStatus(200, await manager.get(`people/${id}/consents`));
    expect(await faults()).toEqual([]);
  });

  it('leaves a file that was told with a case of the other one readable, and tells it no more', async () => {
    const [kept, gone] = [await buildPerson(manager), await buildPerson(manager)];
    await buildConsent(manager, kept, { recipientAgencyId: office.agencyId });
    await buildConsent(manager, gone, { recipientAgencyId: hospital.agencyId });
    const own = await buildDraft(manager, { personId: kept, recipientAgencyId: office.agencyId });
    const other = await buildDraft(manager, { personId: gone, recipientAgencyId: hospital.agencyId });
    const [fileOfKept, fileOfGone] = [await buildFile(kept), await buildFile(gone)];
    expectStatus(201, await merge(kept, gone));
    const crossed = [
      { id: own.id, file: fileOfGone, reader: office },
      { id: other.id, file: fileOfKept, reader: hospital },
    ];
    for (const { id, file, reader } of crossed) {
      expectStatus(204, await manager.put(`referrals/${id}/attachments/${file}`, {}));
      expectStatus(200, await move(manager, await look(manager, id), 'sending'));
      expectStatus(200, await move(reader, await look(reader, id), 'receipt'));
    }
    expectStatus(204, await manager.post(`person-merges/${(await mergeOf(kept)).id}/undoing`));
    for (const { id, file, reader } of crossed) {
      expect((await reader.get(`referrals/${id}/attachments/${file}/content`)).text).toContain('統合の添付');
      expect(
        await api.db.admin('SELECT FROM portal.referral_attachment WHERE referral_id = $1', [id]),
      ).toEqual([]);
    }
    expect(await faults()).toEqual([]);
  });

  it('restores every row, each entry of the ledger among them: a merge that is taken back never was', async () => {
    const cell = fc.record({
      agency: fc.constantFrom('hospital', 'office'),
      categories: fc.uniqueArray(fc.constantFrom<DataCategory>('identity', 'request', 'medical'), {
        minLength: 1,
      }),
      decision: fc.constantFrom<'given' | 'refused'>('given', 'given', 'refused'),
      sends: fc.boolean(),
    });
    const side = fc.record({
      consents: fc.array(cell, { maxLength: 2 }),
      living: fc.option(fc.constantFrom('家族と', '一人')),
      formerName: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        side,
        side,
        fc.subarray(['name', 'living.household']),
        async (first, second, taken) => {
          const ids = [];
          for (const [nth, { consents, living, formerName }] of [first, second].entries()) {
            const id = await buildPerson(manager, {
              name: `性質 ${nth}`,
              sheets: {
                medical: { diagnosis: '診断' },
                ...(living ? { living: { household: living } } : {}),
              },
            });
            ids.push(id);
            if (formerName)
              expectStatus(
                201,
                await manager.post(`people/${id}/former-names`, { name: '旧', kana: 'きゅう' }),
              );
            for (const { agency, categories, decision, sends } of consents) {
              const recipient = agency === 'hospital' ? hospital : office;
              const recipientAgencyId = recipient.agencyId;
              await buildConsent(manager, id, { recipientAgencyId, categories, decision });
              if (!sends) continue;
              const draft = await buildDraft(manager, { personId: id, recipientAgencyId, categories });
              const answer = await move(manager, draft, 'sending');
              if (answer.status === 200) await move(recipient, await look(recipient, draft.id), 'receipt');
            }
          }
          const [kept, gone] = ids as [string, string];
          const before = await everythingAbout([kept, gone]);
          expectStatus(201, await merge(kept, gone, taken));
          expectStatus(204, await manager.post(`person-merges/${(await mergeOf(kept)).id}/undoing`));
          expect(await everythingAbout([kept, gone])).toEqual(before);
          expect(await faults()).toEqual([]);
          expectStatus(200, await manager.get(`people/${gone}`));
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
  }, 300_000);

  it('finds every table that is about people, and may move each row of it', async () => {
    const stuck = await api.db.admin<{ name: string }>(
      `SELECT k.conrelid::regclass || ': ' || k.conname AS name FROM pg_constraint k
       WHERE k.contype = 'f' AND NOT k.condeferrable AND k.connamespace = 'portal'::regnamespace
         AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname = 'person_id')
         AND k.conrelid IN (SELECT ('portal.' || t.name)::regclass FROM sec.tables_of_people() t)`,
    );
    expect(stuck).toEqual([]);
    const closed = await api.db.admin<{ name: string }>(
      `SELECT t.name FROM sec.tables_of_people() t WHERE NOT has_column_privilege('policy_fn', 'portal.' || t.name, 'person_id', 'UPDATE')`,
    );
    expect(closed).toEqual([]);
  });
});

/** Every row about these people as it stands, without counters of versions and moments of writing. */
async function everythingAbout(people: string[]): Promise<unknown> {
  const tables = await api.db.admin<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c
     WHERE c.table_schema = 'portal' AND c.column_name = 'person_id' AND c.table_name NOT LIKE 'person_merge%'
       AND c.table_name IN (SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE') ORDER BY 1`,
  );
  const all: Record<string, unknown> = {};
  for (const { name } of tables)
    all[name] = await api.db.admin(
      `SELECT to_jsonb(t) - '{version,updated_at}'::text[] AS row FROM portal.${name} t WHERE t.person_id = ANY($1) ORDER BY 1`,
      [people],
    );
  all['person'] = await api.db.admin(
    `SELECT to_jsonb(t) - '{version,updated_at}'::text[] AS row FROM portal.person t WHERE t.id = ANY($1) ORDER BY 1`,
    [people],
  );
  // The record that stayed keeps no key of the other one, which may open what was sealed while they were one.
  all['merged_key'] = await api.db.admin('SELECT * FROM portal.merged_key WHERE holder_id = $1', [people[0]]);
  return all;
}
