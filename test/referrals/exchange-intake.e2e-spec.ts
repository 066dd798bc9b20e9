import { createHash, randomUUID } from 'node:crypto';
import type { DataCategory } from '#libs/people';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  dayFromToday,
  expectStatus,
  move,
  type ReferralBody,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { openSqlSession } from '../support/sql-session.js';

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
    { bundle, obtained: 'own_record', ...more },
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
    const draft = expectStatus(201, await takeIn(await exported(), { personId, allowOtherBirthDate: true }));
    expect(draft).toMatchObject({ personId, request: { ask: '体験の依頼' } });
    expect((await sheetsOf(reader, personId)).get('medical')).toEqual({ diagnosis: '自機関の記載' });
    const others = await buildPerson(source);
    const stolen = { personId: others, allowOtherBirthDate: true };
    expect((await takeIn(await exported(), stolen)).status).toBe(404);
  });

  it('can be discarded like any draft', async () => {
    const personId = await buildPerson(reader);
    const draft = expectStatus(201, await takeIn(await exported(), { personId, allowOtherBirthDate: true }));
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
    const asked = ['name', 'kana', 'providerName'];
    expect([refused.status, refused.body.errors.map(({ field }) => field)]).toEqual([422, asked]);
    const typed = {
      ...{ name: '若葉　三郎', kana: 'わかば　さぶろう', birthDate: null },
      providerName: '若葉病院',
    };
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

const pdf = Buffer.from('%PDF-1.7 主治医の意見');
const base64 = (content: Buffer) => content.toString('base64');

/** A file of another system that has files, too. */
async function withFiles(...documents: readonly object[]): Promise<string> {
  const bundle = JSON.parse(await exported()) as {
    entry: { resource: { resourceType: string; id: string } }[];
  };
  const patient = bundle.entry.find(({ resource }) => resource.resourceType === 'Patient')!.resource.id;
  const files = documents.map((document) => ({
    resource: {
      resourceType: 'DocumentReference',
      status: 'current',
      subject: { reference: `Patient/${patient}` },
      ...document,
    },
  }));
  return JSON.stringify({ ...bundle, entry: [...bundle.entry, ...files] });
}
const fileOf = (content: Buffer, more: object = {}) => ({
  content: [
    { attachment: { contentType: 'application/pdf', title: '意見書.pdf', data: base64(content), ...more } },
  ],
});

interface FilesBody {
  files: { name: string; kindName: string; categoryName: string; taken: boolean }[];
  unread: { what: string; why: string }[];
}
interface OwnFile {
  id: string;
  category: string;
  kind: string;
  words: string;
  chosen: boolean;
}
const filesOf = async (id: unknown) =>
  expectStatus(200, await reader.get<OwnFile[]>(`referrals/${String(id)}/attachments`));

describe('files in a bundle', () => {
  it('come along with their kind and their octets, sealed and scanned like uploads, chosen for the draft', async () => {
    const personId = await buildPerson(source, { birthDate: '1988-03-03', sheets: {} });
    const path = `people/${personId}/attachments?category=medical&kind=doctor_opinion&extension=pdf`;
    const headers = { 'content-type': 'application/pdf', 'idempotency-key': randomUUID() };
    const { id } = expectStatus(201, await source.send<{ id: string }>('POST', path, pdf, headers));
    const sent = await buildDraft(source, {
      ...{ personId, recipientAgencyId: reader.agencyId, categories: ['identity', 'request', 'medical'] },
    });
    expectStatus(204, await source.put(`referrals/${sent.id}/attachments/${id}`, {}));
    await buildConsent(source, personId, { recipientAgencyId: reader.agencyId });
    expectStatus(200, await move(source, sent, 'sending'));
    const bundle = (await source.get(`referrals/${sent.id}/fhir?files=true`)).text;
    expect(await read(bundle)).toMatchObject({
      files: [{ kindName: '主治医意見書', categoryName: '診断・通院・服薬', taken: true }],
      unread: [],
    });
    const draft = expectStatus(201, await takeIn(bundle));
    expect(draft['categories']).toContain('medical');
    const [file] = await filesOf(draft.id);
    expect(file).toMatchObject({ category: 'medical', kind: 'doctor_opinion', chosen: true });
    const own = String(draft['personId']);
    expect((await reader.get(`people/${own}/attachments/${file!.id}/content`)).text).toBe(pdf.toString());
    const kept = await api.db.admin<{ body: Buffer; state: string }>(
      `SELECT c.body, u.state FROM portal.attachment_chunk c JOIN portal.upload_scan u ON u.upload_id = c.attachment_id
       WHERE c.attachment_id = $1`,
      [file!.id],
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]!.body.includes(Buffer.from('主治医'))).toBe(false);
    expect(['pending', 'unchecked']).toContain(kept[0]!.state);
    // The same file once more is the same file.
    const again = expectStatus(201, await takeIn(bundle, { personId: own }));
    expect(await filesOf(again.id)).toMatchObject([{ id: file!.id, chosen: true }]);
  });

  it('are left where they are when nobody wants them', async () => {
    const draft = expectStatus(201, await takeIn(await withFiles(fileOf(pdf)), { files: false }));
    expect(await filesOf(draft.id)).toEqual([]);
  });

  const refused: { name: string; document: object; why: string }[] = [
    {
      name: 'of a type that is no other upload either',
      document: fileOf(Buffer.from('MZ')),
      why: '種類・大きさ',
    },
    {
      name: 'whose name says otherwise',
      document: fileOf(pdf, { title: '意見書.exe' }),
      why: '種類・大きさ',
    },
    {
      name: 'that arrived damaged',
      document: fileOf(pdf, { hash: base64(Buffer.alloc(20)) }),
      why: 'ハッシュ',
    },
    { name: 'that is shorter than it was', document: fileOf(pdf, { size: 1000 }), why: '大きさ' },
    {
      name: 'that was taken back',
      document: { ...fileOf(pdf), status: 'entered-in-error' },
      why: '取り消された',
    },
    {
      ...{ name: 'about somebody else', why: '別の方' },
      document: { ...fileOf(pdf), subject: { reference: 'Patient/somebody-else' } },
    },
    {
      ...{ name: 'whose meaning is not known', why: 'modifierExtension' },
      document: {
        ...fileOf(pdf),
        modifierExtension: [{ url: 'https://example.jp/not', valueBoolean: true }],
      },
    },
  ];
  it.each(refused)('are named and not taken: $name', async ({ document, why }) => {
    const bundle = await withFiles(document);
    const reading = expectStatus(200, await reader.post<FilesBody>('referral-bundles/reading', { bundle }));
    expect(reading.files).toMatchObject([{ taken: false }]);
    expect(reading.unread.map((one) => one.why).join()).toContain(why);
    const draft = expectStatus(201, await takeIn(bundle));
    expect(await filesOf(draft.id)).toEqual([]);
  });

  it('and forms that are about somebody else are not read into the record', async () => {
    const bundle = JSON.parse(await exported()) as { entry: { resource: Record<string, unknown> }[] };
    const form = bundle.entry.find(({ resource }) => String(resource['questionnaire']).endsWith('/medical'))!;
    form.resource['subject'] = { reference: 'Patient/somebody-else' };
    const reading = await read(JSON.stringify(bundle));
    expect(reading.sections.map(({ category }) => category)).not.toContain('medical');
    expect(reading.unread).toMatchObject([{ why: '別の方についての記入です。' }]);
  });
});

describe('whose file it is', () => {
  it('is asked where the day of birth is another one, with both days, and nothing is kept until it is said', async () => {
    const personId = await buildPerson(reader, { birthDate: '1980-01-01', sheets: {} });
    const before = await counts();
    const bundle = await exported();
    const asked = await takeIn(bundle, { personId });
    expect(asked).toMatchObject({
      status: 409,
      body: { code: 'exchange.other_birth_date', inFile: lastBirthday(), inRecord: '1980-01-01' },
    });
    expect(await counts()).toEqual(before);
    const draft = expectStatus(201, await takeIn(bundle, { personId, allowOtherBirthDate: true }));
    expect(draft['personId']).toBe(personId);
    const [entry] = await api.db.admin<{ details: object }>(
      `SELECT details FROM audit.entry WHERE action = 'exchange.take_in' AND object_id = $1`,
      [draft.id],
    );
    expect(entry!.details).toMatchObject({ otherBirthDate: true, registered: false });
    // Where it is the same day there is nothing to ask.
    const same = await buildPerson(reader, { birthDate: '1979-02-02', sheets: {} });
    const written = (await exported()).replaceAll(lastBirthday(), '1979-02-02');
    expectStatus(201, await takeIn(written, { personId: same }));
  });
});

describe('where the data came from (Article 30)', () => {
  interface Row {
    id: string;
    at: string;
    provider: { name: string; address: string | null; representative: string | null };
    recipient: { name: string };
    personId: string;
    categories: string[];
    methodName: string;
    mediumName: string;
    obtainedName: string;
    basisText: string;
    referralId: string;
    contentHash: string;
  }
  const ledger = async (by: Worker, personId: unknown) => {
    const part = `side=recipient&from=${dayFromToday(-1)}&until=${dayFromToday(0)}&perPage=100`;
    const { items } = expectStatus<{ items: Row[] }>(200, await by.get(`disclosure-ledger?${part}`));
    return items.filter((row) => row.personId === personId);
  };

  it('stands in the ledger of the agency that took it in: who, when, how obtained, which kinds, about whom', async () => {
    const bundle = await withFiles({ ...fileOf(pdf), category: [{ coding: [{ code: 'school' }] }] });
    const said = { providerRepresentative: '代表 太郎', obtained: 'from_family' };
    const draft = expectStatus(201, await takeIn(bundle, said));
    const [row, ...others] = await ledger(reader, draft['personId']);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      provider: { name: expect.stringContaining('送り元の機関') as string, representative: '代表 太郎' },
      personId: draft['personId'],
      categories: ['identity', 'request', 'contact', 'medical', 'living', 'school'],
      ...{
        methodName: '受領（ポータルの外から）',
        mediumName: 'データ連携（FHIR）',
        obtainedName: '家族から',
      },
      ...{ basisText: '提供した機関の責任による', referralId: draft.id },
      contentHash: createHash('sha256').update(bundle).digest('hex'),
    });
    expect(row!.recipient.name).not.toBe('');
    // It is nobody else's row, and in the person's own history, too.
    expect(JSON.stringify(await ledger(source, draft['personId']))).toBe('[]');
    const history = await reader.get<{ provisions: { fromName: string }[] }>(
      `people/${String(draft['personId'])}/provision-history`,
    );
    expect(history.body.provisions).toMatchObject([{ fromName: row!.provider.name }]);
    expect(await api.db.admin('SELECT * FROM audit.verify_evidence() WHERE fault IS NOT NULL')).toEqual([]);
  });

  it('stays when the draft is discarded, and follows the person when records are merged', async () => {
    const draft = expectStatus(201, await takeIn(await exported()));
    expectStatus(204, await reader.delete(`referrals/${draft.id}`, ifMatch(draft.version)));
    const gone = String(draft['personId']);
    expect(await ledger(reader, gone)).toHaveLength(1);
    const kept = await buildPerson(reader, { sheets: {} });
    const versionOf = async (id: string) =>
      expectStatus<{ version: number }>(200, await reader.get(`people/${id}`)).version;
    const merge = { keptId: kept, goneId: gone, taken: [] };
    const versions = { keptVersion: await versionOf(kept), goneVersion: await versionOf(gone) };
    expectStatus(201, await reader.post('person-merges', { ...merge, ...versions }));
    expect(await ledger(reader, kept)).toHaveLength(1);
    expect(await api.db.admin('SELECT * FROM audit.verify_evidence() WHERE fault IS NOT NULL')).toEqual([]);
  });

  it('takes the name that is typed, and then no address of another', async () => {
    const draft = expectStatus(201, await takeIn(await exported(), { providerName: '青葉病院' }));
    const [row] = await ledger(reader, draft['personId']);
    expect(row!.provider).toEqual({ name: '青葉病院', address: null, representative: null });
  });

  it('is written by nobody in another’s name, and never changed', async () => {
    const draft = expectStatus(201, await takeIn(await exported()));
    const session = await openSqlSession(api.db, reader.token);
    const forged = (agency: string) =>
      session.run([
        `INSERT INTO portal.disclosure (id, person_id, agency_id, recipient_agency_id, consent_ids, purpose, categories, method, content_hash,
           by_account, retain_until, medium, provider)
         SELECT gen_random_uuid(), person_id, NULL, $2, '{}', purpose, categories, 'received', content_hash, by_account, retain_until,
           medium, provider FROM portal.disclosure WHERE referral_id = $1`,
        draft.id,
        agency,
      ]);
    expect((await forged(source.agencyId)).refused).toBe('42501');
    const changed = await session.run([
      `UPDATE portal.disclosure SET obtained = 'from_person' WHERE referral_id = $1`,
      draft.id,
    ]);
    expect(changed.refused).toBe('42501');
    await session.close();
  });
});
