import { WorkerDatabase } from '#libs/platform';
import { chaseFollowUps } from '#libs/referrals';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { openSqlSession } from '../support/sql-session.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
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
let colleague: Worker;
let db: WorkerDatabase;
beforeAll(async () => {
  api = await startApi();
  db = new WorkerDatabase(api.db.connections.worker, 'test', 1);
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { agencyName: 'あおぞら就労移行支援', role: 'manager' });
  colleague = await buildWorker(api, { agencyId: recipient.agencyId, role: 'manager' });
});
afterAll(async () => {
  await db.onApplicationShutdown();
  await api.close();
});

const reason = '本人が職場で倒れて搬送され、救急隊から持病と服薬の照会を受けているため。';
interface Opening {
  id: string;
  live: boolean;
  isOwn: boolean;
  version: number;
  reason: string;
  reviewDueOn: string;
}

const at = ({ referral }: SentReferral) =>
  `referrals/${referral.id}/recipients/${referral.lines[0]!.id}/emergency-openings`;
const open = async (sent: SentReferral, worker = recipient) =>
  expectStatus<Opening>(201, await worker.post(at(sent), { ground: 'life', reason }));
const read = (id: string, worker = recipient) => worker.get(`emergency-openings/${id}/package`);

/** A package that its recipient could read once, and whose consent is gone. */
async function closed(): Promise<SentReferral> {
  const sent = await buildSentReferral(sender, recipient);
  expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
  expectStatus(200, await withdraw(sender, sent.consent));
  return sent;
}

describe('edge 16: an opening in an emergency', () => {
  it('shows the closed package to whoever opened it and to nobody else, and stands in the ledger with its ground', async () => {
    const sent = await closed();
    const opening = await open(sent);
    const told = expectStatus(200, await read(opening.id));
    expect(JSON.stringify(told)).toContain('診断の秘密');
    expect((await read(opening.id, colleague)).status).toBe(404);
    expect((await read(opening.id, sender)).status).toBe(404);
    // The ordinary way stays closed, and the line where it is.
    expect((await recipient.get(`referrals/${sent.referral.id}/package`)).status).toBe(409);
    expect((await look(recipient, sent.referral.id)).lines.at(-1)?.status).toBe('suspended');
    const [row] = await api.db.admin(
      `SELECT ground, ground_ids, consent_ids FROM portal.disclosure WHERE person_id = $1 AND $2 = ANY(ground_ids)`,
      [sent.personId, opening.id],
    );
    expect(row).toMatchObject({ ground: 'life', ground_ids: [opening.id], consent_ids: [] });
  });

  it('is no matter of rank: a manager gives a reason like everybody, and one that says something', async () => {
    const sent = await closed();
    for (const empty of [
      '',
      'test',
      'あ'.repeat(40),
      'test '.repeat(10),
      '                                   ',
    ]) {
      const refused = await recipient.post(at(sent), { ground: 'life', reason: empty });
      expect([empty, refused.status]).toEqual([empty, 422]);
    }
    expect((await sender.post(at(sent), { ground: 'life', reason })).status).toBe(403);
    const stranger = await buildWorker(api);
    expect((await stranger.post(at(sent), { ground: 'life', reason })).status).toBe(404);
  });

  it('is used while a referral is pending, and leaves it pending', async () => {
    const sent = await buildSentReferral(sender, recipient);
    const opening = await open(sent);
    expectStatus(200, await read(opening.id));
    const seen = await look(recipient, sent.referral.id);
    expect(seen.lines.at(-1)?.status).toBe('sent');
    expectStatus(200, await move(recipient, seen, 'receipt'));
    const again = await recipient.post(at(sent), { ground: 'life', reason });
    expect([again.status, again.body.code]).toEqual([409, 'emergency.not_needed']);
  });

  it('ends by itself: the next request after its time is refused, in SQL too', async () => {
    const sent = await closed();
    const opening = await open(sent);
    expectStatus(200, await read(opening.id));
    await api.db.admin(
      `UPDATE portal.emergency_opening SET opened_at = now() - interval '25 hours', ends_at = now() - interval '1 hour' WHERE id = $1`,
      [opening.id],
    );
    const late = await read(opening.id);
    expect([late.status, late.body.code]).toEqual([409, 'emergency.ended']);
    expect(late.text).not.toContain('秘密');
    const sql = await openSqlSession(api.db, recipient.token);
    const rows = await sql.run([
      'SELECT * FROM portal.package_section WHERE referral_id = $1',
      sent.referral.id,
    ]);
    expect(rows.rows).toEqual([]);
    const stretched = await sql.run([
      `UPDATE portal.emergency_opening SET ends_at = now() + interval '1 hour' WHERE id = $1`,
      opening.id,
    ]);
    expect(stretched.refused).toBe('42501');
    await sql.close();
  });

  it('ends when whoever opened it leaves the agency', async () => {
    const leaving = await buildWorker(api, { agencyId: recipient.agencyId, role: 'staff' });
    const sent = await closed();
    const opening = await open(sent, leaving);
    expectStatus(200, await read(opening.id, leaving));
    await api.db.admin('UPDATE portal.membership SET ended_at = now() WHERE account_id = $1', [
      leaving.accountId,
    ]);
    expect([401, 403, 404]).toContain((await read(opening.id, leaving)).status);
    const sql = await openSqlSession(api.db, leaving.token);
    const rows = await sql.run([
      'SELECT * FROM portal.package_section WHERE referral_id = $1',
      sent.referral.id,
    ]);
    expect(rows.rows).toEqual([]);
    await sql.close();
  });

  it('is ended by whoever opened it', async () => {
    const opening = await open(await closed());
    expect((await colleague.post(`emergency-openings/${opening.id}/ending`)).status).toBe(404);
    expectStatus(200, await recipient.post(`emergency-openings/${opening.id}/ending`));
    expect((await read(opening.id)).body.code).toBe('emergency.ended');
  });

  it('is told at once by number, reviewed by the owner’s manager within five days, and then goes to the secretariat', async () => {
    const sent = await closed();
    const opening = await open(sent);
    expect(opening.reviewDueOn).toBe(dayFromToday(5));
    const [told] = await api.db.admin(
      `SELECT payload FROM portal.outbox WHERE type = 'emergency.opened' AND payload ->> 'openingId' = $1`,
      [opening.id],
    );
    expect(told!['payload']).toEqual({
      openingId: opening.id,
      referralId: sent.referral.id,
      number: sent.referral.number,
      tellAgencyId: sender.agencyId,
    });

    const queue = expectStatus<Opening[]>(200, await sender.get('emergency-openings'));
    const waiting = queue.find(({ id }) => id === opening.id)!;
    expect(waiting.reason).toBe(reason);

    await api.db.admin('UPDATE portal.emergency_opening SET review_due_on = $2 WHERE id = $1', [
      opening.id,
      dayFromToday(-1),
    ]);
    await db.transaction((tx) => chaseFollowUps(tx, new Date()));
    await db.transaction((tx) => chaseFollowUps(tx, new Date()));
    const escalated = await api.db.admin(
      `SELECT payload FROM portal.outbox WHERE type = 'emergency.unreviewed' AND payload ->> 'openingId' = $1`,
      [opening.id],
    );
    expect(escalated.map(({ payload }) => payload)).toEqual([
      { openingId: opening.id, referralId: sent.referral.id, number: sent.referral.number },
    ]);

    const review = (worker: Worker) =>
      worker.post(
        `emergency-openings/${opening.id}/review`,
        { finding: 'justified', note: '消防に確認した' },
        ifMatch(waiting.version),
      );
    expect((await review(recipient)).status).toBe(403);
    const staff = await buildWorker(api, { agencyId: sender.agencyId, role: 'staff' });
    expect((await review(staff)).status).toBe(403);
    expectStatus(200, await review(sender));
    expect((await review(sender)).body.code).toBe('emergency.reviewed');
  });

  it('cannot be made in somebody else’s name, for a longer time, or for a line of somebody else', async () => {
    const sent = await closed();
    const sql = await openSqlSession(api.db, recipient.token);
    const forged = (change: Partial<Record<'account' | 'hours' | 'line' | 'agency', unknown>>) =>
      sql.run([
        `INSERT INTO portal.emergency_opening (id, line_id, referral_id, person_id, source_agency_id, agency_id, account_id,
           package_version, ground, reason, line_status, ends_at, review_due_on)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, 1, 'life', 'x', 'sent', now() + make_interval(hours => $7), current_date)`,
        change.line ?? sent.referral.lines[0]!.id,
        sent.referral.id,
        sent.personId,
        sender.agencyId,
        change.agency ?? recipient.agencyId,
        change.account ?? recipient.accountId,
        change.hours ?? 24,
      ]);
    expect((await forged({ hours: 48 })).refused).toBe('23514');
    expect((await forged({})).touched).toBe(1);
    expect((await forged({ account: colleague.accountId })).refused).toBe('42501');
    const other = await buildSentReferral(sender, await buildWorker(api));
    expect((await forged({ line: other.referral.lines[0]!.id })).refused).toBeDefined();
    await sql.close();
  });

  it('is the owner’s to review, in SQL too: the recipient cannot mark it, write into it or count its version up', async () => {
    const opener = await buildWorker(api, { agencyId: recipient.agencyId, role: 'staff' });
    const opening = await open(await closed(), opener);
    const sql = await openSqlSession(api.db, opener.token);
    for (const forged of [
      'reviewed_at = now()',
      `finding_note = '\\x00'`,
      'version = 900',
      'version = version + 1',
      `reviewed_at = now(), finding = 'justified', reviewed_by = sec.actor_account()`,
      'ended_at = now(), reviewed_at = now()',
    ]) {
      const tried = await sql.run([
        `UPDATE portal.emergency_opening SET ${forged} WHERE id = $1`,
        opening.id,
      ]);
      expect([forged, tried.refused]).toEqual([forged, '42501']);
    }
    await sql.close();
    const review = await sender.post(
      `emergency-openings/${opening.id}/review`,
      { finding: 'justified' },
      ifMatch(opening.version),
    );
    expectStatus(200, review);
  });

  describe('has limits', () => {
    const tryOpen = async (sent: SentReferral, worker: Worker) => {
      const answer = await worker.post(at(sent), { ground: 'life', reason });
      return [answer.status, answer.body.code];
    };
    const staff = () => buildWorker(api, { agencyId: recipient.agencyId, role: 'staff' });

    it('one live opening for each person and line', async () => {
      const sent = await closed();
      const one = await staff();
      const opening = await open(sent, one);
      expect(await tryOpen(sent, one)).toEqual([409, 'emergency.limit_open']);
      expectStatus(200, await one.post(`emergency-openings/${opening.id}/ending`));
      await open(sent, one);
      await open(sent, await staff());
    });

    it('none on a line that ended more than 90 days ago', async () => {
      const one = await staff();
      const sent = await closed();
      const endedBefore = (days: number) =>
        api.db.admin(
          `UPDATE portal.referral_line SET status = 'cancelled', suspended_from = NULL, suspended_for = NULL,
             closed_at = now() - make_interval(days => $2) WHERE id = $1`,
          [sent.referral.lines[0]!.id, days],
        );
      await endedBefore(91);
      expect(await tryOpen(sent, one)).toEqual([409, 'emergency.limit_over']);
      await endedBefore(89);
      await open(sent, one);
    });

    it('a manager only, once an opening on the line was found not justified', async () => {
      const sent = await closed();
      const opening = await open(sent, await staff());
      const review = { finding: 'not_justified', note: '理由と違っていた' };
      expectStatus(
        200,
        await sender.post(`emergency-openings/${opening.id}/review`, review, ifMatch(opening.version)),
      );
      expect(await tryOpen(sent, await staff())).toEqual([409, 'emergency.limit_manager']);
      await open(sent, await buildWorker(api, { agencyId: recipient.agencyId, role: 'manager' }));
    });

    it('five a day for each person, in SQL too', async () => {
      const one = await staff();
      for (let time = 0; time < 5; time += 1) await open(await closed(), one);
      const sixth = await closed();
      expect(await tryOpen(sixth, one)).toEqual([409, 'emergency.limit_often']);
      const sql = await openSqlSession(api.db, one.token);
      const forged = await sql.run([
        `INSERT INTO portal.emergency_opening (id, line_id, referral_id, person_id, source_agency_id, agency_id, account_id,
           package_version, ground, reason, line_status, ends_at, review_due_on)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, 1, 'life', 'x', 'sent', now() + interval '1 hour', current_date)`,
        sixth.referral.lines[0]!.id,
        sixth.referral.id,
        sixth.personId,
        sender.agencyId,
        recipient.agencyId,
        one.accountId,
      ]);
      expect(forged.refused).toBe('42501');
      await sql.close();
    });
  });
});
