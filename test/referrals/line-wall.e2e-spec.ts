import { lineStatuses, transitions } from '#libs/referrals';
import { openSqlSession, type SqlSession } from '../support/sql-session.js';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildSentReferral, type SentReferral } from '../factories/referrals.js';

let api: TestApi;
let recipient: Worker;
let sent: SentReferral;
let session: SqlSession;
beforeAll(async () => {
  api = await startApi();
  const sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
  sent = await buildSentReferral(sender, recipient);
  session = await openSqlSession(api.db, recipient.token);
});
afterAll(async () => {
  await session.close();
  await api.close();
});

interface Row {
  readonly from: readonly string[];
  readonly to: string;
  readonly side: string;
}

/** Whether the table lets a recipient make this of its line. */
function isOfRecipient(from: string, to: string): boolean {
  return (Object.values(transitions) as Row[]).some(
    (row) => row.to === to && ['recipient', 'either'].includes(row.side) && row.from.includes(from),
  );
}

const steady = `suspended_from = NULL, suspended_for = NULL`;
const stand = (status: string) =>
  `UPDATE portal.referral_line SET status = '${status}', ${
    status === 'suspended' ? `suspended_from = 'sent', suspended_for = 'consent'` : steady
  }, package_version = 1`;

it('the database lets a recipient move its line as the table does, and not otherwise', async () => {
  for (const from of lineStatuses.filter((status) => status !== 'queued')) {
    // Past the walls, as the superuser: how the line has come to stand there is not what is tried.
    await api.db.admin(`${stand(from)} WHERE id = '${sent.referral.lines[0]!.id}'`);
    for (const to of lineStatuses.filter((status) => status !== from && status !== 'suspended')) {
      const { refused, touched } = await session.run(
        `UPDATE portal.referral_line SET status = '${to}', ${steady} WHERE id = '${sent.referral.lines[0]!.id}'`,
      );
      // A mistake may be called one at any time, by the source alone.
      expect([from, to, refused === undefined && touched === 1]).toEqual([from, to, isOfRecipient(from, to)]);
    }
  }
});

it.each(["mode = 'choose'", 'selected_at = now()', 'package_version = 2'])(
  'nor lets it change what is the source’s: %s',
  async (change) => {
    await api.db.admin(stand('received'));
    const { refused } = await session.run(
      `UPDATE portal.referral_line SET ${change} WHERE id = '${sent.referral.lines[0]!.id}'`,
    );
    expect(refused).toBe('42501');
  },
);

it('nor the mode of the referral', async () => {
  const { refused } = await session.run(
    `UPDATE portal.referral SET mode = 'choose' WHERE id = '${sent.referral.id}'`,
  );
  expect(refused).toBe('42501');
});
