import { randomUUID } from 'node:crypto';
import { seal, UploadScanning, WorkerDatabase } from '#libs/platform';
import type { DataCategory } from '#libs/people';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  expectStatus,
  look,
  move,
  type ReferralBody,
  withdraw,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let other: Worker;
beforeAll(async () => {
  api = await startApi();
  [sender, recipient, other] = [await buildWorker(api), await buildWorker(api), await buildWorker(api)];
});
afterAll(() => api.close());

interface Told {
  sections: { category: string; lines: { label: string; text: string }[] }[];
  files: { id: string; category: string; words: string; usable: boolean }[];
  withheld: string[];
  intact: boolean | null;
  packageVersion: number;
}

async function attach(personId: string, category: DataCategory, words: string, size = 0): Promise<string> {
  const content = Buffer.concat([Buffer.from(`%PDF-1.7 ${words}`), Buffer.alloc(size, 'x')]);
  const path = `people/${personId}/attachments?category=${category}&kind=other&extension=pdf`;
  const headers = { 'content-type': 'application/pdf', 'idempotency-key': randomUUID() };
  const { id } = expectStatus(201, await sender.send<{ id: string }>('POST', path, content, headers));
  expectStatus(200, await sender.patch(`people/${personId}/attachments/${id}`, { words }, ifMatch(1)));
  return id;
}

async function draftWith(
  categories: DataCategory[],
  files: readonly (readonly [DataCategory, string, number?])[],
): Promise<{
  personId: string;
  consent: { id: string; version: number };
  draft: ReferralBody;
  ids: string[];
}> {
  const personId = await buildPerson(sender);
  const consent = await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId, categories });
  const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId, categories });
  const ids: string[] = [];
  for (const [category, words, size] of files) ids.push(await attach(personId, category, words, size));
  for (const id of ids) expectStatus(204, await sender.put(`referrals/${draft.id}/attachments/${id}`, {}));
  return { personId, consent, draft, ids };
}

const received = async (draft: ReferralBody) => {
  const sent = expectStatus<ReferralBody>(200, await move(sender, draft, 'sending'));
  expectStatus(200, await move(recipient, await look(recipient, sent.id), 'receipt'));
  return sent;
};
const opened = async (who: Worker, id: string) =>
  expectStatus(200, await who.get<Told>(`referrals/${id}/package`));
const content = (who: Worker, referralId: string, id: string) =>
  who.get(`referrals/${referralId}/attachments/${id}/content`);

const base: DataCategory[] = ['identity', 'request', 'medical', 'media'];

describe('files of a package', () => {
  it('go along frozen and hashed, and are read by the recipient as a download, on record', async () => {
    const { personId, draft, ids } = await draftWith(base, [
      ['medical', '意見書の秘密'],
      ['media', '作業の写真'],
    ]);
    const preview = expectStatus(200, await sender.get<Told>(`referrals/${draft.id}/preview`));
    expect(preview.files.map(({ words }) => words)).toEqual(['意見書の秘密', '作業の写真']);
    expect((await content(recipient, draft.id, ids[0]!)).status).toBe(404);
    await received(draft);
    const told = await opened(recipient, draft.id);
    expect(told).toMatchObject({ intact: true, withheld: [] });
    expect(told.files.map(({ id }) => id).sort()).toEqual([...ids].sort());
    // A kind of data that consists of files alone is there, too.
    expect(told.sections.map(({ category }) => category)).toContain('media');
    expect((await content(recipient, draft.id, ids[0]!)).text).toBe('%PDF-1.7 意見書の秘密');
    expect((await content(sender, draft.id, ids[0]!)).status).toBe(200);
    expect((await content(other, draft.id, ids[0]!)).status).toBe(404);
    // Never through the person: that is the sender's record.
    expect((await recipient.get(`people/${personId}/attachments/${ids[0]}/content`)).status).toBe(404);
    const audited = await api.db.admin(`SELECT FROM audit.entry WHERE action = 'attachment.read'`);
    expect(audited.length).toBeGreaterThan(1);
  });

  it('stay as they were told, whatever becomes of the original', async () => {
    const { personId, draft, ids } = await draftWith(base, [['media', '元の名前']]);
    await received(draft);
    const path = `people/${personId}/attachments/${ids[0]}`;
    expectStatus(200, await sender.patch(path, { words: '新しい名前', category: 'risk' }, ifMatch(2)));
    expect((await sender.delete(path)).status).toBe(204);
    const told = await opened(recipient, draft.id);
    expect(told).toMatchObject({ intact: true, files: [{ words: '元の名前', category: 'media' }] });
    expect((await content(recipient, draft.id, ids[0]!)).status).toBe(200);
  });

  it('are chosen one at a time, and only while something is still told', async () => {
    const { draft, ids } = await draftWith(base, [['media', '写真']]);
    const path = `referrals/${draft.id}/attachments/${ids[0]}`;
    expectStatus(204, await sender.put(path, {}));
    const files = () => sender.get<{ id: string; chosen: boolean }[]>(`referrals/${draft.id}/attachments`);
    expect(expectStatus(200, await files())).toMatchObject([{ chosen: true }]);
    expectStatus(204, await sender.delete(path));
    expect((await sender.delete(path)).status).toBe(404);
    expect(expectStatus(200, await files())).toMatchObject([{ chosen: false }]);
    for (const who of [recipient, other]) {
      expect((await who.put(path, {})).status).toBe(404);
      expect((await who.get(`referrals/${draft.id}/attachments`)).status).toBe(404);
    }
    const foreign = await attach(await buildPerson(sender), 'media', '別の人');
    expect((await sender.put(`referrals/${draft.id}/attachments/${foreign}`, {})).status).toBe(404);
  });

  it('hold the sending up until their kind of data is told and the scanner has looked', async () => {
    const { draft, ids } = await draftWith(['identity', 'request'], [['medical', '意見書']]);
    const refused = await move(sender, draft, 'sending');
    expect([refused.status, refused.body['code']]).toEqual([422, 'referral.files_not_ready']);
    const { items } = expectStatus(
      200,
      await sender.get<{ items: { code: string; done: boolean }[] }>(`referrals/${draft.id}/completeness`),
    );
    expect(items.find(({ code }) => code === 'attachments')?.done).toBe(false);
    expectStatus(204, await sender.delete(`referrals/${draft.id}/attachments/${ids[0]}`));
    expectStatus(200, await move(sender, draft, 'sending'));
  });

  it('stay with the person when the draft that chose them is discarded', async () => {
    const { draft } = await draftWith(['identity', 'request', 'medical'], [['medical', '意見書']]);
    const particulars = `referrals/${draft.id}/particulars`;
    expectStatus(200, await sender.put(particulars, { values: {} }, ifMatch(1)));
    const { version } = await look(sender, draft.id);
    expectStatus(204, await sender.delete(`referrals/${draft.id}`, ifMatch(version)));
    const kept = await api.db.admin('SELECT FROM portal.attachment WHERE person_id = $1', [draft.personId]);
    expect(kept).toHaveLength(1);
  });
});

describe('parts of the person’s own sheets', () => {
  const write = async (personId: string, shared: DataCategory[], strengths = '根気の秘密') =>
    expectStatus(
      200,
      await sender.put(
        `people/${personId}/own-sheets/passport`,
        {
          sections: { passport_2: { strengths }, passport_3: { signs: 'サインの秘密' } },
          shared,
          why: '作成',
        },
        ifMatch(0),
      ),
    );

  it('go along part by part: those that the person lets, and that the consent covers', async () => {
    const categories: DataCategory[] = ['identity', 'request', 'passport_2', 'passport_3'];
    const personId = await buildPerson(sender);
    const consented: DataCategory[] = ['identity', 'request', 'passport_2'];
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId, categories: consented });
    await write(personId, ['passport_2']);
    const to = { personId, recipientAgencyId: recipient.agencyId };
    // The person's own switch is off, whatever is chosen here.
    expect((await move(sender, await buildDraft(sender, { ...to, categories }), 'sending')).status).not.toBe(
      200,
    );
    const draft = await buildDraft(sender, { ...to, categories: consented });
    await received(draft);
    const told = await opened(recipient, draft.id);
    expect(JSON.stringify(told)).toContain('根気の秘密');
    expect(JSON.stringify(told)).not.toContain('サインの秘密');
  });
});

describe('what each recipient sees', () => {
  it('is shown to the sender before and after, for each of them by its own consent', async () => {
    const personId = await buildPerson(sender);
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    const consent = await buildConsent(sender, personId, { recipientAgencyId: other.agencyId });
    const draft = await buildDraft(sender, {
      personId,
      recipientAgencyIds: [recipient.agencyId, other.agencyId],
      mode: 'choose',
    });
    const sight = async (line: { id: string } | undefined) =>
      expectStatus(
        200,
        await sender.get<Told & { opens: string; agencyName: string }>(
          `referrals/${draft.id}/recipients/${line?.id}/view`,
        ),
      );
    expect(await sight(draft.lines[0])).toMatchObject({ opens: 'later', withheld: [], packageVersion: null });
    await move(sender, draft, 'sending');
    const cell = { scope: 'cell', agencyId: other.agencyId, purpose: 'intake', category: 'medical' };
    expectStatus(200, await withdraw(sender, consent, cell));
    const [one, two] = [await sight(draft.lines[0]), await sight(draft.lines[1])];
    expect([one.withheld, two.withheld].sort()).toEqual([[], ['medical']]);
    expect(one).toMatchObject({ opens: 'later', packageVersion: 1 });
    expect((await recipient.get(`referrals/${draft.id}/recipients/${draft.lines[0]?.id}/view`)).status).toBe(
      404,
    );
  });

  it('is kept version by version, for the sender to lay side by side', async () => {
    const { draft } = await draftWith(['identity', 'request'], []);
    await move(sender, draft, 'sending');
    const versions = expectStatus(
      200,
      await sender.get<{ number: number }[]>(`referrals/${draft.id}/packages`),
    );
    expect(versions).toMatchObject([{ number: 1 }]);
    expect(expectStatus(200, await sender.get<Told>(`referrals/${draft.id}/packages/1`))).toMatchObject({
      intact: true,
    });
    expect((await sender.get(`referrals/${draft.id}/packages/2`)).status).toBe(404);
    for (const path of ['packages', 'packages/1'])
      expect((await recipient.get(`referrals/${draft.id}/${path}`)).status).toBe(404);
  });
});

it('edge 4: partial withdrawal closes the files of one kind of data at once, and nothing else', async () => {
  const { consent, draft, ids } = await draftWith(base, [
    ['medical', '意見書の秘密'],
    ['media', '写真'],
  ]);
  await received(draft);
  const hash = (await opened(recipient, draft.id)) as unknown as { hash: string };
  expectStatus(200, await withdraw(sender, consent, { scope: 'category', category: 'medical' }));
  const told = await opened(recipient, draft.id);
  expect(told.withheld).toEqual(['medical']);
  expect(told.files.map(({ category }) => category)).toEqual(['media']);
  expect(JSON.stringify(told)).not.toContain('意見書の秘密');
  expect((await content(recipient, draft.id, ids[0]!)).status).toBe(404);
  expect((await content(recipient, draft.id, ids[1]!)).status).toBe(200);
  // What was told before stays in the ledger by its hash, and the owner still sees it.
  const ledger = await api.db.admin<{ hash: string }>(
    `SELECT encode(content_hash, 'hex') AS hash FROM portal.disclosure WHERE referral_id = $1`,
    [draft.id],
  );
  expect(ledger.map((row) => row.hash)).toContain(hash.hash);
  expect((await content(sender, draft.id, ids[0]!)).status).toBe(200);
});

it('a withdrawal ends a download that is on its way', async () => {
  const { consent, draft, ids } = await draftWith(base, [['media', '長い録音', 18 * 1024 * 1024]]);
  await received(draft);
  const response = await fetch(`${api.url}/api/v1/referrals/${draft.id}/attachments/${ids[0]}/content`, {
    headers: { cookie: `sid=${recipient.token}` },
  });
  expect(response.status).toBe(200);
  const reader = response.body!.getReader();
  let octets = (await reader.read()).value!.length;
  expectStatus(200, await withdraw(sender, consent));
  const rest = async () => {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      octets += piece.value.length;
  };
  await expect(rest()).rejects.toThrow();
  expect(octets).toBeLessThan(18 * 1024 * 1024);
});

it('edge 9: a file that was uploaded before a withdrawal, and scanned after it, becomes available to nobody', async () => {
  const { consent, draft, ids } = await draftWith(base, [['media', '写真の秘密']]);
  await received(draft);
  expect((await content(recipient, draft.id, ids[0]!)).status).toBe(200);
  // The scanner is asked anew, and is slow.
  await api.db.admin(`UPDATE portal.upload_scan SET state = 'pending' WHERE upload_id = $1`, [ids[0]]);
  expect((await content(recipient, draft.id, ids[0]!)).status).toBe(409);
  expectStatus(200, await withdraw(sender, consent));
  const db = new WorkerDatabase(api.db.connections.worker, 'test', 1);
  // The copy in quarantine, as the upload would have left it.
  const [key, place] = [api.db.keys.derive('upload quarantine'), `upload_quarantine|body|${ids[0]}`];
  await api.db.admin('INSERT INTO portal.upload_quarantine VALUES ($1, $2)', [
    ids[0],
    seal(key, place, Buffer.from('%PDF-1.7')),
  ]);
  const scanning = new UploadScanning(db, api.db.keys, { scan: () => Promise.resolve({ clean: true }) });
  await scanning.run({ id: randomUUID(), type: 'upload.arrived', payload: { uploadId: ids[0] } });
  await db.onApplicationShutdown();
  const late = await content(recipient, draft.id, ids[0]!);
  expect([404, 409]).toContain(late.status);
  expect(late.text).not.toContain('写真の秘密');
  expect((await content(sender, draft.id, ids[0]!)).status).toBe(200);
});
