import { ifMatch } from '../support/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { readPdf } from '../support/pdf.reader.js';
import { openSqlSession } from '../support/sql-session.js';
import { say, spoken } from '../factories/conversations.js';
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
  type SentReferral,
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
});
afterAll(() => api.close());

const words = ['秘密の場所', 'https://meet.example.jp/secret', '秘密の持ち物'];
const extended = '秘密の延長理由';
const meeting = () => ({
  place: words[0],
  link: words[1],
  note: words[2],
  agreed: true,
  times: [
    {
      startsAt: new Date(Date.now() + 86_400_000).toISOString(),
      endsAt: new Date(Date.now() + 90_000_000).toISOString(),
    },
  ],
});

const ledger = (id: string) =>
  api.db.admin<{ method: string; recipient_agency_id: string; categories: string[] }>(
    'SELECT method, recipient_agency_id, categories FROM portal.disclosure WHERE referral_id = $1 ORDER BY at, id',
    [id],
  );

/** A referral that was received, on which the source has written down an appointment and a reason. */
async function spokenAbout(): Promise<SentReferral> {
  const sent = await buildSentReferral(sender, recipient);
  const { id } = sent.referral;
  expectStatus(200, await move(recipient, sent.referral, 'receipt'));
  expectStatus(200, await say(sender, id, 'appointment', meeting()));
  const later = { dueOn: dayFromToday(20), note: extended };
  expectStatus(200, await move(sender, await look(sender, id), 'extension', later));
  return sent;
}

/** All that a worker is shown of a referral: the conversation, the calendar file, the timeline and the paper. */
async function shown(worker: Worker, { referral }: SentReferral): Promise<string> {
  const calendar = await worker.get(
    `referrals/${referral.id}/recipients/${referral.lines[0]!.id}/appointment.ics`,
  );
  expect(calendar.status).toBe(200);
  const events = await worker.get(`referrals/${referral.id}/events`);
  expect(events.status).toBe(200);
  const unfolded = calendar.text.replaceAll('\r\n ', '');
  return `${JSON.stringify(await spoken(worker, referral.id))}${unfolded}${events.text}${await paper(worker, referral.id)}`;
}

async function paper({ token }: Worker, id: string): Promise<string> {
  const answer = await fetch(`${api.url}/api/v1/referrals/${id}/papers/answer`, {
    headers: { cookie: `sid=${token}`, origin: api.url },
  });
  if (answer.status !== 200) return '';
  return (await readPdf(Buffer.from(await answer.arrayBuffer()))).pages.join('').replaceAll(/\s/g, '');
}

async function misdirect({ referral }: SentReferral): Promise<void> {
  const { lines } = await look(sender, referral.id);
  const wrong = { reason: 'wrong_recipient', foundOn: dayFromToday(0), account: '名前の似た機関を選んだ' };
  const at = `referrals/${referral.id}/recipients/${lines[0]!.id}/misdirection`;
  expectStatus(201, await sender.post(at, wrong, ifMatch((lines[0] as { version: number }).version)));
}

describe('words of the source beside the package', () => {
  it('are read by both sides while the line is open, and each is in the ledger', async () => {
    const sent = await spokenAbout();
    for (const side of [sender, recipient]) {
      const seen = await shown(side, sent);
      for (const word of [...words, extended]) expect(seen).toContain(word);
    }
    const told = (await ledger(sent.referral.id)).filter(({ categories }) => categories.length === 1);
    expect(told).toEqual(
      [1, 2].map(() => ({
        method: 'sent',
        recipient_agency_id: recipient.agencyId,
        categories: ['request'],
      })),
    );
  });

  it.each([
    {
      when: 'a withdrawal',
      end: async (sent: SentReferral) => expectStatus(200, await withdraw(sender, sent.consent)),
    },
    {
      when: 'an end',
      end: async ({ referral }: SentReferral) => {
        const why = { reason: 'no_capacity', note: '満員' };
        expectStatus(200, await move(recipient, await look(recipient, referral.id), 'decline', why));
      },
    },
    { when: 'a misdirection', end: misdirect },
  ])('close to the recipient with $when, and leave the time', async ({ end }) => {
    const sent = await spokenAbout();
    await end(sent);
    const closed = await shown(recipient, sent);
    for (const word of [...words, extended]) expect(closed).not.toContain(word);
    expect((await spoken(recipient, sent.referral.id)).lines[0]!.appointments[0]!.startsAt).not.toBeNull();
    for (const word of [...words, extended]) expect(await shown(sender, sent)).toContain(word);
    const direct = await openSqlSession(api.db, recipient.token);
    try {
      const { rows } = await direct.run([
        `SELECT FROM portal.appointment a JOIN portal.appointment_words w ON w.appointment_id = a.id WHERE a.referral_id = $1`,
        sent.referral.id,
      ]);
      expect(rows).toEqual([]);
    } finally {
      await direct.close();
    }
  });

  it('stay closed with the line on which they were written when another one is opened after it', async () => {
    const sent = await spokenAbout();
    const { id } = sent.referral;
    const why = { reason: 'no_capacity', note: '満員' };
    expectStatus(200, await move(recipient, await look(recipient, id), 'decline', why));
    const again = { reason: 'person_wishes_again', note: '秘密の再開' };
    expectStatus(200, await move(sender, await look(sender, id), 'reopening', again));
    expectStatus(200, await move(recipient, await look(recipient, id), 'receipt'));
    const { text } = await recipient.get(`referrals/${id}/events`);
    expect(text).toContain('満員');
    for (const word of [extended, '秘密の再開']) expect(text).not.toContain(word);
  });

  it('are refused where nothing may be told, while a time alone, and a reason by its code, are not', async () => {
    const { referral, consent } = await buildSentReferral(sender, recipient);
    const { id } = referral;
    expectStatus(200, await move(recipient, referral, 'receipt'));
    expectStatus(200, await move(recipient, await look(recipient, id), 'acceptance'));
    const start = { startedOn: dayFromToday(0) };
    expectStatus(200, await move(recipient, await look(recipient, id), 'start', start));
    expectStatus(200, await withdraw(sender, consent));
    const refused = await say(sender, id, 'appointment', meeting());
    expect([refused.status, refused.body['code']]).toEqual([409, 'consent.not_active']);
    const told = (await ledger(id)).length;
    expectStatus(200, await say(sender, id, 'appointment', { ...meeting(), place: '', link: '', note: '' }));
    const wish = { reason: 'other_support', note: '秘密の理由', dueOn: dayFromToday(7) };
    expect((await say(sender, id, 'stop-request', wish)).body['code']).toBe('consent.not_active');
    expectStatus(200, await say(sender, id, 'stop-request', { ...wish, note: '' }));
    expect(await ledger(id)).toHaveLength(told);
  });

  it('that ask to stop are in the ledger', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    const { id } = referral;
    expectStatus(200, await move(recipient, referral, 'receipt'));
    expectStatus(200, await move(recipient, await look(recipient, id), 'acceptance'));
    const start = { startedOn: dayFromToday(0) };
    expectStatus(200, await move(recipient, await look(recipient, id), 'start', start));
    const before = (await ledger(id)).length;
    const wish = { reason: 'other_support', note: '別の支援に変わります', dueOn: dayFromToday(7) };
    expectStatus(200, await say(sender, id, 'stop-request', wish));
    expect((await ledger(id)).slice(before)).toMatchObject([{ method: 'sent', categories: ['request'] }]);
  });
});

describe('words of the recipient on an appointment', () => {
  it('need the consent to report back, and are in the ledger', async () => {
    const personId = await buildPerson(sender);
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId, purposes: ['intake'] });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const { id } = expectStatus(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, id), 'receipt'));
    expect((await say(recipient, id, 'appointment', meeting())).body['code']).toBe('consent.not_active');

    const open = await buildSentReferral(sender, recipient);
    expectStatus(200, await move(recipient, open.referral, 'receipt'));
    expectStatus(200, await say(recipient, open.referral.id, 'appointment', meeting()));
    expect((await ledger(open.referral.id)).at(-1)).toMatchObject({
      method: 'reported',
      recipient_agency_id: sender.agencyId,
    });
  });
});

describe('本人に伝えたこと', () => {
  it('is the own agency’s in its words, from either side and in the database too', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    expectStatus(200, await move(recipient, referral, 'receipt'));
    const told = { by: '職員 花子', on: dayFromToday(0), means: 'phone' };
    for (const [author, other] of [
      [sender, recipient],
      [recipient, sender],
    ] as const) {
      const text = `秘密の説明 ${author.accountId}`;
      expectStatus(200, await say(author, referral.id, 'messages', { level: 'told', text, told }));
      expect(JSON.stringify(await spoken(author, referral.id))).toContain(text);
      const seen = await spoken(other, referral.id);
      expect(JSON.stringify(seen)).not.toContain(text);
      expect(seen.lines[0]!.messages.at(-1)).toMatchObject({ toldOn: told.on, closed: true, lines: [] });
      const direct = await openSqlSession(api.db, other.token);
      try {
        const { rows } = await direct.run([
          `SELECT FROM portal.referral_message m JOIN portal.message_body b ON b.message_id = m.id
           WHERE m.referral_id = $1 AND m.by_agency_id = $2`,
          referral.id,
          author.agencyId,
        ]);
        expect(rows).toEqual([]);
      } finally {
        await direct.close();
      }
    }
  });
});
