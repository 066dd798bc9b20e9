import { randomUUID } from 'node:crypto';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  dayFromToday,
  expectStatus,
  look,
  move,
  withdraw,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { readPdf } from '../support/pdf.reader.js';
import { openSqlSession } from '../support/sql-session.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let other: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api);
  other = await buildWorker(api);
});
afterAll(() => api.close());

interface AskingBody {
  id: string;
  number: string;
  state: string;
  version: number;
  consentId: string | null;
  givenBy: string;
  lastDay: string;
  cells: { agencyId: string; purpose: string; category: string }[];
  before: { number: string; cells: unknown[] } | null;
}
interface ConsentBody {
  id: string;
  rootId: string;
  number: string;
  state: string;
  version: number;
  decidedOn: string;
  validUntil: string;
  lapsesOn: string | null;
  lapseRule: string | null;
  paperDue: string | null;
  paperOn: string | null;
  supersededBy: string | null;
  canTakePaper: boolean;
  warnings: string[];
  recipients: { agencyId: string; purposes: string[]; categories: string[] }[];
  declined: { agencyId: string; purposes: string[]; categories: string[] }[];
}

const part = (categories: string[], purposes = ['intake'], agency = recipient) => ({
  recipientAgencyId: agency.agencyId,
  purposes,
  categories,
});
const question = (change: Record<string, unknown> = {}) => ({
  grants: [part(['identity', 'request', 'medical'])],
  validity: 'years',
  validYears: 1,
  givenBy: 'person',
  ...change,
});
const reply = (change: Record<string, unknown> = {}) => ({
  agreed: [part(['identity', 'request', 'medical'])],
  decidedOn: dayFromToday(0),
  method: 'written',
  ...change,
});

async function ask(personId: string, change: Record<string, unknown> = {}): Promise<AskingBody> {
  const drafted = expectStatus<AskingBody>(
    201,
    await sender.post(`people/${personId}/askings`, question(change)),
  );
  return expectStatus(200, await sender.post(`askings/${drafted.id}/issue`, {}, ifMatch(drafted.version)));
}

const answer = async (asking: AskingBody, change: Record<string, unknown> = {}) =>
  sender.post<ConsentBody>(`askings/${asking.id}/answer`, reply(change), ifMatch(asking.version));

const fieldsOf = (body: { errors?: { field: string }[] }) => body.errors?.map(({ field }) => field);
const live = async (personId: string) =>
  (
    await api.db.admin<{ n: number }>(
      `SELECT count(*)::int AS n FROM portal.consent_grant g JOIN portal.consent c ON c.id = g.consent_id
       WHERE g.person_id = $1 AND g.granted AND c.status = 'given'`,
      [personId],
    )
  )[0]!.n;

describe('asking', () => {
  it('gives a number that the decision keeps, counted by agency and fiscal year and never used again', async () => {
    const personId = await buildPerson(sender);
    const first = await ask(personId);
    const second = await ask(personId);
    expect(first.number).toMatch(/^D\d+-\d{4,}$/);
    const count = (number: string) => Number(number.split('-')[1]);
    expect(count(second.number)).toBe(count(first.number) + 1);
    expectStatus(200, await sender.post(`askings/${second.id}/cancellation`, {}, ifMatch(second.version)));
    const third = await ask(personId);
    expect(count(third.number)).toBe(count(first.number) + 2);
    const consent = expectStatus<ConsentBody>(201, await answer(first));
    expect(consent.number).toBe(first.number);
    const unasked = await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    const { number } = expectStatus<ConsentBody>(200, await sender.get(`consents/${unasked.id}`));
    expect(count(number)).toBe(count(first.number) + 3);
  });

  it('keeps what was asked as it was, in the database too', async () => {
    const asking = await ask(await buildPerson(sender));
    const changed = await sender.put(`askings/${asking.id}`, question(), ifMatch(asking.version));
    expect([changed.status, changed.body['code']]).toEqual([409, 'consent.asking_not_open']);
    const session = await openSqlSession(api.db, sender.token);
    const outcome = await session.run([
      `UPDATE portal.consent_asking SET cells = '[]' WHERE id = $1`,
      asking.id,
    ]);
    expect(outcome.refused).toBe('42501');
    await session.close();
  });

  it('takes yes and no cell by cell: what is not agreed to is refused', async () => {
    const personId = await buildPerson(sender);
    const asking = await ask(personId, {
      grants: [part(['identity', 'request', 'medical'], ['intake', 'report_back'])],
    });
    const consent = expectStatus<ConsentBody>(
      201,
      await answer(asking, { agreed: [part(['identity', 'request']), part(['identity'], ['report_back'])] }),
    );
    expect(consent.state).toBe('given');
    expect(consent.recipients).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ purposes: ['intake'], categories: ['identity', 'request'] }),
        expect.objectContaining({ purposes: ['report_back'], categories: ['identity'] }),
      ]),
    );
    expect(consent.declined).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ purposes: ['intake'], categories: ['medical'] }),
        expect.objectContaining({ purposes: ['report_back'], categories: ['request', 'medical'] }),
      ]),
    );
    const matrix = expectStatus<{ live: unknown[]; refused: unknown[] }>(
      200,
      await sender.get(`people/${personId}/consent-matrix`),
    );
    expect([matrix.live.length, matrix.refused.length]).toEqual([3, 3]);
  });

  it('takes no answer about what was not asked, and none before it was put to the person', async () => {
    const personId = await buildPerson(sender);
    const asking = await ask(personId);
    const wider = await answer(asking, { agreed: [part(['identity', 'finance'])] });
    expect([wider.status, (wider.body as unknown as { code: string }).code]).toEqual([
      409,
      'consent.not_asked',
    ]);
    const draft = expectStatus<AskingBody>(201, await sender.post(`people/${personId}/askings`, question()));
    expect((await answer(draft)).status).toBe(409);
  });

  it('is a secret of the own agency', async () => {
    const asking = await ask(await buildPerson(sender));
    expect((await recipient.get(`askings/${asking.id}`)).status).toBe(404);
    expect((await recipient.get(`askings/${randomUUID()}`)).status).toBe(404);
    expect((await recipient.post(`askings/${asking.id}/issue`, {}, ifMatch(1))).status).toBe(404);
  });

  it('warns who was refused before, with the day and what it was', async () => {
    const personId = await buildPerson(sender);
    const refused = expectStatus<ConsentBody>(201, await answer(await ask(personId), { agreed: [] }));
    expect(refused.state).toBe('refused');
    const again = await sender.post(`people/${personId}/askings`, question());
    expect([again.status, again.body['code']]).toEqual([409, 'consent.refused_before']);
    expect(again.body['refusals']).toEqual([
      expect.objectContaining({ consentId: refused.id, number: refused.number, decidedOn: dayFromToday(0) }),
    ]);
    expectStatus(201, await sender.post(`people/${personId}/askings`, question({ despiteRefusal: true })));
    const elsewhere = question({ grants: [part(['identity'], ['intake'], other)] });
    expectStatus(201, await sender.post(`people/${personId}/askings`, elsewhere));
  });

  it('closes at once what a later refusal says, and stops what rested on it', async () => {
    const personId = await buildPerson(sender);
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const sent = expectStatus(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, sent.id), 'receipt'));
    expect((await recipient.get(`referrals/${sent.id}/package`)).status).toBe(200);
    expectStatus(201, await answer(await ask(personId), { agreed: [] }));
    const closed = await recipient.get(`referrals/${sent.id}/package`);
    expect([closed.status, closed.body.code]).toEqual([409, 'consent.not_active']);
    const seen = await look(sender, sent.id);
    expect(seen.lines.at(-1)?.status).toBe('suspended');
  });
});

describe('edge 12: a consent dated in the future, before birth, or ending tonight', () => {
  it('is refused with the name of the field', async () => {
    const personId = await buildPerson(sender, { birthDate: dayFromToday(-400) });
    const asking = await ask(personId);
    const future = await answer(asking, { decidedOn: dayFromToday(1) });
    expect([future.status, fieldsOf(future.body as never)]).toEqual([422, ['decidedOn']]);
    const unborn = await answer(asking, { decidedOn: dayFromToday(-401) });
    expect([unborn.status, fieldsOf(unborn.body as never)?.[0]]).toEqual([422, 'decidedOn']);
    const over = await sender.post(
      `people/${personId}/askings`,
      question({ validity: 'day', validYears: null, validUntil: dayFromToday(-1) }),
    );
    expect([over.status, fieldsOf(over.body)]).toEqual([422, ['validUntil']]);
  });

  it('counts until 24:00 in Japan, and says so', async () => {
    const personId = await buildPerson(sender);
    const asking = await ask(personId, { validity: 'day', validYears: null, validUntil: dayFromToday(0) });
    const consent = expectStatus<ConsentBody>(201, await answer(asking));
    expect(consent.state).toBe('given');
    expect(consent.warnings.join()).toContain('今日の24時');
  });

  it('is no ground for what was told before it, and says so', async () => {
    const personId = await buildPerson(sender);
    const { id } = await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    expectStatus(200, await move(sender, draft, 'sending'));
    await api.db.admin(`SET session_replication_role = replica`);
    await api.db.admin(`UPDATE portal.disclosure SET at = now() - interval '2 days' WHERE person_id = $1`, [
      personId,
    ]);
    await api.db.admin(`SET session_replication_role = origin`);
    const seen = expectStatus<ConsentBody>(200, await sender.get(`consents/${id}`));
    expect(seen.warnings.join()).toContain('根拠にはなりません');
  });
});

describe('edge 18: a spoken yes and the paper that comes later', () => {
  const spoken = {
    method: 'phone',
    witness: '立会 花子',
    noPaperReason: '入院中のため',
    decidedOn: dayFromToday(-10),
  };

  it('needs a witness and a reason, and waits for the paper for as long as the agency has settled', async () => {
    const personId = await buildPerson(sender);
    const asking = await ask(personId);
    const bare = await answer(asking, { method: 'oral' });
    expect(fieldsOf(bare.body as never)).toEqual(['witness', 'noPaperReason']);
    expectStatus(200, await sender.put('consent-settings', { paperDays: 20 }, ifMatch(0)));
    const consent = expectStatus<ConsentBody>(201, await answer(asking, spoken));
    expect(consent).toMatchObject({ paperDue: dayFromToday(10), canTakePaper: true });
  });

  it('bridges until the paper says yes; the day of the decision stays what it was', async () => {
    const personId = await buildPerson(sender);
    const consent = expectStatus<ConsentBody>(201, await answer(await ask(personId), spoken));
    const early = await sender.post(
      `consents/${consent.id}/paper`,
      { decision: 'agreed', signedOn: dayFromToday(-11) },
      ifMatch(consent.version),
    );
    expect([early.status, fieldsOf(early.body)]).toEqual([422, ['signedOn']]);
    const confirmed = expectStatus<ConsentBody>(
      200,
      await sender.post(
        `consents/${consent.id}/paper`,
        { decision: 'agreed', signedOn: dayFromToday(0) },
        ifMatch(consent.version),
      ),
    );
    expect(confirmed).toMatchObject({
      state: 'given',
      decidedOn: dayFromToday(-10),
      paperOn: dayFromToday(0),
      canTakePaper: false,
    });
  });

  it('is in the list of work when the paper does not come', async () => {
    const personId = await buildPerson(sender);
    const consent = expectStatus<ConsentBody>(201, await answer(await ask(personId), spoken));
    await api.db.admin('UPDATE portal.consent SET paper_due = $2 WHERE id = $1', [
      consent.id,
      dayFromToday(-3),
    ]);
    const duties = expectStatus<{ items: { consentId: string; days: number; kind: string }[] }>(
      200,
      await sender.get('consent-duties?kind=paper'),
    );
    expect(duties.items).toContainEqual(
      expect.objectContaining({ consentId: consent.id, days: -3, kind: 'paper' }),
    );
    expect((await other.get('consent-duties')).body['items']).toEqual([]);
  });

  it('ends at the moment when the paper says no, and the no is a decision of its own', async () => {
    const personId = await buildPerson(sender);
    const consent = expectStatus<ConsentBody>(201, await answer(await ask(personId), spoken));
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const sent = expectStatus(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, sent.id), 'receipt'));
    const refused = expectStatus<ConsentBody>(
      200,
      await sender.post(
        `consents/${consent.id}/paper`,
        { decision: 'refused', signedOn: dayFromToday(-1) },
        ifMatch(consent.version),
      ),
    );
    expect(refused).toMatchObject({ state: 'refused', decidedOn: dayFromToday(-1) });
    expect(expectStatus<ConsentBody>(200, await sender.get(`consents/${consent.id}`)).state).toBe(
      'withdrawn',
    );
    expect((await recipient.get(`referrals/${sent.id}/package`)).status).toBe(409);
    expect((await look(sender, sent.id)).lines.at(-1)?.status).toBe('suspended');
  });
});

describe("edge 11: a representative's authority ends, or the two disagree", () => {
  // Of age tomorrow.
  const birthDate = (() => {
    const [year, month, day] = dayFromToday(1).split('-');
    return `${Number(year) - 18}-${month}-${month === '02' && day === '29' ? '28' : day}`;
  })();
  const byParent = { givenBy: 'representative', authority: 'parent', representative: '試験 母（母）' };
  const parentSays = {
    authorityNote: '保険証で続柄を確認',
    assent: 'agrees',
    assentWords: '「お母さんと決めた」',
  };

  it('asks for authority, proof, and what the person says', async () => {
    const personId = await buildPerson(sender, { birthDate });
    const nobody = await sender.post(`people/${personId}/askings`, question({ givenBy: 'representative' }));
    expect(fieldsOf(nobody.body)).toEqual(['representative', 'authority']);
    const bare = await answer(await ask(personId, byParent));
    expect(fieldsOf(bare.body as never)).toEqual(['authorityNote', 'assent', 'assentWords']);
  });

  it('lets no parent decide for somebody of age', async () => {
    const personId = await buildPerson(sender, { birthDate: '1990-04-02' });
    const refused = await sender.post(`people/${personId}/askings`, question(byParent));
    expect(fieldsOf(refused.body)).toEqual(['authority']);
  });

  it('lapses on the eighteenth birthday, of which the list of work knows beforehand', async () => {
    const personId = await buildPerson(sender, { birthDate });
    const consent = expectStatus<ConsentBody>(201, await answer(await ask(personId, byParent), parentSays));
    expect(consent).toMatchObject({ state: 'given', lapsesOn: dayFromToday(1), lapseRule: 'adulthood' });
    const duties = expectStatus<{ items: Record<string, unknown>[] }>(
      200,
      await sender.get('consent-duties?kind=ask_again'),
    );
    expect(duties.items).toContainEqual(
      expect.objectContaining({ consentId: consent.id, because: 'adulthood', days: 1 }),
    );
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const sent = expectStatus(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, sent.id), 'receipt'));
    expect((await recipient.get(`referrals/${sent.id}/package`)).status).toBe(200);
    // Tomorrow has come.
    await api.db.admin('UPDATE portal.consent SET lapses_on = $2 WHERE id = $1', [
      consent.id,
      dayFromToday(0),
    ]);
    expect((await recipient.get(`referrals/${sent.id}/package`)).status).toBe(409);
    expect(expectStatus<ConsentBody>(200, await sender.get(`consents/${consent.id}`)).state).toBe('lapsed');
    const again = expectStatus<AskingBody>(201, await sender.post(`consents/${consent.id}/renewal`));
    expect(again.givenBy).toBe('person');
  });

  it('lapses on another day when the birth date turns out to be wrong', async () => {
    const personId = await buildPerson(sender, { birthDate });
    const consent = expectStatus<ConsentBody>(201, await answer(await ask(personId, byParent), parentSays));
    const { version } = expectStatus<{ version: number }>(200, await sender.get(`people/${personId}`));
    const right = { name: '試験 太郎', kana: 'しけん たろう', birthDate: '1999-04-01' };
    expectStatus(200, await sender.patch(`people/${personId}`, right, ifMatch(version)));
    const seen = expectStatus<ConsentBody>(200, await sender.get(`consents/${consent.id}`));
    expect(seen).toMatchObject({ state: 'lapsed', lapsesOn: '2017-04-01' });
  });

  it('counts for nothing while the person objects', async () => {
    const personId = await buildPerson(sender, { birthDate });
    const consent = expectStatus<ConsentBody>(
      201,
      await answer(await ask(personId, byParent), {
        ...parentSays,
        assent: 'objects',
        assentWords: '「いや」',
      }),
    );
    expect(consent.state).toBe('objected');
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    expect((await move(sender, draft, 'sending')).body['code']).toBe('consent.not_active');
  });

  it("does not count against the person's own no, even one given before", async () => {
    const personId = await buildPerson(sender, { birthDate });
    expectStatus(201, await answer(await ask(personId), { agreed: [] }));
    const unable = { ...parentSays, assent: 'unable', assentWords: '体調が悪く聞けない' };
    const asking = await ask(personId, { ...byParent, despiteRefusal: true });
    const consent = expectStatus<ConsentBody>(201, await answer(asking, unable));
    expect(consent.state).toBe('overruled');
    const agreed = await ask(personId, { ...byParent, despiteRefusal: true });
    expect(expectStatus<ConsentBody>(201, await answer(agreed, parentSays)).state).toBe('given');
  });
});

describe('edge 4: partial withdrawal leaves a further revision of the consent', () => {
  it('under the same number, with the rest as it was, and refuses nothing', async () => {
    const personId = await buildPerson(sender);
    const grants = [part(['identity', 'medical']), part(['identity', 'medical'], ['intake'], other)];
    const consent = expectStatus<ConsentBody>(
      201,
      await answer(await ask(personId, { grants }), { agreed: grants }),
    );
    const narrower = expectStatus<ConsentBody>(
      200,
      (await withdraw(sender, consent, { scope: 'category', category: 'medical' })) as never,
    );
    expect(narrower).toMatchObject({ number: consent.number, state: 'given', decidedOn: consent.decidedOn });
    expect(narrower.recipients.flatMap(({ categories }) => categories)).toEqual(['identity', 'identity']);
    const one = expectStatus<ConsentBody>(
      200,
      (await withdraw(sender, narrower, { scope: 'recipient', agencyId: other.agencyId })) as never,
    );
    expect(one.recipients).toEqual([
      expect.objectContaining({ agencyId: recipient.agencyId, categories: ['identity'] }),
    ]);
    const matrix = expectStatus<{ live: unknown[]; refused: unknown[] }>(
      200,
      await sender.get(`people/${personId}/consent-matrix`),
    );
    expect([matrix.live.length, matrix.refused.length]).toEqual([1, 0]);
    const receipt = await fetch(`${api.url}/api/v1/consents/${one.id}/receipt`, {
      headers: { cookie: `sid=${sender.token}` },
    });
    const said = (await readPdf(Buffer.from(await receipt.arrayBuffer()))).pages.join('');
    expect(said).toContain(`${consent.number} 第 3 版`);
    expect(said).not.toContain('診断・通院・服薬');
  });
});

describe('renewing', () => {
  it('asks the same again in one step, and the yes takes the place of the older one', async () => {
    const personId = await buildPerson(sender);
    const older = expectStatus<ConsentBody>(201, await answer(await ask(personId)));
    const again = expectStatus<AskingBody>(201, await sender.post(`consents/${older.id}/renewal`));
    expect(again).toMatchObject({ state: 'drafting', before: { number: older.number } });
    expect(again.cells).toHaveLength(3);
    const twice = expectStatus<AskingBody>(201, await sender.post(`consents/${older.id}/renewal`));
    expect(twice.id).toBe(again.id);
    const issued = expectStatus<AskingBody>(
      200,
      await sender.post(`askings/${again.id}/issue`, {}, ifMatch(again.version)),
    );
    const newer = expectStatus<ConsentBody>(201, await answer(issued));
    const seen = expectStatus<ConsentBody>(200, await sender.get(`consents/${older.id}`));
    expect(seen).toMatchObject({ state: 'superseded', supersededBy: newer.id });
  });

  it('with less closes the rest of open referrals, kind by kind', async () => {
    const personId = await buildPerson(sender);
    const older = expectStatus<ConsentBody>(201, await answer(await ask(personId)));
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const sent = expectStatus(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, sent.id), 'receipt'));
    const again = expectStatus<AskingBody>(201, await sender.post(`consents/${older.id}/renewal`));
    const issued = expectStatus<AskingBody>(
      200,
      await sender.post(`askings/${again.id}/issue`, {}, ifMatch(again.version)),
    );
    expectStatus(201, await answer(issued, { agreed: [part(['identity', 'request'])] }));
    const read = await recipient.get(`referrals/${sent.id}/package`);
    expect(read.status).toBe(200);
    expect(read.text).not.toContain('診断の秘密');
    const matrix = await sender.get(`people/${personId}/consent-matrix`);
    expect(matrix.text).not.toContain('"live":[]');
    expect(await live(personId)).toBe(2);
  });
});

describe('a decision written down by mistake', () => {
  const state = async (id: string) =>
    expectStatus<ConsentBody>(200, await sender.get(`consents/${id}`)).state;
  const reason = { reason: '別の人の書面だった' };
  const mark = (worker: Worker, { id, version }: ConsentBody) =>
    worker.post(`consents/${id}/mistake`, reason, ifMatch(version));

  it('is no yes any more, and stays readable', async () => {
    const yes = expectStatus<ConsentBody>(201, await answer(await ask(await buildPerson(sender))));
    expectStatus(200, await mark(sender, yes));
    expect(await state(yes.id)).toBe('error');
    expect((await mark(sender, { ...yes, version: yes.version + 1 })).status).toBe(409);
  });

  it('does not take a no away: a manager other than the recorder marks it, and it counts until the person is asked anew', async () => {
    const personId = await buildPerson(sender);
    const yes = expectStatus<ConsentBody>(201, await answer(await ask(personId)));
    const no = expectStatus<ConsentBody>(201, await answer(await ask(personId), { agreed: [] }));
    expect(await state(yes.id)).toBe('overruled');
    const staff = await buildWorker(api, { agencyId: sender.agencyId, role: 'staff' });
    const manager = await buildWorker(api, { agencyId: sender.agencyId, role: 'manager' });
    for (const one of [sender, staff]) {
      const refused = await mark(one, no);
      expect([refused.status, refused.body.code]).toEqual([403, 'consent.other_manager_corrects']);
      const sql = await openSqlSession(api.db, one.token);
      const forged = await sql.run([`UPDATE portal.consent SET status = 'error' WHERE id = $1`, no.id]);
      expect(forged.refused).toBe('42501');
      await sql.close();
    }
    expectStatus(200, await mark(manager, no));
    expect(await state(no.id)).toBe('error');
    expect(await state(yes.id)).toBe('overruled');
    const anew = expectStatus<ConsentBody>(201, await answer(await ask(personId)));
    expect(await state(anew.id)).toBe('given');
  });
});
