import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type ReferralBody,
  withdraw,
} from '../factories/referrals.js';
import { type ConversationBody, say, spoken } from '../factories/conversations.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let third: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
  third = await buildWorker(api, { role: 'acceptor' });
});
afterAll(() => api.close());

/** A referral that the recipient has received. */
async function received(): Promise<{
  id: string;
  personId: string;
  consent: { id: string; version: number };
}> {
  const { referral, personId, consent } = await buildSentReferral(sender, recipient);
  expectStatus(200, await move(recipient, referral, 'receipt'));
  return { id: referral.id, personId, consent };
}

/** A referral with support going on. */
async function supporting(): Promise<Awaited<ReturnType<typeof received>>> {
  const begun = await received();
  expectStatus(200, await move(recipient, await look(recipient, begun.id), 'acceptance'));
  const start = { startedOn: dayFromToday(0) };
  expectStatus(200, await move(recipient, await look(recipient, begun.id), 'start', start));
  return begun;
}

const last = (body: ConversationBody) => body.lines[0]!.messages.at(-1)!;
const ledger = (id: string) =>
  api.db.admin<{ method: string; categories: string[] }>(
    'SELECT method, categories FROM portal.disclosure WHERE referral_id = $1 ORDER BY at, id',
    [id],
  );
const promised = (id: string) =>
  api.db.admin<{ type: string; payload: Record<string, string> }>(
    `SELECT type, payload FROM portal.outbox WHERE payload ->> 'referralId' = $1 ORDER BY id`,
    [id],
  );

describe('追加情報依頼', () => {
  it('stops the clock, and goes on with an answer and a new version of the package', async () => {
    const { id, personId } = await received();
    const before = (await look(recipient, id)).lines[0]!;
    const question = { questions: '服薬の時間を知りたいです。', dueOn: dayFromToday(3) };
    expectStatus(200, await say(recipient, id, 'question', question));
    const asked = (await look(sender, id)).lines[0]!;
    expect([asked.status, asked['clockStoppedOn'], asked['turn']]).toEqual([
      'info_requested',
      dayFromToday(0),
      'source',
    ]);
    expect((await spoken(sender, id)).lines[0]!.can).toEqual(expect.arrayContaining(['answer', 'share']));
    // The clock stood still since three weeks ago.
    await api.db.admin('UPDATE portal.referral_line SET clock_stopped_on = $2 WHERE id = $1', [
      before.id,
      dayFromToday(-21),
    ]);
    expectStatus(
      200,
      await sender.put(
        `people/${personId}/sections/living`,
        { fields: { household: '一人暮らし' } },
        { 'if-match': '"0"' },
      ),
    );

    const answer = { text: '朝と夜です。', categories: ['identity', 'request', 'medical', 'living'] };
    const refused = await say(sender, id, 'answer', answer);
    expect([refused.status, refused.body['code'], refused.body['missing']]).toEqual([
      409,
      'consent.not_active',
      ['living'],
    ]);
    expect((await look(sender, id))['categories']).toEqual(['identity', 'request', 'medical']);

    await buildConsent(sender, personId, {
      recipientAgencyId: recipient.agencyId,
      categories: ['identity', 'request', 'medical', 'living'],
    });
    const told = expectStatus(200, await say(sender, id, 'answer', answer));
    expect(last(told)).toMatchObject({
      kind: 'answer',
      packageVersion: 2,
      lines: [{ label: '回答', text: '朝と夜です。' }],
    });
    const after = (await look(recipient, id)).lines[0]!;
    expect([after.status, after['clockStoppedOn']]).toEqual(['reviewing', null]);
    expect(String(after['dueOn']) > String(before['dueOn'])).toBe(true);
    const opened = expectStatus(200, await recipient.get(`referrals/${id}/package`));
    expect([opened['packageVersion'], JSON.stringify(opened['sections'])]).toEqual([
      2,
      expect.stringContaining('一人暮らし'),
    ]);
    expect((await ledger(id)).map(({ method, categories }) => [method, categories.length])).toEqual([
      ['sent', 3],
      ['reported', 3],
      ['sent', 4],
      ['sent', 1],
      ['opened', 4],
    ]);
    expect((await promised(id)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['referral.asked', 'referral.answered']),
    );
  });

  it('is answered by the source alone, and once', async () => {
    const { id } = await received();
    expectStatus(200, await say(recipient, id, 'question', { questions: '何時ごろ来られますか。' }));
    expect((await say(recipient, id, 'answer', { text: '自分で' })).status).toBe(403);
    expectStatus(200, await say(sender, id, 'answer', { text: '午後です。' }));
    expect((await say(sender, id, 'answer', { text: 'もう一度' })).status).toBe(409);
    expect(
      (await say(recipient, id, 'question', { questions: '昨日', dueOn: dayFromToday(-1) })).status,
    ).toBe(422);
  });

  it('keeps the package of a sent referral as it is otherwise', async () => {
    const { id } = await received();
    await expect(
      api.db.admin(`UPDATE portal.referral SET categories = '{identity}' WHERE id = $1`, [id]),
    ).rejects.toThrow('a sent request is final');
  });
});

describe('連絡', () => {
  it('goes to the other side sealed, is unread until it is read, and is announced by number', async () => {
    const { id } = await received();
    expectStatus(200, await say(sender, id, 'messages', { level: 'shared', text: '電話をお願いします。' }));
    const unread = await spoken(recipient, id);
    expect([unread.lines[0]!.unread, last(unread).unread, last(unread).lines[0]!.text]).toEqual([
      1,
      true,
      '電話をお願いします。',
    ]);
    const { lineId } = unread.lines[0]!;
    const read = expectStatus<ConversationBody>(
      200,
      await recipient.put(`referrals/${id}/recipients/${lineId}/conversation-mark`, {}),
    );
    expect(read.lines[0]!.unread).toBe(0);
    expect((await spoken(sender, id)).lines[0]!.unread).toBe(0);
    const rows = await api.db.admin<{ body: Buffer }>('SELECT body FROM portal.message_body');
    expect(rows.every(({ body }) => !body.includes(Buffer.from('電話を')))).toBe(true);
    const notice = (await promised(id)).find(({ type }) => type === 'referral.message')!;
    expect(JSON.stringify(notice.payload)).not.toContain('電話');
    expect(notice.payload['tellAgencyId']).toBe(recipient.agencyId);
  });

  it('inside the own agency is not seen by the other, and of what the person was told only that and when', async () => {
    const { id } = await received();
    expectStatus(200, await say(recipient, id, 'messages', { level: 'internal', text: '所内だけの話' }));
    const told = { by: '職員 花子', on: dayFromToday(0), means: 'phone' };
    expectStatus(200, await say(sender, id, 'messages', { level: 'told', text: '受領を伝えた', told }));
    expect(JSON.stringify(await spoken(sender, id))).not.toContain('所内だけの話');
    expect(JSON.stringify(await spoken(recipient, id))).toContain('所内だけの話');
    const fact = last(await spoken(recipient, id));
    expect([fact.kind, fact.toldOn, fact.lines]).toEqual(['told', dayFromToday(0), []]);
    expect(last(await spoken(sender, id)).lines).toEqual([
      { label: '', text: '受領を伝えた' },
      { label: '伝えた人', text: '職員 花子' },
      { label: '伝えた日', text: dayFromToday(0) },
      { label: '方法', text: '電話' },
    ]);
    const tomorrow = { ...told, on: dayFromToday(1) };
    expect((await say(sender, id, 'messages', { level: 'told', text: '明日', told: tomorrow })).status).toBe(
      422,
    );
  });

  it('edge 10: after a withdrawal it is refused with the words kept for their author, and what was said closes', async () => {
    const { id, consent } = await received();
    expectStatus(200, await say(sender, id, 'messages', { level: 'shared', text: '撤回前の連絡' }));
    const seen = await look(sender, id);
    expectStatus(200, await withdraw(sender, consent));
    for (const [author, words] of [
      [sender, '依頼元の下書き'],
      [recipient, '受入先の下書き'],
    ] as const) {
      const stale = await move(author, seen, 'messages', { level: 'shared', text: words });
      expect([409, 412]).toContain(stale.status);
      expect(stale.body['code']).toBe('conversation.closed');
      expect((await spoken(author, id)).lines[0]!.draft).toBe(words);
    }
    expect(JSON.stringify(await spoken(sender, id))).not.toContain('受入先の下書き');
    const closed = last(await spoken(recipient, id));
    expect([closed.kind, closed.closed, closed.lines]).toEqual(['shared', true, []]);
    // The own note is no message to anybody.
    expectStatus(
      200,
      await say(recipient, id, 'messages', { level: 'internal', text: '撤回の連絡を受けた' }),
    );
    expect((await spoken(recipient, id)).lines[0]!.draft).toBeNull();
  });

  it('edge 10: from a tab that has not seen the last move, it is refused and kept', async () => {
    const { id } = await received();
    const seen = await look(sender, id);
    expectStatus(200, await move(recipient, await look(recipient, id), 'review'));
    const stale = await move(sender, seen, 'messages', { level: 'shared', text: '古い画面から' });
    expect(stale.status).toBe(412);
    expect((await spoken(sender, id)).lines[0]!.draft).toBe('古い画面から');
    expect((await spoken(sender, id)).lines[0]!.messages).toEqual([]);
  });

  it('is told before a withdrawal or not at all, by order of commit', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id, consent } = await received();
      const seen = await look(sender, id);
      const [said] = await Promise.all([
        move(sender, seen, 'messages', { level: 'shared', text: `同時の連絡 ${round}` }),
        withdraw(sender, consent),
      ]);
      const told = (await ledger(id)).filter(({ categories }) => categories.length === 1);
      expect(told).toHaveLength(said.status === 200 ? 1 : 0);
      expect(JSON.stringify(await spoken(recipient, id))).not.toContain(`同時の連絡 ${round}`);
    }
  });

  it('of the recipient needs the consent to report back', async () => {
    const personId = await buildPerson(sender);
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId, purposes: ['intake'] });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const sent = expectStatus(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, sent, 'receipt'));
    const refused = await say(recipient, sent.id, 'messages', { level: 'shared', text: '本人の様子' });
    expect([refused.status, refused.body['code']]).toEqual([409, 'consent.not_active']);
    expectStatus(200, await say(sender, sent.id, 'messages', { level: 'shared', text: 'お願いします' }));
  });
});

describe('代替提案', () => {
  const proposal = { service: '就労移行支援の体験', time: '1月から', note: '', dueOn: null };

  it('is agreed to with what the person said', async () => {
    const { id } = await received();
    expectStatus(200, await say(recipient, id, 'proposal', proposal));
    expect((await look(sender, id)).lines[0]!.status).toBe('proposed');
    expect((await say(sender, id, 'proposal/agreement', { words: '', heardBy: '' })).status).toBe(422);
    const said = { words: 'やってみたい', heardBy: '職員 花子' };
    const agreed = expectStatus(200, await say(sender, id, 'proposal/agreement', said));
    expect(last(agreed)).toMatchObject({
      kind: 'proposal_agreed',
      answers: agreed.lines[0]!.messages[0]!.id,
    });
    expect((await look(recipient, id)).lines[0]!.status).toBe('reviewing');
  });

  it('is turned down, and the recipient goes on with what was asked', async () => {
    const { id } = await received();
    expectStatus(200, await say(recipient, id, 'proposal', proposal));
    const said = { words: '通うのが大変', heardBy: '職員 花子' };
    expect(last(expectStatus(200, await say(sender, id, 'proposal/refusal', said))).kind).toBe(
      'proposal_turned_down',
    );
    expectStatus(200, await move(recipient, await look(recipient, id), 'acceptance'));
  });
});

describe('他機関へ再紹介', () => {
  async function redirected(by: Worker, id: string, to: Worker): Promise<ReferralBody> {
    const words = { reason: 'other_agency', note: '近い機関です', agencyIds: [to.agencyId] };
    return expectStatus(200, await move(by, await look(by, id), 'redirection', words));
  }

  it('ends the line, moves no data, and gives the source a draft for the agency that was named', async () => {
    const { id, personId } = await received();
    await redirected(recipient, id, third);
    expect((await look(sender, id)).lines[0]!.status).toBe('redirected');
    expect((await third.get('referrals?box=received')).body['total']).toBe(0);
    expect(
      await api.db.admin('SELECT FROM portal.disclosure WHERE recipient_agency_id = $1', [third.agencyId]),
    ).toEqual([]);
    expect(last(await spoken(sender, id)).agencies.map((agency) => agency.id)).toEqual([third.agencyId]);
    const stranger = await buildWorker(api);
    const other = await move(sender, await look(sender, id), 'onward', { agencyId: stranger.agencyId });
    expect([other.status, other.body['code']]).toEqual([409, 'conversation.not_suggested']);

    const draft = expectStatus(
      201,
      await move(sender, await look(sender, id), 'onward', { agencyId: third.agencyId }),
    );
    expect([draft.status, draft.lines[0]!['agency'], draft['request'], draft['personId']]).toMatchObject([
      'draft',
      { id: third.agencyId },
      { ask: '依頼の秘密' },
      personId,
    ]);
    const written = expectStatus<ReferralBody>(
      200,
      await sender.patch(
        `referrals/${draft.id}`,
        { replyBy: dayFromToday(9) },
        { 'if-match': `"${draft.version}"` },
      ),
    );
    // A consent that names the first agency does not cover the second.
    const refused = await move(sender, written, 'sending');
    expect([refused.status, refused.body['code']]).toEqual([409, 'consent.not_active']);
    await buildConsent(sender, personId, { recipientAgencyId: third.agencyId });
    expectStatus(200, await move(sender, written, 'sending'));
    expect((await spoken(sender, draft.id)).chain.map(({ number, returns }) => [number, returns])).toEqual([
      [(await look(sender, id)).number, false],
      [draft.number, false],
    ]);
    // The third agency learns that it is not the first, and nothing of who was.
    expect((await spoken(third, draft.id)).chain[0]).toMatchObject({
      number: null,
      referralId: null,
      names: [],
    });
  });

  it('edge 14: a chain that comes back to where it was is seen', async () => {
    const hand = async (from: Worker, to: Worker, parent?: string) => {
      const personId = await buildPerson(from);
      await buildConsent(from, personId, { recipientAgencyId: to.agencyId });
      let draft = await buildDraft(from, { personId, recipientAgencyId: to.agencyId });
      if (parent)
        draft = expectStatus<ReferralBody>(
          200,
          await from.put(
            `referrals/${draft.id}/parent`,
            { parentId: parent },
            { 'if-match': `"${draft.version}"` },
          ),
        );
      const sent = expectStatus(200, await move(from, draft, 'sending'));
      expectStatus(200, await move(to, sent, 'receipt'));
      return sent.id;
    };
    const first = await hand(sender, recipient);
    const second = await hand(recipient, third, first);
    const back = await hand(third, sender, second);
    expect((await spoken(sender, back)).chain.map(({ returns }) => returns)).toEqual([false, false, true]);
    expect((await spoken(third, second)).chain.map(({ returns }) => returns)).toEqual([false, false]);
    const unknown = await buildDraft(sender, {
      personId: await buildPerson(sender),
      recipientAgencyId: third.agencyId,
    });
    const foreign = await sender.put(
      `referrals/${unknown.id}/parent`,
      { parentId: second },
      { 'if-match': `"${unknown.version}"` },
    );
    expect(foreign.status).toBe(404);
  });
});

describe('中止の申し出', () => {
  const wish = { reason: 'other_support', note: '別の支援に変わります', dueOn: dayFromToday(7) };

  it('is made once support has begun, and ends it when the recipient agrees', async () => {
    const early = await received();
    expect((await say(sender, early.id, 'stop-request', wish)).body['code']).toBe('referral.wrong_state');
    const { id } = await supporting();
    expect((await say(recipient, id, 'stop-request', wish)).status).toBe(403);
    const asked = expectStatus(200, await say(sender, id, 'stop-request', wish));
    expect(last(asked)).toMatchObject({
      kind: 'stop_request',
      code: 'other_support',
      dueOn: dayFromToday(7),
    });
    expect((await say(sender, id, 'stop-request', wish)).body['code']).toBe('conversation.already_asked');
    expectStatus(200, await say(recipient, id, 'stop-request/agreement', { note: '' }));
    const [line] = (await look(sender, id)).lines;
    expect([line!.status, line!.reason]).toEqual(['cancelled', 'source_asked']);
  });

  it('is refused with a reason, and may be made again', async () => {
    const { id } = await supporting();
    expect((await say(recipient, id, 'stop-request/refusal', { why: '理由' })).body['code']).toBe(
      'conversation.nothing_to_answer',
    );
    expectStatus(200, await say(sender, id, 'stop-request', wish));
    expect((await say(recipient, id, 'stop-request/refusal', { why: '' })).status).toBe(422);
    expectStatus(200, await say(recipient, id, 'stop-request/refusal', { why: '本人は続けたい' }));
    expect((await look(sender, id)).lines[0]!.status).toBe('in_progress');
    expectStatus(200, await say(sender, id, 'stop-request', wish));
  });

  it('is made after a withdrawal too, by its reason alone', async () => {
    const { id, consent } = await supporting();
    expectStatus(200, await withdraw(sender, consent));
    const withdrawn = { ...wish, reason: 'consent_withdrawn' };
    expect((await say(sender, id, 'stop-request', withdrawn)).body['code']).toBe('consent.not_active');
    expectStatus(200, await say(sender, id, 'stop-request', { ...withdrawn, note: '' }));
    const heard = last(await spoken(recipient, id));
    expect([heard.kind, heard.code, heard.closed]).toEqual(['stop_request', 'consent_withdrawn', true]);
    expectStatus(200, await say(recipient, id, 'stop-request/agreement', { note: '' }));
  });
});

describe('経過報告', () => {
  const report = {
    from: dayFromToday(-30),
    until: dayFromToday(0),
    attendance: 'mostly',
    changes: '朝起きられるようになった',
    issues: '',
  };

  it('tells the source how it goes, under the consent to report back', async () => {
    const { id, consent } = await supporting();
    expect((await say(sender, id, 'interim-report', report)).status).toBe(403);
    expect((await say(recipient, id, 'interim-report', { ...report, until: dayFromToday(1) })).status).toBe(
      422,
    );
    expectStatus(200, await say(recipient, id, 'interim-report', report));
    const told = last(await spoken(sender, id));
    expect(told.lines.map(({ label }) => label)).toEqual(['期間', '出席', '変化']);
    expect((await ledger(id)).at(-1)!.method).toBe('reported');
    expectStatus(200, await withdraw(sender, consent));
    const refused = await say(recipient, id, 'interim-report', report);
    expect([refused.status, refused.body['code']]).toEqual([409, 'consent.not_active']);
    // Edge 10: what was written is not lost.
    expect((await spoken(recipient, id)).lines[0]!.draft).toBe(report.changes);
  });
});
