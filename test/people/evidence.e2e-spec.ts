import { randomUUID } from 'node:crypto';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildConsent, buildPerson, expectStatus } from '../factories/referrals.js';

let api: TestApi;
let worker: Worker;
let recipient: Worker;
let address: string;
beforeAll(async () => {
  api = await startApi();
  worker = await buildWorker(api);
  recipient = await buildWorker(api);
  const consent = await buildConsent(worker, await buildPerson(worker), {
    recipientAgencyId: recipient.agencyId,
  });
  address = `consents/${consent.id}/evidence`;
});
afterAll(() => api.close());

const pdf = '%PDF-1.7 署名のある同意書';

function upload(who: Worker, content: string, type = 'application/pdf', key: string = randomUUID()) {
  return who.send<{ evidence: { id: string; octets: number }[] }>('POST', address, content, {
    'content-type': type,
    'idempotency-key': key,
  });
}

describe('the paper behind a consent', () => {
  it('is kept, and comes back as a download, audited', async () => {
    const key = randomUUID();
    const added = expectStatus(201, await upload(worker, pdf, 'application/pdf', key));
    expectStatus(201, await upload(worker, pdf, 'application/pdf', key));
    expect(added.evidence).toMatchObject([{ octets: Buffer.byteLength(pdf) }]);
    const id = added.evidence[0]?.id;
    const file = await worker.get(`${address}/${id}`);
    expect([file.status, file.text]).toEqual([200, pdf]);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="consent-\w+\.pdf"$/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    const audited = await api.db.admin(
      `SELECT FROM audit.entry WHERE action IN ('evidence.add', 'evidence.read')`,
    );
    expect(audited).toHaveLength(2);
    expect((await recipient.get(`${address}/${id}`)).status).toBe(404);
  });

  it('is unreadable in the database', async () => {
    await upload(worker, pdf);
    const rows = await api.db.admin<{ body: Buffer }>('SELECT body FROM portal.consent_evidence');
    for (const { body } of rows) expect(body.includes('PDF')).toBe(false);
  });

  it.each([
    ['another type than its octets say', 'MZ program', 'application/pdf', 422],
    ['a page', '<html>', 'text/html', 415],
    ['JSON', '{}', 'application/json', 415],
    ['more than 5 MB', `%PDF-${'x'.repeat(5 * 1024 * 1024)}`, 'application/pdf', 413],
  ])('is not %s', async (_, content, type, status) => {
    expect((await upload(worker, content, type)).status).toBe(status);
  });

  it('goes to no other route, and to nobody else’s consent', async () => {
    const elsewhere = await worker.send('POST', 'people', pdf, {
      'content-type': 'application/pdf',
      'idempotency-key': 'x',
    });
    expect(elsewhere.status).toBe(415);
    expect((await upload(recipient, pdf)).status).toBe(404);
  });
});
