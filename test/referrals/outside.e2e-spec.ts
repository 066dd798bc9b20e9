import pg from 'pg';
import { WorkerDatabase } from '#libs/platform';
import { RecordPapers, settleByRule } from '#libs/referrals';
import { readPdf } from '../support/pdf.reader.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  dayFromToday,
  expectStatus,
  look,
  move,
  type ReferralBody,
  withdraw,
} from '../factories/referrals.js';
import { ifMatch } from '../support/client.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
let sender: Worker;
let outside: string;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  outside = await buildAgency(api, { name: '外の機関', isMember: false });
});
afterAll(() => api.close());
beforeEach(async () => {
  // Ten forms from one network in a quarter of an hour are enough for people, and not for tests.
  await api.db.admin('DELETE FROM auth.rate_limit');
});

interface Sent {
  referral: ReferralBody;
  personId: string;
  consent: { id: string; version: number };
  sendingId: string;
  path: string;
  code: string;
}

async function draftOutside(purposes: ('intake' | 'report_back')[] = ['intake', 'report_back']) {
  const personId = await buildPerson(sender);
  const consent = await buildConsent(sender, personId, { recipientAgencyId: outside, purposes });
  const referral = await buildDraft(sender, { personId, recipientAgencyIds: [] });
  return { personId, consent, referral };
}

async function sealed(purposes?: ('intake' | 'report_back')[]): Promise<Sent> {
  const { personId, consent, referral } = await draftOutside(purposes);
  const body = { agencyId: outside, means: 'link' };
  const sent = expectStatus<{ sendingId: string; link: string; code: string }>(
    201,
    await sender.post(`referrals/${referral.id}/outside`, body, ifMatch(referral.version)),
  );
  const { sendingId, code } = sent;
  return { referral, personId, consent, sendingId, code, path: new URL(sent.link).pathname };
}

const page = (path: string) => fetch(`${api.url}${path}`);
const enter = (path: string, fields: Record<string, string>) =>
  fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: api.url,
      'sec-fetch-site': 'same-origin',
    },
    body: new URLSearchParams(fields),
  });
async function endSupport(personId: string): Promise<void> {
  const { version } = expectStatus<{ version: number }>(200, await sender.get(`people/${personId}`));
  const body = { kind: 'closed', reason: 'goal_reached', endedOn: dayFromToday(0) };
  expectStatus(200, await sender.post(`people/${personId}/ending`, body, ifMatch(version)));
}
const ledger = (referralId: string) =>
  api.db.admin<{ method: string; medium: string; recipient_agency_id: string }>(
    'SELECT method, medium, recipient_agency_id FROM portal.disclosure WHERE referral_id = $1 ORDER BY at, id',
    [referralId],
  );

describe('封印リンク', () => {
  it('opens with its code, tells what consent covers, and writes every opening into the ledger', async () => {
    const { referral, path, code } = await sealed();
    expect((await look(sender, referral.id)).status).toBe('active');
    const door = await page(path);
    expect([door.status, door.headers.get('cache-control'), door.headers.get('referrer-policy')]).toEqual([
      200,
      'no-store',
      'same-origin',
    ]);
    expect(await door.text()).not.toContain('依頼の秘密');
    for (let time = 0; time < 2; time += 1) {
      const opened = await enter(path, { code: `${code.slice(0, 4)} ${code.slice(4)}` });
      const text = await opened.text();
      expect([opened.status, text.includes('依頼の秘密'), text.includes('診断の秘密')]).toEqual([
        200,
        true,
        true,
      ]);
    }
    expect((await ledger(referral.id)).map(({ method, medium }) => [method, medium])).toEqual([
      ['told', 'sealed_link'],
      ['opened', 'sealed_link'],
      ['opened', 'sealed_link'],
    ]);
    const first = await api.db.admin(
      `SELECT FROM portal.outbox WHERE type = 'referral.outside_opened' AND payload ->> 'referralId' = $1`,
      [referral.id],
    );
    expect(first).toHaveLength(1);
    const stored = await api.db.admin('SELECT row_to_json(o)::text AS row FROM portal.outside_sending o');
    expect(JSON.stringify(stored)).not.toContain(code);
  });

  it('is closed after five wrong codes, also when they come at once, and opens by a new one', async () => {
    const { referral, sendingId, path, code } = await sealed();
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, n) => enter(path, { code: `0000000${n}` })),
    );
    expect(answers.filter(({ status }) => status === 422).length).toBeLessThanOrEqual(4);
    expect((await enter(path, { code })).status).toBe(423);
    const [item] = expectStatus<{ items: { version: number; locked: boolean }[] }>(
      200,
      await sender.get(`referrals/${referral.id}/outside`),
    ).items;
    expect(item!.locked).toBe(true);
    const renewed = expectStatus<{ link: string; code: string }>(
      200,
      await sender.post(`referrals/${referral.id}/outside/${sendingId}/renewal`, {}, ifMatch(item!.version)),
    );
    await api.db.admin('DELETE FROM auth.rate_limit');
    expect((await page(path)).status).toBe(404);
    expect((await enter(new URL(renewed.link).pathname, { code: renewed.code })).status).toBe(200);
  });

  it('dies at once when the person withdraws, in part and whole', async () => {
    const { path, code, consent } = await sealed();
    const less = expectStatus<{ id: string; version: number }>(
      200,
      (await withdraw(sender, consent, { scope: 'category', category: 'medical' })) as never,
    );
    const partly = await (await enter(path, { code })).text();
    expect([partly.includes('依頼の秘密'), partly.includes('診断の秘密')]).toEqual([true, false]);
    expectStatus(200, await withdraw(sender, less));
    const closed = await enter(path, { code });
    const text = await closed.text();
    expect([closed.status, text.includes('依頼の秘密'), text.includes('試験 太郎')]).toEqual([
      410,
      false,
      false,
    ]);
    const report = await enter(path, { code, answer: 'reported', by: '外の人', text: '様子' });
    expect(report.status).toBe(409);
  });

  it('takes yes and a report, and tells the source', async () => {
    const { referral, path, code } = await sealed();
    expect((await enter(path, { code, answer: 'accepted', by: '', text: '' })).status).toBe(422);
    expect(
      (await enter(path, { code, answer: 'accepted', by: '外の人', text: '来週お会いします' })).status,
    ).toBe(200);
    expect((await look(sender, referral.id)).status).toBe('matched');
    expect((await enter(path, { code, answer: 'declined', by: '外の人', text: 'やはり' })).status).toBe(409);
    expect(
      (await enter(path, { code, answer: 'reported', by: '外の人', text: '通所が始まりました' })).status,
    ).toBe(200);
    expect((await look(sender, referral.id)).status).toBe('completed');
    const { items } = expectStatus<{ items: { answers: { kind: string; text: string; by: string }[] }[] }>(
      200,
      await sender.get(`referrals/${referral.id}/outside`),
    );
    expect(items[0]!.answers.map(({ kind, text }) => [kind, text])).toEqual([
      ['accepted', '来週お会いします'],
      ['reported', '通所が始まりました'],
    ]);
    const told = await api.db.admin(
      `SELECT FROM portal.outbox WHERE type = 'referral.outside_answered' AND payload ->> 'referralId' = $1`,
      [referral.id],
    );
    expect(told).toHaveLength(2);
    const bodies = await api.db.admin<{ body: Buffer }>('SELECT body FROM portal.outside_answer');
    expect(bodies.every(({ body }) => !body.includes(Buffer.from('通所')))).toBe(true);
  });

  it('takes no report without the consent to report back', async () => {
    const { path, code } = await sealed(['intake']);
    expect((await enter(path, { code, answer: 'accepted', by: '外の人', text: '' })).status).toBe(200);
    expect(await (await enter(path, { code })).text()).not.toContain('結果の報告');
    expect((await enter(path, { code, answer: 'reported', by: '外の人', text: '様子' })).status).toBe(410);
  });

  it('opens nothing after it was revoked or its days are over, or for a guess', async () => {
    const { referral, sendingId, path, code } = await sealed();
    await api.db.admin(
      `UPDATE portal.outside_sending SET expires_at = now() - interval '1 minute' WHERE id = $1`,
      [sendingId],
    );
    expect((await enter(path, { code })).status).toBe(410);
    await api.db.admin(
      `UPDATE portal.outside_sending SET expires_at = now() + interval '1 day' WHERE id = $1`,
      [sendingId],
    );
    expectStatus(
      200,
      await sender.post(`referrals/${referral.id}/outside/${sendingId}/revocation`, {}, ifMatch(1)),
    );
    expect((await enter(path, { code })).status).toBe(410);
    expect((await page(`/sealed/${'x'.repeat(43)}`)).status).toBe(404);
    expect((await page('/sealed/short')).status).toBe(404);
    const stranger = await buildWorker(api);
    expect((await stranger.get(`referrals/${referral.id}/outside`)).status).toBe(404);
  });

  it.each([
    { answer: 'declined', after: [] },
    { answer: 'accepted', after: ['reported'] },
  ])('opens nothing after the last answer: $answer', async ({ answer, after }) => {
    const { path, code } = await sealed();
    for (const kind of [answer, ...after])
      expect((await enter(path, { code, answer: kind, by: '外の人', text: '様子' })).status).toBe(200);
    const closed = await enter(path, { code });
    const text = await closed.text();
    expect([closed.status, text.includes('依頼の秘密'), text.includes('終わっています')]).toEqual([
      410,
      false,
      true,
    ]);
    expect((await page(path)).status).toBe(410);
    expect((await enter(path, { code, answer: 'reported', by: '外の人', text: '様子' })).status).toBe(410);
  });

  it.each(['completed', 'unfulfilled', 'withdrawn'])(
    'opens nothing when the referral is %s, and is not renewed or sent again',
    async (status) => {
      const { referral, sendingId, path, code } = await sealed();
      await api.db.admin('UPDATE portal.referral SET status = $2 WHERE id = $1', [referral.id, status]);
      const closed = await enter(path, { code });
      expect([closed.status, (await closed.text()).includes('依頼の秘密')]).toEqual([410, false]);
      expect(
        (await sender.post(`referrals/${referral.id}/outside/${sendingId}/renewal`, {}, ifMatch(1))).status,
      ).toBe(409);
      const { version } = await look(sender, referral.id);
      const again = { agencyId: outside, means: 'letter' };
      await api.db.admin(`UPDATE portal.outside_sending SET state = 'revoked' WHERE id = $1`, [sendingId]);
      expect(
        (await sender.post(`referrals/${referral.id}/outside`, again, ifMatch(version))).body['code'],
      ).toBe('outside.not_open');
    },
  );

  it('is revoked when support of the person ends, and the referral ends with it', async () => {
    const { referral, personId, path, code } = await sealed();
    await endSupport(personId);
    expect((await enter(path, { code })).status).toBe(410);
    const { items } = expectStatus<{ items: { state: string }[] }>(
      200,
      await sender.get(`referrals/${referral.id}/outside`),
    );
    expect(items.map(({ state }) => state)).toEqual(['revoked']);
    expect((await look(sender, referral.id)).status).toBe('withdrawn');
  });

  it('leaves a trace of wrong codes, and tells the source when it is locked', async () => {
    const { referral, sendingId, path } = await sealed();
    for (let time = 0; time < 6; time += 1) await enter(path, { code: '00000000' });
    const acts = await api.db.admin<{ action: string; outcome: string; details: { sending: string } }>(
      `SELECT action, outcome, details FROM audit.entry WHERE object_id = $1 AND action LIKE 'sealed_link.%' ORDER BY seq`,
      [referral.id],
    );
    expect(acts.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 4 }, () => 'sealed_link.wrong_code'),
      'sealed_link.locked',
    ]);
    expect(acts.every(({ outcome, details }) => outcome === 'denied' && details.sending === sendingId)).toBe(
      true,
    );
    const told = await api.db.admin<{ payload: Record<string, string> }>(
      `SELECT payload FROM portal.outbox WHERE type = 'referral.outside_locked' AND payload ->> 'referralId' = $1`,
      [referral.id],
    );
    expect(told.map(({ payload }) => payload['tellAgencyId'])).toEqual([sender.agencyId]);
  });

  it('waits for the referral before it holds the sending, as the source does', async () => {
    const { referral, sendingId, path, code } = await sealed();
    const source = new pg.Client(api.db.adminUrl);
    await source.connect();
    await source.query('BEGIN');
    await source.query('SELECT FROM portal.referral WHERE id = $1 FOR UPDATE', [referral.id]);
    const answer = enter(path, { code, answer: 'accepted', by: '外の人', text: '' });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await source.query('SELECT FROM portal.outside_sending WHERE id = $1 FOR UPDATE NOWAIT', [sendingId]);
    await source.query('COMMIT');
    await source.end();
    expect((await answer).status).toBe(200);
  });

  it('is made for an agency outside alone, and only under a consent that names it', async () => {
    const member = await buildWorker(api);
    const { referral } = await draftOutside();
    const send = (agencyId: string, version = referral.version) =>
      sender.post(`referrals/${referral.id}/outside`, { agencyId, means: 'link' }, ifMatch(version));
    expect((await send(member.agencyId)).body['code']).toBe('outside.member');
    const other = await buildAgency(api, { isMember: false });
    expect((await send(other)).body['code']).toBe('consent.not_active');
    expect((await send(outside, 99)).status).toBe(412);
  });

  it('keeps the draft that it was made of, also when it opens nothing any more', async () => {
    const member = await buildWorker(api);
    const { personId } = await draftOutside();
    const draft = await buildDraft(sender, { personId, recipientAgencyIds: [member.agencyId] });
    const { sendingId } = expectStatus<{ sendingId: string }>(
      201,
      await sender.post(
        `referrals/${draft.id}/outside`,
        { agencyId: outside, means: 'link' },
        ifMatch(draft.version),
      ),
    );
    const discard = async () => {
      const { status, version } = await look(sender, draft.id);
      expect(status).toBe('draft');
      return sender.delete(`referrals/${draft.id}`, ifMatch(version));
    };
    const refused = await discard();
    expect([refused.status, refused.body['code']]).toEqual([409, 'referral.sent_outside']);
    expect(
      (await sender.post(`referrals/${draft.id}/outside/${sendingId}/revocation`, {}, ifMatch(1))).status,
    ).toBe(200);
    expect((await discard()).status).toBe(409);
    const still = expectStatus<{ items: unknown[] }>(200, await sender.get(`referrals/${draft.id}/outside`));
    expect(still.items).toHaveLength(1);
  });
});

describe('印刷した書面', () => {
  it('is printed as far as consent covers it, and each printing is in the ledger', async () => {
    const { referral, consent } = await draftOutside();
    const { sendingId } = expectStatus<{ sendingId: string }>(
      201,
      await sender.post(
        `referrals/${referral.id}/outside`,
        { agencyId: outside, means: 'letter' },
        ifMatch(referral.version),
      ),
    );
    const letter = `referrals/${referral.id}/outside/${sendingId}/letter.pdf?medium=fax`;
    const printed = await fetch(`${api.url}/api/v1/${letter}`, {
      headers: { cookie: `sid=${sender.token}` },
    });
    expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const pdf = await readPdf(Buffer.from(await printed.arrayBuffer()));
    expect(JSON.stringify(pdf)).toContain('依頼の秘密');
    expect((await ledger(referral.id)).map(({ method, medium }) => [method, medium])).toEqual([
      ['told', 'fax'],
    ]);
    expectStatus(200, await withdraw(sender, consent));
    expect((await sender.get(letter)).status).toBe(409);
    const answer = { kind: 'declined', text: '遠いため', by: '外の人' };
    expectStatus(
      200,
      await sender.post(`referrals/${referral.id}/outside/${sendingId}/answer`, answer, ifMatch(1)),
    );
    expect((await look(sender, referral.id)).status).toBe('unfulfilled');
  });

  it('is printed no more once it was answered or the referral is over', async () => {
    const { referral } = await draftOutside();
    const { sendingId } = expectStatus<{ sendingId: string }>(
      201,
      await sender.post(
        `referrals/${referral.id}/outside`,
        { agencyId: outside, means: 'letter' },
        ifMatch(referral.version),
      ),
    );
    const letter = () => sender.get(`referrals/${referral.id}/outside/${sendingId}/letter.pdf`);
    await api.db.admin(`UPDATE portal.referral SET status = 'withdrawn' WHERE id = $1`, [referral.id]);
    expect((await letter()).body['code']).toBe('outside.not_open');
    await api.db.admin(`UPDATE portal.referral SET status = 'active' WHERE id = $1`, [referral.id]);
    await api.db.admin(`UPDATE portal.outside_sending SET state = 'declined' WHERE id = $1`, [sendingId]);
    expect((await letter()).body['code']).toBe('outside.not_open');
    expect(await ledger(referral.id)).toEqual([]);
  });

  it('is not handed out when the consent ended while it was set', async () => {
    const { referral, consent } = await draftOutside();
    const { sendingId } = expectStatus<{ sendingId: string }>(
      201,
      await sender.post(
        `referrals/${referral.id}/outside`,
        { agencyId: outside, means: 'letter' },
        ifMatch(referral.version),
      ),
    );
    const papers = api.app.get(RecordPapers, { strict: false });
    const print = papers.print.bind(papers);
    papers.print = async (paper) => {
      const pdf = await print(paper);
      expectStatus(200, await withdraw(sender, consent));
      return pdf;
    };
    const answer = await sender.get(`referrals/${referral.id}/outside/${sendingId}/letter.pdf`);
    papers.print = print;
    expect([answer.status, answer.body['code']]).toEqual([409, 'consent.not_active']);
    expect(await ledger(referral.id)).toEqual([]);
  });
});

describe('an agency outside beside agencies inside', () => {
  const why = { reason: 'no_capacity' };

  async function both(): Promise<Sent & { inside: Worker }> {
    const inside = await buildWorker(api, { role: 'acceptor' });
    const personId = await buildPerson(sender);
    for (const recipientAgencyId of [outside, inside.agencyId])
      await buildConsent(sender, personId, { recipientAgencyId });
    const draft = await buildDraft(sender, { personId, recipientAgencyIds: [inside.agencyId] });
    const referral = expectStatus<ReferralBody>(200, await move(sender, draft, 'sending'));
    const sent = expectStatus<{ sendingId: string; link: string; code: string }>(
      201,
      await sender.post(
        `referrals/${referral.id}/outside`,
        { agencyId: outside, means: 'link' },
        ifMatch(referral.version),
      ),
    );
    const { sendingId, code } = sent;
    const consent = { id: '', version: 0 };
    return { referral, personId, consent, sendingId, code, path: new URL(sent.link).pathname, inside };
  }
  const stands = async ({ referral }: Sent) => (await look(sender, referral.id)).status;
  const heardFromOutside = async ({ referral }: Sent) => {
    const worker = new WorkerDatabase(api.db.connections.worker, 'outside test');
    await worker.transaction((tx) => settleByRule(tx, referral.id));
    await worker.onApplicationShutdown();
  };
  const declineInside = async ({ referral, inside }: Awaited<ReturnType<typeof both>>) =>
    expectStatus(200, await move(inside, await look(inside, referral.id), 'decline', why));

  it('keeps a referral open that the others declined, until it declines, too', async () => {
    const sent = await both();
    await declineInside(sent);
    expect(await stands(sent)).toBe('active');
    expect(
      (await enter(sent.path, { code: sent.code, answer: 'declined', by: '外の人', text: '満員です' }))
        .status,
    ).toBe(200);
    await heardFromOutside(sent);
    expect(await stands(sent)).toBe('unfulfilled');
  });

  it('takes a referral that the others declined', async () => {
    const sent = await both();
    await declineInside(sent);
    const [item] = expectStatus<{ items: { version: number }[] }>(
      200,
      await sender.get(`referrals/${sent.referral.id}/outside`),
    ).items;
    expectStatus(
      200,
      await sender.post(
        `referrals/${sent.referral.id}/outside/${sent.sendingId}/answer`,
        { kind: 'accepted', text: '電話で聞いた', by: '外の人' },
        ifMatch(item!.version),
      ),
    );
    expect(await stands(sent)).toBe('matched');
  });

  it('that is called back leaves it to the answers of the others', async () => {
    const sent = await both();
    await declineInside(sent);
    const [item] = expectStatus<{ items: { version: number }[] }>(
      200,
      await sender.get(`referrals/${sent.referral.id}/outside`),
    ).items;
    const path = `referrals/${sent.referral.id}/outside/${sent.sendingId}/revocation`;
    expect((await sender.post(path, {}, ifMatch(item!.version))).status).toBeLessThan(300);
    expect(await stands(sent)).toBe('unfulfilled');
  });
});
