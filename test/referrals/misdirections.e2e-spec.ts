import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { readPdf } from '../support/pdf.reader.js';
import { openSqlSession } from '../support/sql-session.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type ReferralBody,
  type SentReferral,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { agencyName: 'まちがえた機関', name: '読んだ 人' });
});
afterAll(() => api.close());

interface Incident {
  id: string;
  number: string;
  openedBy: { byName: string }[];
  duty: { id: string; answer: string | null; version: number };
  closedAt: string | null;
  version: number;
}

const versionOf = (referral: ReferralBody) =>
  (referral.lines.at(-1) as unknown as { version: number }).version ?? referral.version;

async function record(sent: SentReferral, change: Record<string, unknown> = {}, worker = sender) {
  const seen = await look(sender, sent.referral.id);
  return worker.post(
    `referrals/${sent.referral.id}/recipients/${sent.referral.lines[0]!.id}/misdirection`,
    { reason: 'wrong_recipient', foundOn: dayFromToday(0), account: '名前の似た機関を選んだ', ...change },
    ifMatch(versionOf(seen)),
  );
}

describe('edge 13: a referral to the wrong agency', () => {
  it('is blocked at once, says who opened it and when, and is followed until everybody has done what they owe', async () => {
    const sent = await buildSentReferral(sender, recipient);
    expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
    expectStatus(200, await recipient.get(`referrals/${sent.referral.id}/package`));

    const incident = expectStatus<Incident>(201, await record(sent));
    expect(incident.number).toMatch(/^Z8-\d{6}$/);
    expect(incident.openedBy).toEqual([expect.objectContaining({ byName: '読んだ 人' })]);
    expect((await look(sender, sent.referral.id)).lines.at(-1)?.status).toBe('error');
    const blocked = await recipient.get(`referrals/${sent.referral.id}/package`);
    expect([blocked.status, blocked.text.includes('秘密')]).toEqual([409, false]);
    const reason = '本人が職場で倒れて搬送され、救急隊から持病と服薬の照会を受けているため。';
    const line = sent.referral.lines[0]!.id;
    const emergency = await recipient.post(
      `referrals/${sent.referral.id}/recipients/${line}/emergency-openings`,
      {
        ground: 'life',
        reason,
      },
    );
    expect(emergency.status).toBe(404);
    for (const scope of ['whole', 'recipient']) {
      const heard = { toldBy: 'person', channel: 'phone', saidOn: dayFromToday(0), identityCheck: '氏名' };
      const astray = await recipient.post(`referrals/${sent.referral.id}/recipients/${line}/withdrawal`, {
        ...heard,
        scope,
      });
      expect([scope, astray.status]).toEqual([scope, 404]);
      const sql = await openSqlSession(api.db, recipient.token);
      const forged = await sql.run([
        `SELECT portal.withdraw_as_recipient(gen_random_uuid(), $1, $2, NULL, NULL, 'person', 'desk', now(), 'x', NULL)`,
        line,
        scope,
      ]);
      expect(forged.refused).toBe('42501');
      await sql.close();
    }

    const early = await sender.post(`misdirections/${incident.id}/closing`, {}, ifMatch(incident.version));
    expect(early.body.code).toBe('misdirection.not_settled');
    const answer = { answer: 'destroyed', answeredOn: dayFromToday(0), answeredName: '読んだ 人' };
    expectStatus(
      200,
      await recipient.post(
        `erasure-duties/${incident.duty.id}/answer`,
        answer,
        ifMatch(incident.duty.version),
      ),
    );
    const followed = expectStatus<Incident>(
      200,
      await sender.patch(
        `misdirections/${incident.id}`,
        { measures: '宛先を2人で確かめる', personToldOn: dayFromToday(0), reportedOn: dayFromToday(0) },
        ifMatch(incident.version),
      ),
    );
    const done = expectStatus<Incident>(
      200,
      await sender.post(`misdirections/${incident.id}/closing`, {}, ifMatch(followed.version)),
    );
    expect(done.closedAt).not.toBeNull();
  });

  it('is blocked in SQL as well, whatever state the line says', async () => {
    const sent = await buildSentReferral(sender, recipient);
    expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
    expectStatus(201, await record(sent));
    await api.db.admin(
      `UPDATE portal.referral_line SET status = 'received', closed_at = NULL WHERE referral_id = $1`,
      [sent.referral.id],
    );
    const sql = await openSqlSession(api.db, recipient.token);
    const rows = await sql.run([
      'SELECT * FROM portal.package_section WHERE referral_id = $1',
      sent.referral.id,
    ]);
    expect(rows.rows).toEqual([]);
    await sql.close();
  });

  it('is told to the person on paper, and marked in their history', async () => {
    const sent = await buildSentReferral(sender, recipient);
    const incident = expectStatus<Incident>(201, await record(sent));
    const response = await fetch(`${api.url}/api/v1/misdirections/${incident.id}/paper`, {
      headers: { cookie: `sid=${sender.token}` },
    });
    const paper = await readPdf(Buffer.from(await response.arrayBuffer()));
    const text = paper.pages.join('');
    for (const words of [
      'おわび',
      'まちがえた機関',
      '試験 太郎 さま',
      '相手は読んでいません',
      incident.number,
    ])
      expect(text).toContain(words);
    const history = expectStatus<{ provisions: { misdirected: boolean }[] }>(
      200,
      await sender.get(`people/${sent.personId}/provision-history`),
    );
    expect(history.provisions.map(({ misdirected }) => misdirected)).toEqual([true]);
  });

  it('is recorded by the source, by somebody who decides, once', async () => {
    const sent = await buildSentReferral(sender, recipient);
    expect((await record(sent, {}, recipient)).status).toBe(403);
    const staff = await buildWorker(api, { agencyId: sender.agencyId, role: 'staff' });
    expect((await record(sent, {}, staff)).status).toBe(403);
    expect((await record(sent, { foundOn: dayFromToday(1) })).status).toBe(422);
    expectStatus(201, await record(sent));
    expect((await record(sent)).body.code).toBe('misdirection.recorded');
    expect((await recipient.get('misdirections')).body).toEqual([]);
  });
});
