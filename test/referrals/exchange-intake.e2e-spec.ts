import { randomUUID } from 'node:crypto';
import type { DataCategory } from '#libs/people';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  expectStatus,
  type ReferralBody,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let source: Worker;
let reader: Worker;
beforeAll(async () => {
  api = await startApi();
  [source, reader] = [await buildWorker(api, { agencyName: '送り元の機関' }), await buildWorker(api)];
});
afterAll(() => api.close());

const categories: DataCategory[] = ['identity', 'request', 'contact', 'medical', 'living', 'passport_1'];

/** Nobody is born on the same day as another: that would be a possible duplicate. */
let born = 0;
const lastBirthday = () => `1999-05-${String(born).padStart(2, '0')}`;

/** A referral of the source as its own file says it. */
async function exported({ name = '青葉　花子', phone = '' } = {}): Promise<string> {
  born += 1;
  const personId = await buildPerson(source, {
    ...{ name, kana: 'あおば はなこ', birthDate: lastBirthday() },
    sheets: {
      contact: { ...(phone && { phone }), address: '青葉県青葉市2-3', keyPerson: '母' },
      medical: { diagnosis: '診断の記載', medication: '朝夕\n二回' },
      living: { rhythm: '夜は　早い' },
    },
  });
  await buildConsent(source, personId, { recipientAgencyId: reader.agencyId, categories });
  const draft = await buildDraft(source, {
    ...{ personId, recipientAgencyId: reader.agencyId, categories },
    ...{ ask: '体験の依頼', wish: '働きたい', background: '昨年から相談' },
  });
  return (await source.get(`referrals/${draft.id}/fhir`)).text;
}

interface Reading {
  person: { name: string; kana: string; birthDate: string | null };
  sections: { category: DataCategory; kept: boolean; lines: { label: string; text: string }[] }[];
  consents: { stateName: string; recipients: string[] }[];
  unread: { what: string; why: string }[];
  [field: string]: unknown;
}

const read = async (bundle: string) =>
  expectStatus(200, await reader.post<Reading>('referral-bundles/reading', { bundle }));
const takeIn = (bundle: string, more: object = {}, key: string = randomUUID()) =>
  reader.post<ReferralBody & { detail: string; code: string; errors: { field: string; detail: string }[] }>(
    'referral-bundles',
    { bundle, ...more },
    { 'idempotency-key': key },
  );
const counts = async () => {
  const [row] = await api.db.admin<{ people: number; referrals: number; consents: number }>(
    `SELECT (SELECT count(*)::int FROM portal.person WHERE agency_id = $1) AS people,
       (SELECT count(*)::int FROM portal.referral WHERE source_agency_id = $1) AS referrals,
       (SELECT count(*)::int FROM portal.consent WHERE agency_id = $1) AS consents`,
    [reader.agencyId],
  );
  return row!;
};

interface Sheets {
  name: string;
  kana: string;
  birthDate: string | null;
  sheets: { category: string; fields: { code: string; text: string }[] }[];
}
const sheetsOf = async (worker: Worker, personId: unknown) => {
  const person = expectStatus(200, await worker.get<Sheets>(`people/${String(personId)}`));
  return new Map(
    person.sheets.map(({ category, fields }) => [
      category,
      Object.fromEntries(fields.filter(({ text }) => text !== '').map(({ code, text }) => [code, text])),
    ]),
  );
};

describe('a file that is looked at', () => {
  it('shows who, what and which kinds of data, and nothing is kept', async () => {
    const before = await counts();
    const reading = await read(await exported({ name: '青葉　見本' }));
    expect(reading).toMatchObject({
      ...{
        typeName: '紹介',
        purposeName: '受入判断',
        urgencyName: '通常',
        serviceNames: ['アセスメント・職業評価'],
      },
      source: { name: expect.stringContaining('送り元の機関') },
      person: { name: '青葉　見本', kana: 'あおば はなこ', birthDate: lastBirthday() },
      unread: [],
    });
    expect(reading.sections.map(({ category, kept }) => [category, kept])).toEqual([
      ['identity', true],
      ['request', true],
      ['contact', true],
      ['medical', true],
      ['living', true],
    ]);
    expect(reading.consents).toMatchObject([{ stateName: '同意（有効）' }]);
    expect(await counts()).toEqual(before);
  });

  it('that cannot be read is refused with everything that it lacks', async () => {
    const answer = await reader.post('referral-bundles/reading', {
      bundle: JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: {} }] }),
    });
    expect([answer.status, answer.body['code']]).toEqual([422, 'exchange.unreadable']);
    expect(answer.body['errors'].map(({ detail }: { detail: string }) => detail)).toEqual([
      'ServiceRequest（依頼）がありません。',
      'Patient（本人）がありません。',
    ]);
  });

  it('that is too large is refused', async () => {
    const long = { bundle: 'x'.repeat(8 * 1024 * 1024 + 1) };
    expect((await reader.post('referral-bundles/reading', long)).status).toBe(422);
    const huge = { bundle: 'x'.repeat(13 * 1024 * 1024) };
    expect((await reader.post('referral-bundles/reading', huge)).status).toBe(413);
    expect((await reader.post('referral-bundles', huge)).status).toBe(413);
  });

  it('is nothing for whoever handles no cases', async () => {
    const secretariat = await buildWorker(api, { role: 'secretariat' });
    expect((await secretariat.post('referral-bundles/reading', { bundle: '{}' })).status).toBe(403);
    expect((await api.client().post('referral-bundles', { bundle: '{}' })).status).toBe(401);
  });
});

describe('a file that is taken in', () => {
  it('becomes a person with the same words on the same sheets, and a draft; no consent is made of it', async () => {
    const before = await counts();
    const draft = expectStatus(
      201,
      await takeIn(await exported({ name: '青葉　一', phone: '099-000-0001' })),
    );
    expect(draft).toMatchObject({
      ...{ status: 'draft', side: 'source', type: 'introduction', purpose: 'intake', lines: [] },
      request: { ask: '体験の依頼', wish: '働きたい', background: '昨年から相談' },
      categories: ['identity', 'request', 'contact', 'medical', 'living'],
      personName: '青葉　一',
    });
    const sheets = await sheetsOf(reader, draft['personId']);
    expect(sheets.get('contact')).toEqual({
      phone: '099-000-0001',
      address: '青葉県青葉市2-3',
      keyPerson: '母',
    });
    expect(sheets.get('medical')).toEqual({ diagnosis: '診断の記載', medication: '朝夕\n二回' });
    expect(sheets.get('living')).toEqual({ rhythm: '夜は　早い' });
    const after = await counts();
    expect(after).toEqual({ people: before.people + 1, referrals: before.referrals + 1, consents: 0 });
    const [entry] = await api.db.admin<{ subject: string }>(
      `SELECT subject_id AS subject FROM audit.entry WHERE action = 'exchange.take_in' AND object_id = $1`,
      [draft.id],
    );
    expect(entry?.subject).toBe(draft['personId']);
  });

  it('says the same again when it is written out again', async () => {
    const first = await exported({ name: '青葉　往復', phone: '099-000-0002' });
    const draft = expectStatus(201, await takeIn(first));
    const second = (await reader.get(`referrals/${draft.id}/fhir`)).text;
    const [one, two] = [await read(first), await read(second)];
    expect(two.sections).toEqual(one.sections);
    expect(two.person).toEqual(one.person);
    expect(two.consents).toEqual([]);
  });

  it('twice with one key is one draft; again with another is a possible duplicate', async () => {
    const bundle = await exported({ name: '青葉　二', phone: '099-000-0003' });
    const key = randomUUID();
    const [one, two] = await Promise.all([takeIn(bundle, {}, key), takeIn(bundle, {}, key)]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.id).toBe(two.body.id);
    const before = await counts();
    const again = await takeIn(bundle);
    expect([again.status, again.body.code]).toEqual([409, 'person.possible_duplicate']);
    expect(await counts()).toEqual(before);
    expectStatus(201, await takeIn(bundle, { allowDuplicate: true }));
    expect((await counts()).people).toBe(before.people + 1);
  });

  it('is a draft about one of the own people where one is named; their record stays as it is', async () => {
    const personId = await buildPerson(reader, { sheets: { medical: { diagnosis: '自機関の記載' } } });
    const draft = expectStatus(201, await takeIn(await exported(), { personId }));
    expect(draft).toMatchObject({ personId, request: { ask: '体験の依頼' } });
    expect((await sheetsOf(reader, personId)).get('medical')).toEqual({ diagnosis: '自機関の記載' });
    const others = await buildPerson(source);
    expect((await takeIn(await exported(), { personId: others })).status).toBe(404);
  });

  it('can be discarded like any draft', async () => {
    const personId = await buildPerson(reader);
    const draft = expectStatus(201, await takeIn(await exported(), { personId }));
    expectStatus(204, await reader.delete(`referrals/${draft.id}`, ifMatch(draft.version)));
    expect((await reader.get(`referrals/${draft.id}`)).status).toBe(404);
  });

  it('without a name asks for one, and takes what is typed', async () => {
    const bundle = JSON.stringify({
      ...{ resourceType: 'Bundle', type: 'collection' },
      entry: [
        {
          resource: { resourceType: 'ServiceRequest', status: 'active', subject: { reference: 'Patient/1' } },
        },
        { resource: { resourceType: 'Patient', id: '1' } },
      ],
    });
    const refused = await takeIn(bundle);
    expect([refused.status, refused.body.errors.map(({ field }) => field)]).toEqual([422, ['name', 'kana']]);
    const typed = { name: '若葉　三郎', kana: 'わかば　さぶろう', birthDate: null };
    expect(expectStatus(201, await takeIn(bundle, typed))['personName']).toBe('若葉　三郎');
  });

  it('that fails in the middle leaves nothing behind', async () => {
    const before = await counts();
    const tomorrow = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const refused = await takeIn(await exported(), { birthDate: tomorrow });
    expect([refused.status, refused.body.errors.map(({ field }) => field)]).toEqual([422, ['birthDate']]);
    expect(await counts()).toEqual(before);
  });
});
