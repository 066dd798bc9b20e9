import { createHash, randomUUID } from 'node:crypto';
import { PackageReading } from '#libs/referrals';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  buildSentReferral,
  expectStatus,
  look,
  move,
  type ReferralBody,
  type SentReferral,
  withdraw,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { type Bundle, OfficialFhir, type Resource } from './official.fhir.js';

const fhir = new OfficialFhir();
let api: TestApi;
let sender: Worker;
let recipient: Worker;
let second: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { agencyName: 'あおぞら就労移行支援' });
  second = await buildWorker(api, { agencyName: 'ひまわり作業所' });
  stranger = await buildWorker(api, { agencyName: 'よその病院' });
  await api.db.admin(
    `UPDATE portal.agency SET address = '青葉県青葉市1-1', phone = '099-111-2222', office_number = '9910000001',
       corporation_number = '1000000000001' WHERE id = $1`,
    [sender.agencyId],
  );
});
afterAll(() => api.close());

/** The bundle as it is sent, looked at by the standard every time. */
async function bundleFor(worker: Worker, id: string, question = ''): Promise<Bundle> {
  const answer = await worker.get<Bundle>(`referrals/${id}/fhir${question}`);
  const bundle = expectStatus(200, answer);
  expect(answer.headers.get('content-type')).toMatch(/^application\/fhir\+json/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(fhir.faults(bundle)).toEqual([]);
  return bundle;
}

function all(bundle: Bundle, kind: string): Resource[] {
  return bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === kind);
}

/** Names of agencies have an end of their own in tests. */
const named = (beginning: string) => expect.stringMatching(`^${beginning}`) as string;
const textOf = (bundle: Bundle) => JSON.stringify(bundle);

async function received(person: Parameters<typeof buildSentReferral>[2] = {}): Promise<SentReferral> {
  const sent = await buildSentReferral(sender, recipient, { name: '髙橋　本人', ...person });
  expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
  return sent;
}

const provisions = (id: string) =>
  api.db.admin<{ categories: string[]; hash: string; consents: number }>(
    `SELECT categories, encode(content_hash, 'hex') AS hash, cardinality(consent_ids) AS consents
     FROM portal.disclosure WHERE referral_id = $1 AND medium = 'fhir' ORDER BY at`,
    [id],
  );

async function audited(id: string): Promise<number> {
  const [row] = await api.db.admin<{ n: number }>(
    `SELECT count(*)::int AS n FROM audit.entry WHERE action = 'package.export' AND object_id = $1`,
    [id],
  );
  return row?.n ?? 0;
}

describe('a referral as FHIR', () => {
  it('is one collection that the standard has nothing against, with everything that the recipient is told', async () => {
    const { referral } = await received();
    const bundle = await bundleFor(recipient, referral.id);
    expect(bundle.type).toBe('collection');
    expect(bundle.entry[0]?.resource).toMatchObject({
      ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'order', priority: 'routine' },
      identifier: [{ value: referral.number }],
    });
    expect(all(bundle, 'Task')).toMatchObject([
      { status: 'received', businessStatus: { text: '受領' }, owner: { display: named('あおぞら') } },
    ]);
    expect(all(bundle, 'Patient')).toMatchObject([
      {
        birthDate: '1990-04-02',
        name: [{ text: '髙橋　本人', family: '髙橋', given: ['本人'] }, { text: 'しけん たろう' }],
      },
    ]);
    expect(all(bundle, 'Organization').map(({ name }) => name)).toEqual([named('みどり'), named('あおぞら')]);
    expect(textOf(bundle)).toContain('9910000001');
    expect(all(bundle, 'HealthcareService')).toHaveLength(1);
    expect(all(bundle, 'QuestionnaireResponse')).toHaveLength(3);
    for (const told of ['診断の秘密', '依頼の秘密', '働きたい']) expect(textOf(bundle)).toContain(told);
  });

  it('is held to the standard: what it forbids is found', async () => {
    const { referral } = await received();
    const bundle = await bundleFor(recipient, referral.id);
    const changed = (kind: string, change: object): Bundle => ({
      ...bundle,
      entry: bundle.entry.map(({ fullUrl, resource }) => ({
        fullUrl,
        resource: resource.resourceType === kind ? { ...resource, ...change } : resource,
      })),
    });
    const nowhere = { reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' };
    const [task] = all(bundle, 'Task');
    const found = [
      changed('Task', { status: 'finished' }),
      changed('Task', { owner: nowhere }),
      changed('Task', { owner: task?.['focus'] }),
      changed('Task', { intent: undefined }),
      changed('Task', { lastModified: '2000-01-01T00:00:00.000Z' }),
      changed('ServiceRequest', { code: undefined }),
      changed('Patient', { birthday: '1990-04-02' }),
      changed('Organization', { name: '' }),
    ].map((one) => fhir.faults(one).length > 0);
    expect(found).toEqual(found.map(() => true));
  });

  it('names the consents on which it rests: whom, for what, until when, which kinds of data', async () => {
    const { referral } = await received();
    const [consent] = all(await bundleFor(recipient, referral.id), 'Consent');
    expect(consent).toMatchObject({
      status: 'active',
      verification: [{ verified: true }],
      provision: { type: 'permit', actor: [{ reference: { display: named('あおぞら') } }] },
    });
    const provision = consent?.['provision'] as { class: { code: string }[] } | undefined;
    expect(provision?.class.map(({ code }) => code)).toEqual(['identity', 'medical', 'request']);
  });

  it('tells the source, and nobody else, what was asked and is not answered yet', async () => {
    const { referral, personId } = await received();
    const asking = expectStatus<{ id: string; version: number; number: string }>(
      201,
      await sender.post(`people/${personId}/askings`, {
        grants: [
          {
            recipientAgencyId: recipient.agencyId,
            purposes: ['intake'],
            categories: ['identity', 'medical'],
          },
        ],
        ...{ validity: 'years', validYears: 1, givenBy: 'person' },
      }),
    );
    expectStatus(200, await sender.post(`askings/${asking.id}/issue`, {}, ifMatch(asking.version)));
    const states = (bundle: Bundle) => all(bundle, 'Consent').map(({ status }) => status);
    expect(states(await bundleFor(sender, referral.id)).sort()).toEqual(['active', 'proposed']);
    const own = await bundleFor(recipient, referral.id);
    expect(states(own)).toEqual(['active']);
    expect(textOf(own)).not.toContain(asking.number);
  });

  it('is a row of the ledger at every reading by the recipient, with the hash of what was sent, and none by the source', async () => {
    const { referral } = await received();
    const answer = await recipient.get(`referrals/${referral.id}/fhir`);
    expect(await provisions(referral.id)).toEqual([
      {
        categories: ['identity', 'request', 'medical'],
        hash: createHash('sha256').update(answer.text).digest('hex'),
        consents: 1,
      },
    ]);
    expect((await look(recipient, referral.id)).lines[0]?.['firstOpenedAt']).not.toBeNull();
    expect(textOf(await bundleFor(sender, referral.id))).toContain('診断の秘密');
    await bundleFor(recipient, referral.id);
    expect(await provisions(referral.id)).toHaveLength(2);
    expect(await audited(referral.id)).toBe(3);
  });

  it('is nobody else’s', async () => {
    const { referral } = await received();
    const secretariat = await buildWorker(api, { role: 'secretariat' });
    expect((await stranger.get(`referrals/${referral.id}/fhir`)).status).toBe(404);
    expect((await secretariat.get(`referrals/${referral.id}/fhir`)).status).toBe(403);
    expect((await api.client().get(`referrals/${referral.id}/fhir`)).status).toBe(401);
    expect(await audited(referral.id)).toBe(0);
  });

  it('shows a recipient its own line and nothing of the others; the source sees all of them', async () => {
    const personId = await buildPerson(sender);
    for (const to of [recipient, second])
      await buildConsent(sender, personId, { recipientAgencyId: to.agencyId });
    const draft = await buildDraft(sender, {
      ...{ personId, mode: 'choose', recipientAgencyIds: [recipient.agencyId, second.agencyId] },
    });
    expect(all(await bundleFor(sender, draft.id), 'Task').map(({ status }) => status)).toEqual([
      'draft',
      'draft',
    ]);
    expectStatus<ReferralBody>(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, draft.id), 'receipt'));
    const own = await bundleFor(recipient, draft.id);
    expect(all(own, 'Task')).toHaveLength(1);
    expect(all(own, 'Consent')).toHaveLength(1);
    for (const others of ['ひまわり作業所', second.agencyId]) expect(textOf(own)).not.toContain(others);
    const whole = await bundleFor(sender, draft.id);
    expect(all(whole, 'Task').map(({ status }) => status)).toEqual(['received', 'requested']);
    expect(all(whole, 'Consent').map(({ status }) => status)).toEqual(['active', 'active']);
  });

  it('is a cover before receipt, and a tombstone after the end', async () => {
    const sent = await buildSentReferral(sender, recipient, { name: '隠れた　氏名' });
    const { id } = sent.referral;
    const closed = ['診断の秘密', '依頼の秘密', '隠れた', 'しけん', '1990-04-02', '働きたい'];
    const before = await bundleFor(recipient, id);
    for (const hidden of closed) expect(textOf(before)).not.toContain(hidden);
    expect(all(before, 'Task')).toMatchObject([{ status: 'requested' }]);
    expect(all(before, 'Patient')[0]?.['name']).toMatchObject([{ extension: [{ valueCode: 'masked' }] }]);
    expectStatus(200, await move(recipient, await look(recipient, id), 'decline', { reason: 'no_capacity' }));
    const after = await bundleFor(recipient, id);
    for (const hidden of closed) expect(textOf(after)).not.toContain(hidden);
    expect(all(after, 'Task')).toMatchObject([
      { status: 'rejected', statusReason: { text: '定員に空きがない' } },
    ]);
    expect(all(after, 'Consent')).toEqual([]);
    expect(await provisions(id)).toEqual([]);
    expect(await audited(id)).toBe(2);
  });

  it('a name that is told only with consent is withheld until then', async () => {
    const personId = await buildPerson(sender, { name: '匿名　希望' });
    await buildConsent(sender, personId, {
      ...{ recipientAgencyId: recipient.agencyId, categories: ['request', 'medical'] },
    });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    expectStatus(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, draft.id), 'receipt'));
    const bundle = await bundleFor(recipient, draft.id);
    expect(textOf(bundle)).not.toContain('匿名');
    expect(textOf(bundle)).not.toContain('しけん');
    expect(textOf(bundle)).toContain('診断の秘密');
  });

  it('carries what the recipient answered and reported, in the end', async () => {
    const { referral } = await received();
    const { id } = referral;
    const step = async (worker: Worker, route: string, body: object) =>
      expectStatus(200, await move(worker, await look(worker, id), route, body));
    await step(recipient, 'acceptance', { note: '来月から通えます' });
    await step(recipient, 'start', { startedOn: '2026-11-01' });
    await step(recipient, 'report', { result: 'employed', done: '実習を実施', remaining: '', roles: '' });
    const [task] = all(await bundleFor(sender, id), 'Task');
    expect(task).toMatchObject({
      status: 'in-progress',
      executionPeriod: { start: '2026-11-01' },
      note: [{ text: '来月から通えます' }],
    });
    expect(JSON.stringify(task)).toContain('outcome-submitted');
    expect(JSON.stringify(task?.['output'])).toContain('就職');
    await step(sender, 'completion', {});
    const done = await bundleFor(recipient, id);
    expect(all(done, 'ServiceRequest')).toMatchObject([{ status: 'completed' }]);
    expect(textOf(done)).not.toContain('診断の秘密');
  });
});

describe('after a withdrawal', () => {
  it('of everything nothing of it is left for the recipient; the source sees what became of the consent', async () => {
    const sent = await received();
    expect(textOf(await bundleFor(recipient, sent.referral.id))).toContain('診断の秘密');
    expectStatus(200, await withdraw(sender, sent.consent));
    const bundle = await bundleFor(recipient, sent.referral.id);
    for (const hidden of ['診断の秘密', '依頼の秘密', '髙橋', 'しけん', '1990-04-02', '働きたい'])
      expect(textOf(bundle)).not.toContain(hidden);
    expect(all(bundle, 'Consent')).toEqual([]);
    expect(all(bundle, 'QuestionnaireResponse')).toEqual([]);
    expect(all(bundle, 'Task')).toMatchObject([{ status: 'on-hold' }]);
    expect(textOf(bundle)).toContain('consent-withdrawn');
    expect(all(bundle, 'ServiceRequest')).toMatchObject([{ status: 'on-hold' }]);
    expect(await provisions(sent.referral.id)).toHaveLength(1);
    expect(all(await bundleFor(sender, sent.referral.id), 'Consent')).toMatchObject([{ status: 'inactive' }]);
  });

  it('edge 4: partial withdrawal: exactly that kind of data is gone', async () => {
    const sent = await received();
    expectStatus(200, await withdraw(sender, sent.consent, { scope: 'category', category: 'medical' }));
    const bundle = await bundleFor(recipient, sent.referral.id);
    expect(textOf(bundle)).not.toContain('診断の秘密');
    expect(textOf(bundle)).not.toContain('Questionnaire/medical');
    for (const open of ['依頼の秘密', '髙橋']) expect(textOf(bundle)).toContain(open);
    const [consent] = all(bundle, 'Consent');
    expect(JSON.stringify(consent)).not.toContain('medical');
    expect((await provisions(sent.referral.id)).map(({ categories }) => categories)).toEqual([
      ['identity', 'request'],
    ]);
  });
});

describe('files', () => {
  async function withFile(words = '意見書の秘密'): Promise<SentReferral & { fileId: string }> {
    const personId = await buildPerson(sender);
    const consent = await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const path = `people/${personId}/attachments?category=medical&kind=doctor_opinion&extension=pdf`;
    const headers = { 'content-type': 'application/pdf', 'idempotency-key': randomUUID() };
    const content = Buffer.from(`%PDF-1.7 ${words}`);
    const { id: fileId } = expectStatus(
      201,
      await sender.send<{ id: string }>('POST', path, content, headers),
    );
    expectStatus(204, await sender.put(`referrals/${draft.id}/attachments/${fileId}`, {}));
    const referral = expectStatus<ReferralBody>(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, referral.id), 'receipt'));
    return { sender, recipient, personId, consent, referral, fileId };
  }

  it('are named with size and hash; their octets go along where that is asked for', async () => {
    const { referral, fileId } = await withFile();
    const content = Buffer.from('%PDF-1.7 意見書の秘密');
    const plain = await bundleFor(recipient, referral.id);
    expect(all(plain, 'Binary')).toEqual([]);
    const [document] = all(plain, 'DocumentReference');
    expect(document).toMatchObject({
      id: fileId,
      content: [{ attachment: { contentType: 'application/pdf', size: content.length } }],
    });
    expect(JSON.stringify(document)).toContain(createHash('sha256').update(content).digest('base64'));
    const whole = await bundleFor(recipient, referral.id, '?files=true');
    const [binary] = all(whole, 'Binary');
    expect(Buffer.from(String(binary?.['data']), 'base64')).toEqual(content);
    expect(JSON.stringify(all(whole, 'DocumentReference'))).toContain(`urn:uuid:${binary?.id}`);
    expect(JSON.stringify(all(whole, 'DocumentReference'))).toContain(
      createHash('sha1').update(content).digest('base64'),
    );
  });

  it('that the scanner has not let through, or that consent closes, go along for nobody', async () => {
    const { referral, fileId, consent } = await withFile();
    await api.db.admin(`UPDATE portal.upload_scan SET state = 'pending' WHERE upload_id = $1`, [fileId]);
    const waiting = await bundleFor(recipient, referral.id, '?files=true');
    expect(all(waiting, 'Binary')).toEqual([]);
    expect(all(waiting, 'DocumentReference')).toMatchObject([{ docStatus: 'preliminary' }]);
    await api.db.admin(`UPDATE portal.upload_scan SET state = 'clean' WHERE upload_id = $1`, [fileId]);
    expectStatus(200, await withdraw(sender, consent, { scope: 'category', category: 'medical' }));
    const closed = await bundleFor(recipient, referral.id, '?files=true');
    expect(all(closed, 'DocumentReference')).toEqual([]);
    expect(all(closed, 'Binary')).toEqual([]);
  });

  it('edge 21: export: a withdrawal committed while the file is made wins, and its octets stay behind', async () => {
    const { referral, consent, fileId } = await withFile();
    const packages = api.app.get(PackageReading, { strict: false });
    const read = packages.file.bind(packages);
    let withdrawn = false;
    packages.file = async (...asked) => {
      const opened = await read(...asked);
      // The octets are on their way already.
      if (!withdrawn)
        expectStatus(200, await withdraw(sender, consent, { scope: 'category', category: 'medical' }));
      withdrawn = true;
      return opened;
    };
    const bundle = await bundleFor(recipient, referral.id, '?files=true').finally(() => {
      packages.file = read;
    });
    expect(withdrawn).toBe(true);
    for (const gone of ['診断の秘密', fileId, Buffer.from('%PDF-1.7').toString('base64').slice(0, 8)])
      expect(textOf(bundle)).not.toContain(gone);
    const whole = (await provisions(referral.id)).filter(({ categories }) => categories.length > 1);
    expect(whole.map(({ categories }) => categories)).toEqual([['identity', 'request']]);
  });

  it('edge 21: export: whatever the two moments, what was withdrawn is told before or not at all', async () => {
    for (let nth = 0; nth < 5; nth += 1) {
      const sent = await received();
      const [answer, withdrawn] = await Promise.all([
        recipient.get(`referrals/${sent.referral.id}/fhir`),
        withdraw(sender, sent.consent),
      ]);
      expect([answer.status, withdrawn.status]).toEqual([200, 200]);
      const rows = await provisions(sent.referral.id);
      expect(answer.text.includes('診断の秘密')).toBe(rows.length > 0);
      const [when] = await api.db.admin<{ before: boolean | null }>(
        `SELECT bool_and(d.at <= w.recorded_at) AS before FROM portal.disclosure d JOIN portal.withdrawal w USING (person_id)
         WHERE d.referral_id = $1 AND d.medium = 'fhir'`,
        [sent.referral.id],
      );
      expect(when?.before ?? true).toBe(true);
    }
  });
});
