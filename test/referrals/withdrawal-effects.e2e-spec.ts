import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { openSqlSession } from '../support/sql-session.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type SentReferral,
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let other: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { agencyName: 'あおぞら就労移行支援' });
  other = await buildWorker(api, { agencyName: 'ひまわり病院' });
});
afterAll(() => api.close());

interface WithdrawalBody {
  id: string;
  number: string;
  scope: string;
  identityCheck: string;
  heardByAgency: string;
  lines: { number: string; was: string; became: string }[];
  readBefore: { byName: string; agencyName: string; categories: string[] }[];
  closed: { agencyId: string; categories: string[] }[];
  duties: DutyBody[];
}
interface DutyBody {
  id: string;
  agencyId: string;
  answer: string | null;
  dueOn: string;
  mayAnswer: boolean;
  version: number;
}

const heard = {
  toldBy: 'person',
  channel: 'phone',
  saidOn: dayFromToday(0),
  identityCheck: '登録の電話番号に折り返して確認',
};

async function received(): Promise<SentReferral> {
  const sent = await buildSentReferral(sender, recipient);
  expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
  return sent;
}

async function read(sent: SentReferral): Promise<void> {
  expectStatus(200, await recipient.get(`referrals/${sent.referral.id}/package`));
}

async function withdrawalOf(personId: string): Promise<WithdrawalBody> {
  const all = expectStatus<WithdrawalBody[]>(200, await sender.get(`people/${personId}/withdrawals`));
  return all[0]!;
}

const hear = (worker: Worker, { referral }: SentReferral, body: object) =>
  worker.post(`referrals/${referral.id}/recipients/${referral.lines[0]!.id}/withdrawal`, {
    ...heard,
    ...body,
  });

describe('a withdrawal at the agency that keeps the consent', () => {
  it('effect 1: keeps who heard it, how, when it was said and when it was recorded', async () => {
    const sent = await received();
    expectStatus(
      200,
      await withdraw(sender, sent.consent, { scope: 'whole', channel: 'phone', saidTime: '00:01' }),
    );
    const kept = await withdrawalOf(sent.personId);
    expect(kept).toMatchObject({
      number: expect.stringMatching(/^W8-\d{6}$/),
      scope: 'whole',
      channelName: '電話',
      toldByName: '本人',
      identityCheck: '受給者証で確認',
      heardByAgency: expect.stringContaining('みどり'),
      saidAt: new Date(`${dayFromToday(0)}T00:01:00+09:00`).toISOString(),
    });
    const [row] = await api.db.admin('SELECT identity_check, note FROM portal.withdrawal WHERE id = $1', [
      kept.id,
    ]);
    expect(String(row!['identity_check'])).not.toContain('受給者証');
  });

  it('is not taken from the future, nor without saying how the person was known', async () => {
    const sent = await received();
    const tomorrow = await withdraw(sender, sent.consent, { scope: 'whole', saidOn: dayFromToday(1) });
    expect([tomorrow.status, JSON.stringify(tomorrow.body)]).toEqual([
      422,
      expect.stringContaining('saidOn'),
    ]);
    const unknown = await withdraw(sender, sent.consent, { scope: 'whole', identityCheck: '' });
    expect([unknown.status, JSON.stringify(unknown.body)]).toEqual([
      422,
      expect.stringContaining('identityCheck'),
    ]);
    await read(sent);
  });

  it('effects 2 and 3: leaves a new state, and a list of what it met', async () => {
    const sent = await received();
    await read(sent);
    expectStatus(200, await withdraw(sender, sent.consent));
    const consents = expectStatus<{ state: string }[]>(
      200,
      await sender.get(`people/${sent.personId}/consents`),
    );
    expect(consents.map(({ state }) => state)).toEqual(['withdrawn']);
    const kept = await withdrawalOf(sent.personId);
    expect(kept.lines).toEqual([
      expect.objectContaining({ number: sent.referral.number, was: 'received', became: 'suspended' }),
    ]);
    expect(kept.readBefore).toEqual([
      expect.objectContaining({ byName: '職員 花子', categories: ['identity', 'request', 'medical'] }),
    ]);
  });

  it.each([
    { body: { scope: 'category', category: 'medical' }, left: ['identity', 'request'] },
    { body: { scope: 'cell', purpose: 'intake', category: 'medical' }, left: ['identity', 'request'] },
    { body: { scope: 'recipient' }, left: [] },
  ])('closes it in every agreement that allows it: $body.scope', async ({ body, left }) => {
    const sent = await received();
    await buildConsent(sender, sent.personId, { recipientAgencyId: recipient.agencyId });
    const agency = body.scope === 'category' ? {} : { agencyId: recipient.agencyId };
    const answer = expectStatus<{ warnings: string[] }>(
      200,
      (await withdraw(sender, sent.consent, { ...body, ...agency })) as never,
    );
    expect(answer.warnings).toEqual([]);
    const open = await api.db.admin<{ category: string }>(
      `SELECT DISTINCT category FROM portal.live_grant
       WHERE person_id = $1 AND recipient_agency_id = $2 AND purpose = 'intake' ORDER BY 1`,
      [sent.personId, recipient.agencyId],
    );
    expect(open.map(({ category }) => category)).toEqual(left);
    const closed = await recipient.get(`referrals/${sent.referral.id}/package`);
    expect(closed.text).not.toContain('診断の秘密');
    const [{ consents } = { consents: 0 }] = await api.db.admin<{ consents: number }>(
      'SELECT count(DISTINCT consent_id)::int AS consents FROM portal.withdrawn_grant WHERE person_id = $1',
      [sent.personId],
    );
    expect(consents).toBe(2);
  });

  it('whole: takes that agreement back alone, and warns of what another one still allows', async () => {
    const sent = await received();
    await buildConsent(sender, sent.personId, {
      recipientAgencyId: recipient.agencyId,
      categories: ['medical'],
    });
    const answer = expectStatus<{ warnings: string[]; state: string }>(
      200,
      (await withdraw(sender, sent.consent)) as never,
    );
    expect([answer.state, answer.warnings]).toEqual([
      'withdrawn',
      [expect.stringMatching(/あおぞら.*「診断・通院・服薬」.*D8-\d+.*まだ伝えられます/)],
    ]);
  });

  it('one cell: closes one kind of data for one purpose at one agency, and nothing else', async () => {
    const sent = await received();
    const cell = { scope: 'cell', agencyId: recipient.agencyId, purpose: 'intake', category: 'medical' };
    expectStatus(200, await withdraw(sender, sent.consent, cell));
    const opened = expectStatus<{ withheld: string[] }>(
      200,
      await recipient.get(`referrals/${sent.referral.id}/package`),
    );
    expect(opened.withheld).toEqual(['medical']);
    const kept = await withdrawalOf(sent.personId);
    expect(kept.lines).toEqual([expect.objectContaining({ was: 'received', became: 'received' })]);
    const [rest] = await api.db.admin(
      `SELECT count(*)::int AS n FROM portal.live_grant WHERE person_id = $1 AND category = 'medical'`,
      [sent.personId],
    );
    expect(rest!['n']).toBe(2);
  });

  it('edge 3: after acceptance nothing freezes: the package closes, the line goes on, the reverse report is blocked', async () => {
    const sent = await received();
    for (const [route, body] of [['acceptance'], ['start', { startedOn: dayFromToday(0) }]] as const)
      expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), route, body));
    expectStatus(200, await withdraw(sender, sent.consent));
    const now = await look(recipient, sent.referral.id);
    expect(now.lines.at(-1)?.status).toBe('in_progress');
    const closed = await recipient.get(`referrals/${sent.referral.id}/package`);
    expect([closed.status, closed.body.code]).toEqual([409, 'consent.not_active']);
    const report = { result: 'registered', done: '面談', remaining: '', roles: '' };
    const refused = await move(recipient, now, 'report', report);
    expect([refused.status, refused.body['code']]).toEqual([409, 'consent.not_active']);
    expectStatus(200, await move(recipient, now, 'failure', { reason: 'person_stopped' }));
  });

  it('effects 7 and 8: tells every recipient by number, and asks what becomes of it until it is answered', async () => {
    const sent = await received();
    await read(sent);
    expectStatus(200, await withdraw(sender, sent.consent));
    const kept = await withdrawalOf(sent.personId);
    expect(kept.duties).toEqual([
      expect.objectContaining({
        agencyId: recipient.agencyId,
        answer: null,
        dueOn: dayFromToday(14),
        mayAnswer: false,
      }),
    ]);
    const [promised] = await api.db.admin(
      `SELECT payload FROM portal.outbox WHERE type = 'consent.withdrawn' AND payload ->> 'withdrawalId' = $1`,
      [kept.id],
    );
    expect(Object.keys(promised!['payload'] as object).sort()).toEqual([
      'byAgencyId',
      'dutyId',
      'tellAgencyId',
      'withdrawalId',
    ]);

    const owed = expectStatus<DutyBody[]>(200, await recipient.get('erasure-duties?side=own'));
    const duty = owed.find(({ id }) => id === kept.duties[0]!.id)!;
    expect(duty.mayAnswer).toBe(true);
    const answer = (body: object, worker = recipient) =>
      worker.post(
        `erasure-duties/${duty.id}/answer`,
        { answer: 'destroyed', answeredOn: dayFromToday(0), answeredName: '受入 次郎', ...body },
        ifMatch(duty.version),
      );
    expect((await answer({ answeredOn: dayFromToday(1) })).status).toBe(422);
    expect((await answer({ answer: 'kept_by_law' })).status).toBe(422);
    expect((await answer({}, sender)).status).toBe(403);
    expect((await answer({}, other)).status).toBe(404);
    expectStatus(
      200,
      await answer({ answer: 'kept_by_law', lawText: '障害者総合支援法の運営基準 記録の整備' }),
    );
    expect((await answer({})).body.code).toBe('erasure.answered');
    const after = await withdrawalOf(sent.personId);
    expect(after.duties[0]).toMatchObject({
      answerName: '法令により保存している',
      lawText: expect.stringContaining('記録の整備'),
      answeredName: '受入 次郎',
    });
  });

  it('effects 9 and 11: leaves number, agencies and history, and every count as it was', async () => {
    const sent = await received();
    const before = await countsOf(sent.personId);
    expectStatus(200, await withdraw(sender, sent.consent));
    const head = await look(recipient, sent.referral.id);
    expect(head).toMatchObject({ number: sent.referral.number, personName: null });
    const events = expectStatus<{ verb: string }[]>(
      200,
      await recipient.get(`referrals/${sent.referral.id}/events`),
    );
    expect(events.map(({ verb }) => verb)).toEqual(['send', 'receive', 'suspend']);
    const ledger = expectStatus<{ total: number }>(
      200,
      await recipient.get('disclosure-ledger?side=recipient'),
    );
    expect(ledger.total).toBeGreaterThan(0);
    expect(await countsOf(sent.personId)).toEqual(before);
  });

  it('effect 12: does not undo what was told on a legal ground, and says so', async () => {
    const sent = await received();
    const colleague = await buildWorker(api, { agencyId: sender.agencyId });
    const ground = expectStatus<{ id: string; number: string; version: number }>(
      201,
      await sender.post(`people/${sent.personId}/legal-grounds`, {
        recipientAgencyId: recipient.agencyId,
        purpose: 'intake',
        categories: ['medical'],
        basis: 'life',
        reason: '本人の生命に関わる服薬の情報を伝える必要があるため',
        untilDay: dayFromToday(3),
      }),
    );
    expectStatus(
      200,
      await colleague.post(`legal-grounds/${ground.id}/approval`, {}, ifMatch(ground.version)),
    );
    expectStatus(200, await withdraw(sender, sent.consent));
    const kept = (await withdrawalOf(sent.personId)) as WithdrawalBody & { grounds: string[] };
    expect(kept.grounds).toEqual([ground.number]);
    const opened = expectStatus<{ sections: { category: string }[]; withheld: string[] }>(
      200,
      await recipient.get(`referrals/${sent.referral.id}/package`),
    );
    expect(opened.sections.map(({ category }) => category)).toEqual(['medical']);
    const history = expectStatus<{ provisions: { withoutConsent: boolean; basisText: string }[] }>(
      200,
      await sender.get(`people/${sent.personId}/provision-history`),
    );
    expect(history.provisions.filter(({ withoutConsent }) => withoutConsent)).toEqual([
      expect.objectContaining({ basisText: expect.stringContaining('27条1項2号') }),
    ]);
  });
});

describe('a withdrawal heard by a recipient', () => {
  it('closes everything that names it, at once and for everybody, and tells the owner', async () => {
    const sent = await received();
    const elsewhere = await buildSentReferralOf(sent.personId);
    expectStatus(200, await hear(recipient, sent, { scope: 'whole', note: '電話で本人から' }));
    const closed = await recipient.get(`referrals/${sent.referral.id}/package`);
    expect([closed.status, closed.body.code]).toEqual([409, 'consent.not_active']);
    expect((await look(recipient, sent.referral.id)).lines.at(-1)?.status).toBe('suspended');
    const kept = await withdrawalOf(sent.personId);
    expect(kept).toMatchObject({
      heardByAgency: expect.stringContaining('あおぞら'),
      note: '電話で本人から',
    });
    const told = await api.db.admin(
      `SELECT payload ->> 'tellAgencyId' AS agency FROM portal.outbox WHERE type = 'withdrawal.heard'
         AND payload ->> 'withdrawalId' = $1`,
      [kept.id],
    );
    expect(told).toEqual([{ agency: sender.agencyId }]);
    // A consent that names another agency alone is no business of this one, and stays.
    expectStatus(200, await other.get(`referrals/${elsewhere}/package`));
  });

  it('closes one kind of data for others named in the same consent too, and tells them nothing of who heard it', async () => {
    const personId = (await buildSentReferral(sender, recipient)).personId;
    const both = await twoRecipients(personId);
    expectStatus(200, await hear(recipient, both.first, { scope: 'category', category: 'medical' }));
    const opened = expectStatus<{ withheld: string[] }>(
      200,
      await other.get(`referrals/${both.second}/package`),
    );
    expect(opened.withheld).toEqual(['medical']);
    const events = expectStatus<{ verb: string; byAgency: string | null }[]>(
      200,
      await other.get(`referrals/${both.second}/events`),
    );
    expect(events.at(-1)).toMatchObject({ verb: 'consent_withdrawn' });
    expect(JSON.stringify(events)).not.toContain('あおぞら');
  });

  it('keeps the sealed words of the consent readable in the narrower revision', async () => {
    const { personId } = await buildSentReferral(sender, recipient);
    await api.db.admin(`UPDATE portal.consent SET status = 'superseded' WHERE person_id = $1`, [personId]);
    await buildConsent(sender, personId, {
      recipientAgencyId: recipient.agencyId,
      words: { representative: '桜井 花（母）', witness: '立会 人', note: '本人の言葉' },
    });
    const sent = await sentAgain(personId);
    expectStatus(200, await hear(recipient, sent, { scope: 'cell', purpose: 'intake', category: 'medical' }));
    const consents = expectStatus<{ state: string; representative: string; note: string }[]>(
      200,
      await sender.get(`people/${personId}/consents`),
    );
    expect(consents.find(({ state }) => state === 'given')).toMatchObject({
      representative: '桜井 花（母）',
      note: '本人の言葉',
    });
  });

  it('speaks for itself alone once its line has ended', async () => {
    const sent = await received();
    await api.db.admin(
      `UPDATE portal.referral_line SET status = 'cancelled', closed_at = now() WHERE referral_id = $1`,
      [sent.referral.id],
    );
    for (const body of [{ scope: 'whole' }, { scope: 'category', category: 'medical' }]) {
      const refused = await hear(recipient, sent, body);
      expect([refused.status, refused.body.code]).toEqual([409, 'withdrawal.line_over']);
    }
    const sql = await openSqlSession(api.db, recipient.token);
    const forged = await sql.run([
      `SELECT portal.withdraw_as_recipient(gen_random_uuid(), $1, 'whole', NULL, NULL, 'person', 'desk', now(), 'x', NULL)`,
      sent.referral.lines[0]!.id,
    ]);
    expect(forged.refused).toBe('42501');
    await sql.close();
    expectStatus(200, await hear(recipient, sent, { scope: 'recipient' }));
  });

  it('can only close: the recipient neither reads nor widens anything, in SQL as in the application', async () => {
    const sent = await received();
    expect((await hear(sender, sent, { scope: 'whole' })).status).toBe(403);
    expect((await hear(other, sent, { scope: 'whole' })).status).toBe(404);
    const nothing = await hear(recipient, sent, { scope: 'category', category: 'finance' });
    expect([nothing.status, nothing.body.code]).toEqual([409, 'consent.nothing_to_withdraw']);

    const sql = await openSqlSession(api.db, recipient.token);
    const [given] = await api.db.admin('SELECT id FROM portal.consent WHERE person_id = $1', [sent.personId]);
    const attempts = [
      ['UPDATE portal.consent SET status = $1 WHERE id = $2', 'given', given!['id']],
      ['UPDATE portal.consent SET valid_until = $1 WHERE id = $2', '2099-01-01', given!['id']],
      [
        `INSERT INTO portal.withdrawal (id, person_id, agency_id, scope, told_by, channel, said_at, heard_by_agency, heard_by, identity_check)
         VALUES (gen_random_uuid(), $1, $2, 'whole', 'person', 'desk', now(), $3, $4, 'x')`,
        sent.personId,
        sender.agencyId,
        recipient.agencyId,
        recipient.accountId,
      ],
      [
        `INSERT INTO portal.consent_grant (consent_id, person_id, agency_id, granted, recipient_agency_id, purpose, category)
         VALUES ($1, $2, $3, true, $4, 'intake', 'finance')`,
        given!['id'],
        sent.personId,
        sender.agencyId,
        recipient.agencyId,
      ],
    ] as const;
    for (const attempt of attempts) {
      const outcome = await sql.run(attempt);
      expect([attempt[0], outcome.touched]).toEqual([attempt[0], 0]);
    }
    const foreign = await sql.run([
      `SELECT portal.withdraw_as_recipient(gen_random_uuid(), $1, 'whole', NULL, NULL, 'person', 'desk', now(), 'x', NULL)`,
      (await buildSentReferral(sender, other)).referral.lines[0]!.id,
    ]);
    expect(foreign.refused).toBe('42501');
    await sql.close();
    await read(sent);
  });

  it('edge 2: is in one order with an acceptance at the same moment: both, or 409, never 500', async () => {
    const answers = [];
    for (let round = 0; round < 6; round += 1) {
      const sent = await received();
      const seen = await look(recipient, sent.referral.id);
      const [accepted, withdrawn] = await Promise.all([
        move(recipient, seen, 'acceptance'),
        withdraw(sender, sent.consent),
      ]);
      expect(withdrawn.status).toBe(200);
      answers.push([accepted.status, accepted.body['code']]);
      const status = (await look(recipient, sent.referral.id)).lines.at(-1)?.status;
      expect(status).toBe(accepted.status === 200 ? 'accepted' : 'suspended');
    }
    for (const [status, code] of answers)
      expect([
        status === 200 || (status === 409 && code === 'consent.not_active') || status === 412,
        status,
      ]).toEqual([true, status]);
  });
});

async function countsOf(personId: string): Promise<unknown> {
  return api.db.admin(
    `SELECT (SELECT count(*) FROM portal.referral WHERE person_id = $1) AS referrals,
       (SELECT count(*) FROM portal.referral_line WHERE person_id = $1) AS lines,
       (SELECT count(*) FROM portal.disclosure WHERE person_id = $1) AS told,
       (SELECT count(*) FROM portal.package_section WHERE person_id = $1) AS sections`,
    [personId],
  );
}

async function draftFor(personId: string, recipientAgencyId: string) {
  const { buildDraft } = await import('../factories/referrals.js');
  const draft = await buildDraft(sender, { personId, recipientAgencyId });
  return expectStatus<SentReferral['referral']>(
    200,
    await sender
      .post(`referrals/${draft.id}/sending`, {}, ifMatch(draft.version))
      .then((answer) => (answer.status === 404 ? move(sender, draft, 'sending') : answer)),
  );
}

async function sentAgain(personId: string): Promise<SentReferral> {
  await api.db.admin(
    `UPDATE portal.referral_line SET status = 'cancelled', closed_at = now() WHERE person_id = $1 AND agency_id = $2`,
    [personId, recipient.agencyId],
  );
  const referral = await draftFor(personId, recipient.agencyId);
  return { sender, recipient, personId, consent: { id: '', version: 0 }, referral };
}

async function buildSentReferralOf(personId: string): Promise<string> {
  await buildConsent(sender, personId, { recipientAgencyId: other.agencyId });
  const referral = await draftFor(personId, other.agencyId);
  expectStatus(200, await move(other, await look(other, referral.id), 'receipt'));
  return referral.id;
}

/** One consent that names two agencies, and a referral to each. */
async function twoRecipients(personId: string): Promise<{ first: SentReferral; second: string }> {
  await api.db.admin(`UPDATE portal.consent SET status = 'superseded' WHERE person_id = $1`, [personId]);
  const grant = {
    purposes: ['intake', 'support', 'report_back'],
    categories: ['identity', 'request', 'medical'],
  };
  expectStatus(
    201,
    await sender.post(`people/${personId}/consents`, {
      decision: 'given',
      decidedOn: dayFromToday(0),
      validFrom: dayFromToday(0),
      validUntil: dayFromToday(100),
      method: 'written',
      givenBy: 'person',
      grants: [recipient, other].map(({ agencyId }) => ({ recipientAgencyId: agencyId, ...grant })),
    }),
  );
  const first = await sentAgain(personId);
  const referral = await draftFor(personId, other.agencyId);
  expectStatus(200, await move(other, await look(other, referral.id), 'receipt'));
  return { first, second: referral.id };
}
