import { createHash, randomUUID } from 'node:crypto';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildPerson, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let worker: Worker;
let stranger: Worker;
let personId: string;
beforeAll(async () => {
  api = await startApi();
  worker = await buildWorker(api);
  stranger = await buildWorker(api);
  personId = await buildPerson(worker);
});
afterAll(() => api.close());

const pdf = Buffer.from('%PDF-1.7\n添付の秘密\n%%EOF');
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface FileBody {
  id: string;
  state: string;
  octets: number;
  version: number;
  usable: boolean;
  words: string | null;
}

function upload(
  who: Worker,
  content: Buffer | string,
  {
    type = 'application/pdf',
    extension = 'pdf',
    category = 'medical',
    kind = 'doctor_opinion',
    to = personId,
  } = {},
  key: string = randomUUID(),
) {
  return who.send<FileBody>(
    'POST',
    `people/${to}/attachments?category=${category}&kind=${kind}&extension=${extension}`,
    content,
    { 'content-type': type, 'idempotency-key': key },
  );
}

async function bytes(who: Worker, path: string): Promise<Buffer> {
  const response = await fetch(`${api.url}/api/v1/${path}`, { headers: { cookie: `sid=${who.token}` } });
  return Buffer.from(await response.arrayBuffer());
}

describe('an attachment', () => {
  it('is kept once however often it is sent, and comes back to the octet under a name of ours', async () => {
    const key = randomUUID();
    const large = Buffer.concat([pdf, Buffer.alloc(1_300_000, 'x')]);
    const added = expectStatus(201, await upload(worker, large, {}, key));
    expect(expectStatus(201, await upload(worker, large, {}, key)).id).toBe(added.id);
    expect(added).toMatchObject({ octets: large.length, state: 'unchecked', usable: true });
    const path = `people/${personId}/attachments/${added.id}/content`;
    expect((await bytes(worker, path)).equals(large)).toBe(true);
    const answer = await worker.get(path);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="attachment-\w{6}\.pdf"$/,
    );
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is unreadable in the database, piece by piece', async () => {
    await upload(worker, pdf);
    const rows = await api.db.admin<{ body: Buffer }>('SELECT body FROM portal.attachment_chunk');
    expect(rows.length).toBeGreaterThan(2);
    // Long enough that no sealed octets look like it by chance.
    for (const { body } of rows) expect(body.includes('%PDF-1')).toBe(false);
  });

  it('is described, and changed only from the version that was seen', async () => {
    const { id } = expectStatus(201, await upload(worker, pdf));
    const path = `people/${personId}/attachments/${id}`;
    const words = { words: '主治医の意見書', writtenOn: '2026-10-01', category: 'assessment' };
    expect(expectStatus(200, await worker.patch(path, words, ifMatch(1)))).toMatchObject({
      ...words,
      version: 2,
    });
    expect((await worker.patch(path, { words: '別' }, ifMatch(1))).status).toBe(412);
    expect(expectStatus(200, await worker.patch(path, { kind: 'other' }, ifMatch(2)))).toMatchObject(words);
    const [row] = await api.db.admin<{ words: Buffer }>('SELECT words FROM portal.attachment WHERE id = $1', [
      id,
    ]);
    expect(row?.words.includes('主治医')).toBe(false);
  });

  it('that was never told is gone altogether when it is removed', async () => {
    const { id } = expectStatus(201, await upload(worker, pdf));
    expect((await worker.delete(`people/${personId}/attachments/${id}`)).status).toBe(204);
    expect((await worker.get(`people/${personId}/attachments/${id}/content`)).status).toBe(404);
    expect((await worker.delete(`people/${personId}/attachments/${id}`)).status).toBe(404);
    expect(
      await api.db.admin('SELECT FROM portal.attachment_chunk WHERE attachment_id = $1', [id]),
    ).toHaveLength(0);
  });

  it('is nobody else’s business', async () => {
    const { id } = expectStatus(201, await upload(worker, pdf));
    expect((await upload(stranger, pdf)).status).toBe(404);
    for (const path of ['', `/${id}/content`])
      expect((await stranger.get(`people/${personId}/attachments${path}`)).status).toBe(404);
    expect((await stranger.delete(`people/${personId}/attachments/${id}`)).status).toBe(404);
    expect((await stranger.post(`people/${personId}/attachments/${id}/scan`)).status).toBe(404);
  });

  it('is read and changed on record', async () => {
    const rows = await api.db.admin<{ action: string }>(
      `SELECT DISTINCT action FROM audit.entry WHERE action LIKE 'attachment.%' ORDER BY 1`,
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'attachment.add',
      'attachment.describe',
      'attachment.read',
      'attachment.remove',
    ]);
  });
});

describe('what is taken', () => {
  const office = (parts: Record<string, string>) =>
    Buffer.from(
      zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)]))),
    );

  it.each([
    { says: 'a program that calls itself PDF', content: Buffer.from('MZ program'), status: 422 },
    { says: 'a PDF under the name of a picture', content: pdf, extension: 'jpg', status: 422 },
    { says: 'a PDF that is sent as a picture', content: pdf, type: 'image/png', status: 422 },
    { says: 'a page', content: Buffer.from('<html>'), type: 'text/html', status: 415 },
    {
      says: 'a drawing that may hold scripts',
      content: Buffer.from('<svg/>'),
      type: 'image/svg+xml',
      status: 415,
    },
    { says: 'JSON', content: Buffer.from('{}'), type: 'application/json', status: 415 },
    {
      says: 'half a picture',
      content: Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      type: 'image/jpeg',
      extension: 'jpg',
      status: 422,
    },
    { says: 'more than 20 MB', content: Buffer.concat([pdf, Buffer.alloc(20 * 1024 * 1024)]), status: 413 },
  ])('is not $says', async ({ content, status, type, extension }) => {
    expect(
      (await upload(worker, content, { ...(type ? { type } : {}), ...(extension ? { extension } : {}) }))
        .status,
    ).toBe(status);
  });

  it('is Word without macros', async () => {
    const plain = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' };
    const as = { type: docx, extension: 'docx' };
    expect((await upload(worker, office(plain), as)).status).toBe(201);
    expect((await upload(worker, office({ ...plain, 'word/vbaProject.bin': 'x' }), as)).status).toBe(422);
    expect((await upload(worker, office({ 'xl/workbook.xml': '<x/>' }), as)).status).toBe(422);
  });

  it('is sound', async () => {
    const mp3 = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(100)]);
    const as = { type: 'audio/mpeg', extension: 'mp3', category: 'media', kind: 'recording' };
    expect((await upload(worker, mp3, as)).status).toBe(201);
  });

  it('is a picture, drawn anew: neither the place nor the device of the camera is left', async () => {
    const camera = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } })
      .withExif({ IFD0: { Make: 'SecretCamera' }, IFD3: { GPSLatitude: '36/1 0/1 0/1' } })
      .jpeg()
      .toBuffer();
    expect(camera.includes('SecretCamera')).toBe(true);
    const hidden = Buffer.concat([camera, Buffer.from('<script>hidden</script>')]);
    const as = { type: 'image/jpeg', extension: 'jpg', category: 'media', kind: 'picture' };
    const { id } = expectStatus(201, await upload(worker, hidden, as));
    const kept = await bytes(worker, `people/${personId}/attachments/${id}/content`);
    expect(kept.includes('SecretCamera') || kept.includes('<script>')).toBe(false);
    expect(await sharp(kept).metadata()).toMatchObject({ width: 60, height: 40, format: 'jpeg' });
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
  });

  it('is no picture of a hundred million points', async () => {
    const bomb = await sharp({
      create: { width: 10_000, height: 10_000, channels: 3, background: 'white' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    expect((await upload(worker, bomb, { type: 'image/png', extension: 'png' })).status).toBe(422);
  });

  it('ends where a person’s files are as many as they may be', async () => {
    const full = await buildPerson(worker);
    const { id } = expectStatus(201, await upload(worker, pdf, { to: full }));
    await api.db.admin('UPDATE portal.attachment SET octets = 300 * 1024 * 1024 WHERE id = $1', [id]);
    const refused = await upload(worker, pdf, { to: full });
    expect([refused.status, (refused.body as unknown as { code: string }).code]).toEqual([
      409,
      'attachment.quota',
    ]);
  });

  it('goes with a hash of what was kept', async () => {
    const { id } = expectStatus(201, await upload(worker, pdf));
    const [row] = await api.db.admin<{ hash: Buffer }>('SELECT hash FROM portal.attachment WHERE id = $1', [
      id,
    ]);
    expect(row?.hash.equals(createHash('sha256').update(pdf).digest())).toBe(true);
  });
});
