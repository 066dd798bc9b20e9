import { randomUUID } from 'node:crypto';
import { Clamd, Config, openLog, ScannerAway } from '#libs/platform';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildConsent, buildPerson, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { type ClamdServer, infectedPdf, startClamd } from '../support/clamd.server.js';
import { eventually, testPace } from '../worker/worker.world.js';

// A scanner that really speaks the protocol, the real worker, the real queue.
let api: TestApi;
let clamd: ClamdServer;
let keeper: PortalWorker;
let worker: Worker;
let personId: string;
beforeAll(async () => {
  api = await startApi({ uploadScan: 'clamd' });
  clamd = await startClamd();
  const settings = {
    demo: true,
    dataDir: '.portal',
    mailFrom: 'x@example.jp',
    publicUrl: 'http://localhost',
  };
  keeper = createWorker({
    config: new Config({ ...settings, uploadScan: 'clamd', clamdAddress: clamd.address }),
    keys: api.db.keys,
    connections: api.db.connections,
    log: openLog('silent', 'worker'),
    pace: testPace,
  });
  worker = await buildWorker(api);
  personId = await buildPerson(worker);
  keeper.start();
});
afterAll(async () => {
  await keeper.close();
  await clamd.close();
  await api.close();
});
beforeEach(() => clamd.behave('well'));

const pdf = Buffer.from('%PDF-1.7\nきれいな添付\n%%EOF');

interface FileBody {
  id: string;
  state: string;
  finding: string | null;
}

async function add(content: Buffer): Promise<FileBody> {
  const path = `people/${personId}/attachments?category=medical&kind=other&extension=pdf`;
  const headers = { 'content-type': 'application/pdf', 'idempotency-key': randomUUID() };
  return expectStatus(201, await worker.send<FileBody>('POST', path, content, headers));
}
async function now(id: string): Promise<FileBody> {
  const files = expectStatus(200, await worker.get<FileBody[]>(`people/${personId}/attachments`));
  return files.find((file) => file.id === id)!;
}
const settled = (id: string, state: string) =>
  eventually(async () => expect((await now(id)).state).toBe(state));
const content = (id: string) => worker.get(`people/${personId}/attachments/${id}/content`);
const inQuarantine = async (id: string) =>
  (await api.db.admin('SELECT FROM portal.upload_quarantine WHERE upload_id = $1', [id])).length;

const toldOf = (type: string) =>
  api.db.admin<{ account_id: string; object_type: string; object_id: string }>(
    'SELECT account_id, object_type, object_id FROM portal.notice WHERE type = $1',
    [type],
  );

describe('an upload', () => {
  it('is closed to everybody until the scanner has looked at it, and then leaves quarantine', async () => {
    clamd.behave('away');
    const { id, state } = await add(pdf);
    expect(state).toBe('pending');
    const closed = await content(id);
    expect([closed.status, closed.body['code']]).toEqual([409, 'attachment.in_quarantine']);
    expect(await inQuarantine(id)).toBe(1);
    clamd.behave('well');
    await settled(id, 'clean');
    expect((await content(id)).text).toBe(pdf.toString());
    expect(await inQuarantine(id)).toBe(0);
  });

  it('in which something is found is never opened, and its content is dropped', async () => {
    const { id } = await add(infectedPdf);
    await settled(id, 'infected');
    expect(await now(id)).toMatchObject({ state: 'infected', finding: 'Eicar-Test-Signature' });
    expect((await content(id)).status).toBe(409);
    expect(await inQuarantine(id)).toBe(0);
    expect(
      await api.db.admin('SELECT FROM portal.attachment_chunk WHERE attachment_id = $1', [id]),
    ).toHaveLength(0);
  });

  it('that the scanner refuses to look at stays closed, and can be tried again', async () => {
    clamd.behave('too large');
    const { id } = await add(pdf);
    await settled(id, 'failed');
    expect((await content(id)).status).toBe(409);
    clamd.behave('well');
    expectStatus(200, await worker.post<FileBody>(`people/${personId}/attachments/${id}/scan`));
    await settled(id, 'clean');
  });

  it('that will not be read is told to whoever sent it, and to nobody else', async () => {
    await buildWorker(api, { agencyId: worker.agencyId });
    await api.db.admin(`DELETE FROM portal.notice WHERE type LIKE 'upload.%'`);
    const told = { account_id: worker.accountId, object_type: 'person_files', object_id: personId };
    await settled((await add(infectedPdf)).id, 'infected');
    await eventually(async () => expect(await toldOf('upload.infected')).toEqual([told]));
    clamd.behave('too large');
    await settled((await add(pdf)).id, 'failed');
    await eventually(async () => expect(await toldOf('upload.failed')).toEqual([told]));
  });

  it('that is removed meanwhile is looked at by nobody', async () => {
    clamd.behave('away');
    const { id } = await add(pdf);
    expect((await worker.delete(`people/${personId}/attachments/${id}`)).status).toBe(204);
    expect(await inQuarantine(id)).toBe(0);
  });

  it('is unreadable in quarantine', async () => {
    clamd.behave('away');
    await add(pdf);
    const rows = await api.db.admin<{ body: Buffer }>('SELECT body FROM portal.upload_quarantine');
    expect(rows.length).toBeGreaterThan(0);
    for (const { body } of rows) expect(body.includes('PDF')).toBe(false);
  });

  it('behind a consent goes the same way', async () => {
    clamd.behave('away');
    const other = await buildWorker(api);
    const consent = await buildConsent(worker, personId, { recipientAgencyId: other.agencyId });
    const path = `consents/${consent.id}/evidence`;
    const headers = { 'content-type': 'application/pdf', 'idempotency-key': randomUUID() };
    const kept = expectStatus(
      201,
      await worker.send<{ evidence: { id: string; state: string }[] }>('POST', path, pdf, headers),
    );
    const [{ id, state } = { id: '', state: '' }] = kept.evidence;
    expect(state).toBe('pending');
    expect((await worker.get(`${path}/${id}`)).status).toBe(409);
    clamd.behave('well');
    await eventually(async () => expect((await worker.get(`${path}/${id}`)).status).toBe(200));
  });

  it('cannot be called clean by anybody but the scanner', async () => {
    clamd.behave('away');
    const { id } = await add(pdf);
    const app = await api.db.admin<{ may: boolean }>(
      `SELECT has_column_privilege('portal_app', 'portal.upload_scan', 'finding', 'UPDATE') AS may`,
    );
    expect(app).toEqual([{ may: false }]);
    const policies = await api.db.admin<{ check: string }>(
      `SELECT pg_get_expr(polwithcheck, polrelid) AS check FROM pg_policy
       WHERE polrelid = 'portal.upload_scan'::regclass AND polname IN ('upload_scan_begun', 'upload_scan_tried_again')`,
    );
    for (const { check } of policies) expect(check).not.toContain('clean');
    expect((await now(id)).state).toBe('pending');
  });
});

describe('the scanner', () => {
  it('reads a file of many pieces to its end', async () => {
    const large = Buffer.concat([Buffer.alloc(3_000_000, 'x'), infectedPdf]);
    await expect(new Clamd(clamd.address).scan(large)).resolves.toEqual({
      clean: false,
      finding: 'Eicar-Test-Signature',
    });
  });

  it('that does not answer is asked again later', async () => {
    await expect(new Clamd('127.0.0.1:1').scan(pdf)).rejects.toThrow(ScannerAway);
    await expect(new Clamd('/nowhere/clamd.ctl').scan(pdf)).rejects.toThrow(ScannerAway);
    clamd.behave('away');
    await expect(new Clamd(clamd.address).scan(pdf)).rejects.toThrow(ScannerAway);
  });
});
