import { confirmationToken, keepConfirmationsGoing } from '#libs/directory';
import { newId, Outbox, WorkerDatabase } from '#libs/platform';
import { buildListed } from '../factories/directory.js';
import { buildAccount } from '../factories/identity.js';
import { MailSink } from './mail.sink.js';
import { eventually, WorkerWorld } from './worker.world.js';

// The question whether an entry is true, from the calendar to the mailbox, over a real mail server.
let world: WorkerWorld;
let sink: MailSink;
let db: WorkerDatabase;

const keep = (now: string) =>
  db.transaction((tx) =>
    keepConfirmationsGoing(tx, { keys: world.db.keys, outbox: new Outbox() }, new Date(`${now}T03:00:00Z`)),
  );
const requestOf = async (agencyId: string) =>
  (
    await world.db.admin<{
      id: string;
      round_id: string;
      state: string;
      mail_state: string;
      reminders: number;
    }>(
      'SELECT id, round_id, state, mail_state, reminders FROM portal.confirmation_request WHERE agency_id = $1 ORDER BY id DESC',
      [agencyId],
    )
  )[0]!;
const aged = (requestId: string, days: number) =>
  world.db.admin(
    'UPDATE portal.confirmation_request SET asked_at = now() - make_interval(days => $2) WHERE id = $1',
    [requestId, days],
  );

beforeAll(async () => {
  world = await WorkerWorld.open();
  sink = await new MailSink().open();
  db = new WorkerDatabase(world.db.connections.worker, 'test', 2);
  await world.db.admin('UPDATE portal.directory_settings SET confirmation_month = 6');
  await world.work({ smtpUrl: sink.url });
});
afterAll(async () => {
  await db.onApplicationShutdown();
  await world.close();
  await sink.close();
});
beforeEach(async () => {
  await world.db.admin('UPDATE portal.confirmation_round SET ended_at = now() WHERE ended_at IS NULL');
  await world.db.admin('UPDATE portal.agency SET status = $1', ['closed']);
});

async function startRoundIn(year: number) {
  await world.db.admin(
    'UPDATE portal.confirmation_round SET fiscal_year = fiscal_year - 100 WHERE fiscal_year = $1',
    [year],
  );
  await keep(`${year}-06-01`);
}

/** An agency that named an address for it. */
async function buildAddressed(entry: object = {}): Promise<{ agencyId: string; email: string }> {
  const agencyId = await buildListed(world.db, { name: `事業所 ${newId().slice(-6)}`, ...entry });
  const email = `${agencyId}@example.jp`;
  await world.db.admin('UPDATE portal.agency SET update_email = $2 WHERE id = $1', [agencyId, email]);
  return { agencyId, email };
}

it('starts by itself in its month, once a fiscal year, and mails what stands in the entry with a link', async () => {
  const { agencyId, email } = await buildAddressed({
    name: 'ひだまり工房',
    phone: '099-000-1111',
    address: 'ためし県隠れ里9',
    addressHidden: true,
    services: [{ kind: 'b_type', capacity: 20, closedDays: '日・祝' }],
  });
  await keep('2031-05-31');
  await keep('2031-07-01');
  expect(await requestOf(agencyId)).toBeUndefined();
  await Promise.all([keep('2031-06-01'), keep('2031-06-01'), keep('2031-06-15')]);
  expect(
    await world.db.admin('SELECT FROM portal.confirmation_request WHERE agency_id = $1', [agencyId]),
  ).toHaveLength(1);
  await world.settled();
  const [mail, ...more] = await sink.mailsTo(email);
  expect(more).toEqual([]);
  expect(mail!.subject).toBe('【連携ポータル】掲載内容の確認のお願い');
  const { id, state, mail_state } = await requestOf(agencyId);
  expect([state, mail_state]).toEqual(['waiting', 'sent']);
  expect(mail!.text).toContain('ひだまり工房 ご担当者さま');
  expect(mail!.text).toContain('電話番号: 099-000-1111');
  expect(mail!.text).toContain('定員20人');
  expect(mail!.text).not.toContain('隠れ里');
  expect(mail!.text).toContain(`https://portal.example.jp/confirm/${confirmationToken(world.db.keys, id)}\n`);
  const token = confirmationToken(world.db.keys, id);
  for (const table of ['outbox', 'confirmation_request', 'mail_delivery'])
    expect(
      await world.db.admin(`SELECT FROM portal.${table} t WHERE t::text LIKE $1`, [`%${token}%`]),
    ).toEqual([]);
});

it('goes to the desk where no address was named, with a notice, and to nobody twice', async () => {
  const colleague = await world.colleague({ role: 'manager' });
  const second = await buildAccount(world, { agencyId: colleague.agencyId, role: 'staff' });
  await startRoundIn(2032);
  await world.settled();
  for (const { email, accountId } of [colleague, second]) {
    expect(await sink.mailsTo(email)).toHaveLength(1);
    const notices = await world.db.admin('SELECT type, object_id FROM portal.notice WHERE account_id = $1', [
      accountId,
    ]);
    expect(notices).toEqual([{ type: 'confirmation.asked', object_id: colleague.agencyId }]);
  }
  expect(await requestOf(colleague.agencyId)).toMatchObject({ mail_state: 'sent' });
});

it('notes an address that the mail server refuses', async () => {
  const { agencyId, email } = await buildAddressed();
  sink.answer = (recipient) => (recipient === email ? 550 : undefined);
  await startRoundIn(2033);
  await eventually(async () => expect(await requestOf(agencyId)).toMatchObject({ mail_state: 'refused' }));
  sink.answer = () => undefined;
  expect(await sink.mailsTo(email)).toEqual([]);
});

it('reminds after 14 and 30 days, and not those who have answered or whose round has ended', async () => {
  const { agencyId, email } = await buildAddressed();
  const answered = await buildAddressed();
  await startRoundIn(2034);
  await world.settled();
  await world.db.admin(
    `UPDATE portal.confirmation_request SET state = 'confirmed', answered_how = 'phone', answered_at = now() WHERE agency_id = $1`,
    [answered.agencyId],
  );
  const { id } = await requestOf(agencyId);
  for (const [days, mails] of [
    [13, 1],
    [15, 2],
    [29, 2],
    [31, 3],
    [60, 3],
  ] as const) {
    await aged(id, days);
    await keep('2034-07-01');
    await keep('2034-07-01');
    await world.settled();
    expect([days, (await sink.mailsTo(email)).length]).toEqual([days, mails]);
  }
  const subjects = (await sink.mailsTo(email)).map(({ subject }) => subject);
  expect(subjects).toEqual([
    '【連携ポータル】掲載内容の確認のお願い',
    '【連携ポータル】掲載内容の確認のお願い（再送）',
    '【連携ポータル】掲載内容の確認のお願い（最後のお願い）',
  ]);
  expect(await sink.mailsTo(answered.email)).toHaveLength(1);

  const other = await buildAddressed();
  await startRoundIn(2035);
  await world.settled();
  const { id: late, round_id: round } = await requestOf(other.agencyId);
  await world.db.admin('UPDATE portal.confirmation_round SET ended_at = now() WHERE id = $1', [round]);
  await aged(late, 20);
  await keep('2035-07-01');
  await world.settled();
  expect(await sink.mailsTo(other.email)).toHaveLength(1);
});

it('ends a round after ninety days', async () => {
  const { agencyId } = await buildAddressed();
  await startRoundIn(2036);
  const { round_id: round } = await requestOf(agencyId);
  await world.db.admin(
    `UPDATE portal.confirmation_round SET started_at = now() - interval '91 days' WHERE id = $1`,
    [round],
  );
  await keep('2036-09-01');
  const [row] = await world.db.admin<{ ended_at: Date | null }>(
    'SELECT ended_at FROM portal.confirmation_round WHERE id = $1',
    [round],
  );
  expect(row!.ended_at).not.toBeNull();
  await world.settled();
});

it('does not mail a question that has been answered meanwhile', async () => {
  const { agencyId, email } = await buildAddressed();
  const [roundId, id] = [newId(), newId()];
  await world.db.admin(
    `INSERT INTO portal.confirmation_round (id, kind, fiscal_year, started_name) VALUES ($1, 'chosen', 2036, 'x')`,
    [roundId],
  );
  await world.db.admin(
    `INSERT INTO portal.confirmation_request (id, round_id, agency_id, token_hash, expires_at, state, answered_how, answered_at)
     VALUES ($1, $2, $3, 'x', now() + interval '1 day', 'confirmed', 'phone', now())`,
    [id, roundId, agencyId],
  );
  await world.promise('confirmation.asked', { requestId: id, reminder: 0 });
  await world.promise('confirmation.mail', { requestId: id, accountId: null, reminder: 0 });
  await world.settled();
  expect(await sink.mailsTo(email)).toEqual([]);
});

it('tells desk and secretariat of a report, the reporter of the answer, and lets a confirmed entry be found as fresh', async () => {
  const desk = await world.colleague();
  const secretariat = await world.colleague({ role: 'secretariat' });
  const reporter = await world.colleague();
  const [reportId] = [newId()];
  await world.db.admin(
    `INSERT INTO portal.entry_report (id, agency_id, source, topic, words) VALUES ($1, $2, 'public', 'phone', 'ちがう')`,
    [reportId, desk.agencyId],
  );
  const [reported] = await world.db.admin<{ name: string }>('SELECT name FROM portal.agency WHERE id = $1', [
    desk.agencyId,
  ]);
  await world.promise('entry.reported', { reportId, agencyId: desk.agencyId });
  await world.promise('entry.report_answered', {
    reportId,
    accountId: reporter.accountId,
    agencyId: reporter.agencyId,
  });
  const found = await buildListed(world.db, { name: '新しい確認' });
  await world.db.admin(`UPDATE portal.agency SET confirmed_on = '2099-01-01' WHERE id = $1`, [found]);
  await world.promise('entry.confirmed', { agencyId: found });
  await world.settled();
  for (const { email } of [desk, secretariat]) {
    const [mail, ...more] = await sink.mailsTo(email);
    expect(more).toEqual([]);
    expect(mail!.subject).toBe('【連携ポータル】掲載内容に誤りがあると、報告がありました');
    expect(mail!.text).toContain(`\n機関: ${reported!.name}\n`);
    expect(mail!.text).toContain(`https://portal.example.jp/upkeep/reports/${reportId}\n`);
  }
  const [answer] = await sink.mailsTo(reporter.email);
  expect(answer!.subject).toBe('【連携ポータル】掲載内容の誤りの報告に、回答がありました');
  const [doc] = await world.db.admin(
    'SELECT fresh_on::text AS fresh FROM portal.search_doc WHERE agency_id = $1',
    [found],
  );
  expect(doc).toEqual({ fresh: '2099-01-01' });
});
