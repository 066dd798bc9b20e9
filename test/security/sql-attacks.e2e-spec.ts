import { newId } from '#libs/platform';
import { type LineVerb, lineStatuses, transitions } from '#libs/referrals';
import { startApi, type TestApi } from '../support/api.js';
import { openSqlSession, type SqlOutcome, type SqlSession } from '../support/sql-session.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildPerson,
  buildSentReferral,
  expectStatus,
  move,
  type SentReferral,
} from '../factories/referrals.js';

// What somebody could do who can send any SQL through the API's own connection, with a session of their own.
let api: TestApi;
let sender: Worker;
let recipient: Worker;
let stranger: Worker;
let received: SentReferral;
const sessions: SqlSession[] = [];

beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api);
  stranger = await buildWorker(api);
  received = await buildSentReferral(sender, recipient);
  expectStatus(200, await move(recipient, received.referral, 'receipt'));
});
afterAll(async () => {
  for (const session of sessions) await session.close();
  await api.close();
});

async function as(worker: Worker): Promise<SqlSession> {
  const session = await openSqlSession(api.db, worker.token);
  sessions.push(session);
  return session;
}

const line = () => received.referral.lines[0]!.id;
/** Refused with an error, or nothing was there to be touched. */
const harmless = ({ refused, touched }: SqlOutcome) => refused !== undefined || touched === 0;

describe('the content of a sent request', () => {
  it.each(['sender', 'recipient'] as const)('cannot be changed by the %s', async (side) => {
    const { run } = await as(received[side]);
    const change: [string, string] = [
      `UPDATE portal.referral SET request = '\\x00' WHERE id = $1`,
      received.referral.id,
    ];
    expect((await run(change)).refused).toBe('42501');
    const backToDraft: [string, string] = [
      `UPDATE portal.referral SET status = 'draft' WHERE id = $1`,
      received.referral.id,
    ];
    expect((await run(backToDraft, change)).refused).toBe('42501');
  });

  it.each([
    ['the package', 'UPDATE portal.referral_package SET hash = $2 WHERE referral_id = $1'],
    ['a section', 'UPDATE portal.package_section SET body = $2 WHERE referral_id = $1'],
    ['the timeline', 'UPDATE portal.referral_event SET note = $2 WHERE referral_id = $1'],
    ['the ledger', 'UPDATE portal.disclosure SET content_hash = $2 WHERE referral_id = $1'],
  ])('is final in %s', async (_, sql) => {
    for (const worker of [sender, recipient]) {
      const { run } = await as(worker);
      expect((await run([sql, received.referral.id, Buffer.of(0)])).refused).toBe('42501');
    }
  });

  it('takes no section from another agency', async () => {
    const { run } = await as(stranger);
    const personId = await buildPerson(stranger);
    const forged = await run([
      `INSERT INTO portal.package_section (referral_id, version, category, source_agency_id, person_id, purpose, body)
       VALUES ($1, 1, 'finance', $2, $3, 'intake', '\\x00')`,
      received.referral.id,
      stranger.agencyId,
      personId,
    ]);
    expect(forged.refused).toBe('23503');
  });

  it('is about one person in all its parts', async () => {
    const { run } = await as(sender);
    const other = await buildPerson(sender);
    const section = await run([
      `INSERT INTO portal.package_section (referral_id, version, category, source_agency_id, person_id, purpose, body)
       VALUES ($1, 1, 'finance', $2, $3, 'intake', '\\x00')`,
      received.referral.id,
      sender.agencyId,
      other,
    ]);
    expect(section.refused).toBe('23503');
    const addressed = await run(
      [
        `UPDATE portal.referral_line SET status = 'cancelled', closed_at = now() WHERE referral_id = $1`,
        received.referral.id,
      ],
      [
        `INSERT INTO portal.referral_line (id, referral_id, source_agency_id, agency_id, person_id)
         VALUES ($1, $2, $3, $4, $5)`,
        newId(),
        received.referral.id,
        sender.agencyId,
        recipient.agencyId,
        other,
      ],
    );
    expect(addressed.refused).toBe('23503');
  });
});

describe('a line', () => {
  it('moves as the table of moves says, by nobody else and from nowhere else', async () => {
    const wanted = (Object.keys(transitions) as LineVerb[]).flatMap((verb) => {
      const { from, to, side } = transitions[verb];
      if (side === 'rule' || to === 'previous' || to === 'new line') return [];
      const sides = side === 'either' ? ['source', 'recipient'] : [side];
      return sides.flatMap((one) => from.filter((was) => was !== to).map((was) => `${one}: ${was} to ${to}`));
    });
    const kept = await api.db.admin<{ move: string }>(
      `SELECT format('%s: %s to %s', side, was, becomes) AS move
       FROM unnest(ARRAY['source', 'recipient']) AS side, unnest($1::text[]) AS was, unnest($1::text[]) AS becomes
       WHERE portal.line_may_move(side, was, becomes)`,
      [lineStatuses],
    );
    expect(kept.map(({ move: one }) => one).sort()).toEqual([...new Set(wanted)].sort());
  });

  it('that has ended is not opened again by its recipient, and shows no other package', async () => {
    const ended = await buildSentReferral(sender, recipient);
    expectStatus(200, await move(recipient, ended.referral, 'receipt'));
    const { id } = ended.referral.lines[0]!;
    const { run } = await as(recipient);
    const declined: [string, string] = [
      `UPDATE portal.referral_line SET status = 'declined', closed_at = now() WHERE id = $1`,
      id,
    ];
    const back: [string, string] = [`UPDATE portal.referral_line SET status = 'reviewing' WHERE id = $1`, id];
    expect((await run(declined)).touched).toBe(1);
    expect((await run(declined, back)).refused).toBe('42501');
    for (const change of [
      "mode = 'sequential'",
      'package_version = 2',
      'selected_at = now()',
      'position = 2',
    ])
      expect((await run([`UPDATE portal.referral_line SET ${change} WHERE id = $1`, id])).refused).toBe(
        '42501',
      );
    const suspended = `UPDATE portal.referral_line SET status = 'suspended', suspended_from = status, suspended_for = 'consent' WHERE id = $1`;
    expect((await run([suspended, id])).refused).toBe('42501');
  });
});

describe('a consent', () => {
  it('gains no grant from another agency', async () => {
    const { run } = await as(stranger);
    const personId = await buildPerson(stranger);
    const forged = await run(
      [
        `INSERT INTO portal.consent_grant (consent_id, person_id, agency_id, recipient_agency_id, purpose, category, granted)
         VALUES ($1, $2, $3, $3, 'intake', 'medical', true)`,
        received.consent.id,
        personId,
        stranger.agencyId,
      ],
      ['SELECT FROM portal.consent WHERE id = $1', received.consent.id],
    );
    expect(forged.refused).toBe('23503');
  });

  it('gains no revision and no scan from another agency', async () => {
    const { run } = await as(stranger);
    const personId = await buildPerson(stranger);
    const revision = await run([
      `INSERT INTO portal.consent (id, root_id, revision, person_id, agency_id, status, decided_on, valid_from, valid_until,
         method, explained_by, given_by, created_by)
       VALUES ($1, $2, 2, $3, $4, 'given', '2026-01-01', '2026-01-01', '2027-01-01', 'written', $5, 'person', $5)`,
      newId(),
      received.consent.id,
      personId,
      stranger.agencyId,
      stranger.accountId,
    ]);
    const scan = await run([
      `INSERT INTO portal.consent_evidence (id, root_id, person_id, agency_id, content_type, octets, hash, body, created_by)
       VALUES ($1, $2, $3, $4, 'image/png', 1, '\\x00', '\\x00', $5)`,
      newId(),
      received.consent.id,
      personId,
      stranger.agencyId,
      stranger.accountId,
    ]);
    // A revision takes the number of its agreement, and whoever does not see that finds none.
    expect([revision.refused, scan.refused]).toEqual(['23502', '23503']);
  });

  it.each(['recipient', 'stranger'] as const)(
    'cannot be given in the name of the owner by the %s',
    async (who) => {
      const worker = who === 'recipient' ? recipient : stranger;
      const { run } = await as(worker);
      const grant = (agencyId: string) =>
        run([
          `INSERT INTO portal.consent_grant (consent_id, person_id, agency_id, recipient_agency_id, purpose, category, granted)
         VALUES ($1, $2, $3, $4, 'intake', 'finance', true)`,
          received.consent.id,
          received.personId,
          agencyId,
          worker.agencyId,
        ]);
      expect((await grant(sender.agencyId)).refused).toBe('42501');
      expect((await grant(worker.agencyId)).refused).toBe('23503');
      const back = `UPDATE portal.consent SET status = 'given', withdrawn_at = NULL WHERE id = $1`;
      expect(harmless(await run([back, received.consent.id]))).toBe(true);
    },
  );
});

describe('the ledger of disclosures', () => {
  const forge = async (worker: Worker, from: string, to: string, method: string, by = worker.accountId) =>
    (await as(worker)).run([
      `INSERT INTO portal.disclosure (id, person_id, agency_id, recipient_agency_id, consent_ids, purpose, categories,
         method, referral_id, line_id, content_hash, by_account, retain_until)
       VALUES ($1, $2, $3, $4, ARRAY[$5::uuid], 'intake', '{medical}', $6, $7, $8, '\\x00', $9, '2040-01-01')`,
      newId(),
      received.personId,
      from,
      to,
      received.consent.id,
      method,
      received.referral.id,
      line(),
      by,
    ]);

  it.each(['sent', 'opened', 'reported'])(
    'takes no line "%s" from an agency that is no party',
    async (method) => {
      for (const [from, to] of [
        [sender, recipient],
        [sender, stranger],
        [stranger, sender],
      ] as const) {
        expect((await forge(stranger, from.agencyId, to.agencyId, method)).refused).toBe('42501');
      }
    },
  );

  it('takes from each side what that side does, in the name of whoever does it', async () => {
    const [s, r] = [sender.agencyId, recipient.agencyId];
    expect((await forge(sender, s, r, 'sent')).refused).toBeUndefined();
    expect((await forge(recipient, s, r, 'opened')).refused).toBeUndefined();
    expect((await forge(recipient, r, s, 'reported')).refused).toBeUndefined();
    expect((await forge(recipient, s, r, 'sent')).refused).toBe('42501');
    expect((await forge(sender, s, r, 'opened')).refused).toBe('42501');
    expect((await forge(sender, r, s, 'reported')).refused).toBe('42501');
    expect((await forge(sender, s, r, 'sent', recipient.accountId)).refused).toBe('42501');
  });
});

describe('the timeline and the reports', () => {
  const event = async (worker: Worker, agencyId: string, lineId: string | null, by = worker.accountId) =>
    (await as(worker)).run([
      `INSERT INTO portal.referral_event (id, referral_id, line_id, source_agency_id, agency_id, verb, by_agency_id, by_account)
       VALUES ($1, $2, $3, $4, $5, 'decline', $6, $7)`,
      newId(),
      received.referral.id,
      lineId,
      sender.agencyId,
      agencyId,
      worker.agencyId,
      by,
    ]);
  const report = async (worker: Worker) =>
    (await as(worker)).run([
      `INSERT INTO portal.referral_report (id, referral_id, line_id, source_agency_id, agency_id, result, body, created_by)
       VALUES ($1, $2, $3, $4, $5, 'registered', '\\x00', $6)`,
      newId(),
      received.referral.id,
      line(),
      sender.agencyId,
      worker.agencyId,
      worker.accountId,
    ]);

  it('are written by the two sides alone', async () => {
    expect((await event(stranger, stranger.agencyId, line())).refused).toBe('42501');
    expect((await event(stranger, stranger.agencyId, null)).refused).toBe('42501');
    expect((await report(stranger)).refused).toBe('42501');
    expect((await report(sender)).refused).toBe('42501');
    expect((await event(recipient, recipient.agencyId, line())).refused).toBeUndefined();
    expect((await report(recipient)).refused).toBeUndefined();
  });

  it('name the line to which they belong, and whoever writes', async () => {
    const other = await buildSentReferral(sender, recipient);
    expect((await event(sender, recipient.agencyId, other.referral.lines[0]!.id)).refused).toBe('23503');
    expect((await event(recipient, recipient.agencyId, line(), sender.accountId)).refused).toBe('42501');
  });
});

describe('the rest of the house', () => {
  it('keeps memberships from everybody but the manager of the agency', async () => {
    const staff = await buildWorker(api, { agencyId: recipient.agencyId, role: 'staff' });
    for (const worker of [staff, stranger]) {
      const { run } = await as(worker);
      const ended = `UPDATE portal.membership SET ended_at = now() WHERE agency_id = $1`;
      expect((await run([ended, recipient.agencyId])).touched).toBe(0);
    }
    const { run } = await as(stranger);
    expect((await run(`UPDATE portal.membership SET role = 'manager'`)).refused).toBe('42501');
    const joined = `INSERT INTO portal.membership (id, account_id, agency_id, role) VALUES ($1, $2, $3, 'manager')`;
    expect((await run([joined, newId(), stranger.accountId, sender.agencyId])).refused).toBe('42501');
  });

  it.each([
    ['credentials', 'SELECT FROM auth.login'],
    ['sessions', 'SELECT FROM auth.session'],
    ['invitations', 'SELECT FROM auth.invitation'],
    ['promises', 'SELECT FROM portal.outbox'],
    ['mails', 'SELECT FROM portal.mail_copy'],
    ['the queue', 'SELECT FROM bullmq.job'],
    ['the key file', 'SELECT FROM sec.key_file'],
    ['addresses of colleagues', `SELECT sec.desk_of('00000000-0000-0000-0000-000000000000')`],
    [
      'an entry signed by the system',
      `SELECT audit.append_system('x', 'done', NULL, NULL, NULL, '{}', NULL, NULL)`,
    ],
    ['an entry in any chain', `SELECT audit.add(NULL::audit.entry)`],
    ['another role', 'SET ROLE policy_fn'],
    ['a table', 'CREATE TABLE portal.mine (id int)'],
    ['a function', 'CREATE FUNCTION portal.mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'],
    ['an end of the triggers', `SET session_replication_role = 'replica'`],
  ])('gives nobody %s', async (_, sql) => {
    const { run } = await as(sender);
    expect(['42501', '42P01']).toContain((await run(sql)).refused);
  });

  it('shows an agency its own chain of the audit and who looked at its people, and nothing else', async () => {
    const { run } = await as(recipient);
    const { rows } = await run<{ chain: string; owner_agency_id: string | null }>(
      'SELECT chain, owner_agency_id FROM audit.entry',
    );
    expect(rows.length).toBeGreaterThan(0);
    const strange = rows.filter(
      ({ chain, owner_agency_id: owner }) => ![chain, owner].includes(recipient.agencyId),
    );
    expect(strange).toEqual([]);
  });
});
