import { newId } from '#libs/platform';
import { openSqlSession, type SqlSession } from '../support/sql-session.js';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  buildSentReferral,
  expectStatus,
  look,
  move,
  type SentReferral,
} from '../factories/referrals.js';

// What a connection with one agency's session could learn through the look-ups that answer past the wall, and what it could
// hang on somebody else's case. One test for each place that was closed.
let api: TestApi;
let sender: Worker;
let recipient: Worker;
let stranger: Worker;
let received: SentReferral;
const sessions: SqlSession[] = [];

beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { role: 'manager' });
  recipient = await buildWorker(api, { role: 'manager' });
  stranger = await buildWorker(api, { role: 'manager' });
  received = await buildSentReferral(sender, recipient);
  expectStatus(200, await move(recipient, received.referral, 'receipt'));
});
afterAll(async () => {
  for (const session of sessions) await session.close();
  await api.close();
});

async function as(worker?: Worker): Promise<SqlSession> {
  const session = await openSqlSession(api.db, worker?.token);
  sessions.push(session);
  return session;
}
const line = () => received.referral.lines[0]!.id;

describe('a look-up', () => {
  it('answers about managers of the own agency alone', async () => {
    await buildWorker(api, { agencyId: sender.agencyId, role: 'manager' });
    const asked = [
      'SELECT sec.has_other_manager($1, $2) AS other',
      sender.agencyId,
      sender.accountId,
    ] as const;
    expect((await (await as(sender)).run(asked)).rows).toEqual([{ other: true }]);
    expect((await (await as(stranger)).run(asked)).rows).toEqual([{ other: false }]);
  });

  it('answers about hand-overs of the own agency alone', async () => {
    const sent = await buildSentReferral(sender, recipient);
    await api.db.admin(
      `INSERT INTO portal.handover (line_id, referral_id, person_id, source_agency_id, agency_id, moves_on, agreed_by_agency, agreed_by)
       VALUES ($1, $2, $3, $4, $5, sec.today_in_japan() - 3, $5, $6)`,
      [
        sent.referral.lines[0]!.id,
        sent.referral.id,
        sent.personId,
        sender.agencyId,
        recipient.agencyId,
        recipient.accountId,
      ],
    );
    const asked = [
      'SELECT sec.handed_over_before($1, $2, now()) AS over',
      sent.referral.lines[0]!.id,
      sender.agencyId,
    ] as const;
    expect((await (await as(sender)).run(asked)).rows).toEqual([{ over: true }]);
    expect((await (await as(stranger)).run(asked)).rows).toEqual([{ over: false }]);
  });

  it('answers how full a session is to nobody without a session', async () => {
    const asked = [
      'SELECT sec.session_places(ARRAY(SELECT id FROM portal.intake_session)) AS places',
    ] as const;
    expect((await (await as()).run(asked)).rows).toEqual([]);
    await withBooking(async (session) => {
      const known = ['SELECT taken FROM sec.session_places(ARRAY[$1]::uuid[])', session] as const;
      expect((await (await as(stranger)).run(known)).rows).toEqual([{ taken: 1 }]);
      expect((await (await as()).run(known)).rows).toEqual([]);
    });
  });

  it('says to the source alone who else was asked', async () => {
    const [first, second] = [
      await buildWorker(api, { role: 'acceptor' }),
      await buildWorker(api, { role: 'acceptor' }),
    ];
    const personId = await buildPerson(sender);
    for (const { agencyId } of [first, second])
      await buildConsent(sender, personId, { recipientAgencyId: agencyId });
    const sent = await sentTo(personId, [first, second], 'first_accept');
    const winner = sent.lines.find(({ agency }) => (agency as { id: string }).id === first.agencyId)!;
    const accept = [
      `UPDATE portal.referral_line SET status = 'accepted', decided_at = now() WHERE id = $1`,
      winner.id,
    ] as const;
    const released = ['SELECT agency_id FROM portal.release_siblings($1)', winner.id] as const;
    const seen = await (await as(first)).run(accept, released);
    expect([seen.refused, seen.rows]).toEqual([undefined, []]);
    expect((await (await as(stranger)).run(released)).refused).toBe('42501');
  });

  it('fills the places of a session for nobody who has no part in it', async () => {
    await withBooking(async (session) => {
      const filled = ['SELECT * FROM portal.fill_slots($1)', session] as const;
      expect((await (await as(stranger)).run(filled)).rows).toEqual([]);
      const [waiting] = await api.db.admin(
        `SELECT count(*)::int AS n FROM portal.intake_booking WHERE session_id = $1 AND state = 'booked'`,
        [session],
      );
      expect(waiting).toEqual({ n: 1 });
    });
  });
});

describe('a withdrawal that a recipient hears', () => {
  it('tells it neither of the lines of others nor, afterwards, what it met', async () => {
    const other = await buildWorker(api);
    const personId = await buildPerson(sender);
    for (const { agencyId } of [recipient, other])
      await buildConsent(sender, personId, { recipientAgencyId: agencyId });
    const own = await sentTo(personId, [recipient, other], 'joint');
    const mine = own.lines.find(({ agency }) => (agency as { id: string }).id === recipient.agencyId)!;
    // Both are named in one agreement, too, so that taking it back meets both lines.
    const id = newId();
    const hear = [
      `SELECT portal.withdraw_as_recipient($1, $2, 'whole', NULL, NULL, 'person', 'desk', now(), 'x', NULL)`,
      id,
      mine.id,
    ] as const;
    const { run } = await as(recipient);
    const applied = await run<{ line_id: string }>(hear, [
      'SELECT line_id FROM portal.apply_withdrawal($1)',
      id,
    ]);
    expect(applied.refused).toBeUndefined();
    expect(applied.rows.map(({ line_id: met }) => met)).toEqual([mine.id]);
    const read = await run(
      hear,
      ['SELECT portal.apply_withdrawal($1)', id],
      ['SELECT hits FROM portal.withdrawal WHERE id = $1', id],
    );
    expect(read.rows).toEqual([]);
  });
});

describe('the audit', () => {
  it('does not tell who was refused whose person it was', async () => {
    expect((await stranger.get(`referrals/${received.referral.id}`)).status).toBe(404);
    await api.db.admin(
      `SELECT audit.add(e) FROM (SELECT (jsonb_populate_record(NULL::audit.entry, jsonb_build_object('chain', $1::text,
         'account_id', $2::text, 'action', 'authz.refused', 'outcome', 'denied', 'owner_agency_id', $3::text,
         'details', '{}'::jsonb))).*) AS e`,
      [stranger.agencyId, stranger.accountId, sender.agencyId],
    );
    const asked = [
      `SELECT owner_agency_id FROM audit.entry WHERE outcome = 'denied' AND owner_agency_id = $1`,
      sender.agencyId,
    ] as const;
    expect((await (await as(stranger)).run(asked)).rows).toEqual([]);
    expect((await (await as(sender)).run(asked)).rows.length).toBeGreaterThan(0);
  });
});

describe('an emergency opening', () => {
  const open = async (change: Readonly<Record<string, string | undefined>>) => {
    const columns: Record<string, string | undefined> = {
      id: 'gen_random_uuid()',
      line_id: 'l.id',
      referral_id: 'l.referral_id',
      person_id: 'l.person_id',
      source_agency_id: 'l.source_agency_id',
      agency_id: 'l.agency_id',
      account_id: `'${recipient.accountId}'`,
      package_version: 'l.package_version',
      ground: `'life'`,
      reason: `'\\x00'`,
      line_status: 'l.status',
      opened_at: 'now()',
      ends_at: `now() + interval '1 hour'`,
      review_due_on: 'sec.today_in_japan() + 5',
      ...change,
    };
    const { run } = await as(recipient);
    return run([
      `INSERT INTO portal.emergency_opening (${Object.keys(columns).join(', ')})
       SELECT ${Object.values(columns).join(', ')} FROM portal.referral_line l WHERE l.id = $1`,
      line(),
    ]);
  };

  it('begins unreviewed, unescalated and now, with a review that is near', async () => {
    expect((await open({})).refused).toBeUndefined();
    for (const change of [
      { reviewed_by: `'${recipient.accountId}'`, reviewed_at: 'now()', finding: `'justified'` },
      { escalated_at: 'now()' },
      { opened_at: `now() - interval '1 day'`, ends_at: `now() - interval '1 hour'` },
      { review_due_on: 'sec.today_in_japan() + 400' },
    ])
      expect([change, (await open(change)).refused]).toEqual([change, '42501']);
  });
});

describe('what belongs to a case', () => {
  it('is no hand-over that nobody asked for', async () => {
    const { run } = await as(recipient);
    const agreed = (days: number) =>
      run([
        `INSERT INTO portal.handover (line_id, referral_id, person_id, source_agency_id, agency_id, moves_on, agreed_by_agency, agreed_by)
         SELECT l.id, l.referral_id, l.person_id, l.source_agency_id, l.agency_id, sec.today_in_japan() + $2::int, l.agency_id, $3
         FROM portal.referral_line l WHERE l.id = $1`,
        line(),
        days,
        recipient.accountId,
      ]);
    for (const days of [0, -400]) expect((await agreed(days)).refused).toBe('42501');
  });

  it('is no hand-over of another line, even in the name of the agency itself', async () => {
    await expect(
      api.db.admin(
        `INSERT INTO portal.handover (line_id, referral_id, person_id, source_agency_id, agency_id, moves_on, agreed_by_agency, agreed_by)
         VALUES ($1, $2, $3, $4, $5, sec.today_in_japan(), $5, $6)`,
        [
          line(),
          received.referral.id,
          received.personId,
          stranger.agencyId,
          recipient.agencyId,
          recipient.accountId,
        ],
      ),
    ).rejects.toMatchObject({ code: '23503' });
  });

  it('is no parent that nobody knows, from the first', async () => {
    const personId = await buildPerson(stranger);
    const { run } = await as(stranger);
    const drafted = await run([
      `INSERT INTO portal.referral (id, number, source_agency_id, person_id, created_by, status, parent_id)
       VALUES (gen_random_uuid(), 'R8-999999', $1, $2, $3, 'draft', $4)`,
      stranger.agencyId,
      personId,
      stranger.accountId,
      received.referral.id,
    ]);
    expect(drafted.refused).toBe('42501');
  });

  it('is no file of another person in a package', async () => {
    const personId = await buildPerson(sender);
    const [file] = await api.db.admin<{ id: string }>(
      `WITH scan AS (INSERT INTO portal.upload_scan (upload_id, agency_id, state) VALUES (gen_random_uuid(), $1, 'clean') RETURNING upload_id)
       INSERT INTO portal.attachment (id, person_id, agency_id, category, kind, content_type, octets, hash, chunks, created_by)
       SELECT upload_id, $2, $1, 'medical', 'other', 'application/pdf', 1, '\\x00', 1, $3 FROM scan RETURNING id`,
      [sender.agencyId, personId, sender.accountId],
    );
    const { run } = await as(sender);
    const packed = await run([
      `INSERT INTO portal.package_attachment (referral_id, version, attachment_id, category, source_agency_id, person_id, kind, content_type,
         octets, hash, chunks, words)
       VALUES ($1, 1, $2, 'medical', $3, $4, 'other', 'application/pdf', 1, '\\x00', 1, '\\x00')`,
      received.referral.id,
      file!.id,
      sender.agencyId,
      personId,
    ]);
    expect(packed.refused).toBe('23503');
  });

  it('is no member of another agency’s cohort, and no row of its mergers', async () => {
    const cohort = newId();
    await api.db.admin(
      `INSERT INTO portal.cohort (id, agency_id, recipient_agency_id, body, created_by) VALUES ($1, $2, $3, '\\x00', $4)`,
      [cohort, sender.agencyId, recipient.agencyId, sender.accountId],
    );
    const personId = await buildPerson(stranger);
    const { run } = await as(stranger);
    const joined = await run([
      'INSERT INTO portal.cohort_member (cohort_id, agency_id, person_id) VALUES ($1, $2, $3)',
      cohort,
      stranger.agencyId,
      personId,
    ]);
    expect(joined.refused).toBe('23503');
    const merge = newId();
    const [kept, gone] = [await buildPerson(sender), await buildPerson(sender)];
    await api.db.admin(
      `INSERT INTO portal.person_merge (id, agency_id, kept_id, gone_id, taken, gone_status, kept_name, kept_kana, kept_version, by_account)
       VALUES ($1, $2, $3, $4, '{}', 'open', '\\x00', '\\x00', 1, $5)`,
      [merge, sender.agencyId, kept, gone, sender.accountId],
    );
    const sheet = await run([
      `INSERT INTO portal.person_merge_sheet (merge_id, agency_id, category, version, version_after) VALUES ($1, $2, 'medical', 1, 2)`,
      merge,
      stranger.agencyId,
    ]);
    expect(['23503', '42501']).toContain(sheet.refused);
  });

  it('is no plan of check-ups in the place of the source’s', async () => {
    const planned = (agencyId: string, personId: string) =>
      api.db.admin(
        `INSERT INTO portal.check_up (id, agency_id, person_id, referral_id, line_id, kind, due_on)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, 'month_1', sec.today_in_japan())`,
        [agencyId, personId, received.referral.id, line()],
      );
    await planned(recipient.agencyId, await buildPerson(recipient));
    await planned(sender.agencyId, received.personId);
    await expect(planned(sender.agencyId, received.personId)).rejects.toMatchObject({ code: '23505' });
  });

  it('takes its number from nobody who asks for support in nobody’s name', async () => {
    expect((await (await as(sender)).run(`SELECT nextval('portal.intake_number')`)).refused).toBe('42501');
  });
});

describe('the owner of the look-ups', () => {
  it('gains nothing by itself on a table that is added', async () => {
    const rights = await api.db.admin<{ acl: string }>(
      `SELECT a.defaclacl::text AS acl FROM pg_default_acl a JOIN pg_namespace n ON n.oid = a.defaclnamespace
       WHERE n.nspname = 'portal' AND a.defaclobjtype = 'r'`,
    );
    expect(rights.filter(({ acl }) => acl.includes('policy_fn'))).toEqual([]);
  });
});

describe('what the owner of the look-ups changes', () => {
  it('are single columns, and no table as a whole but what it alone writes', async () => {
    const whole = await api.db.admin<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.table_privileges
       WHERE grantee = 'policy_fn' AND table_schema = 'portal' AND privilege_type = 'UPDATE' ORDER BY 1`,
    );
    expect(whole.map(({ name }) => name)).toEqual([
      'open_item',
      'public_doc',
      'publication',
      'search_card',
      'search_doc',
    ]);
  });

  it('is nothing that was told, agreed to or sealed', async () => {
    const columns = await api.db.admin<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.column_privileges
       WHERE grantee = 'policy_fn' AND table_schema = 'portal' AND privilege_type = 'UPDATE'
         AND table_name IN ('disclosure', 'package_section', 'consent_evidence', 'attachment_chunk', 'outside_answer', 'withdrawn_grant',
           'own_sheet_version', 'ledger_order', 'package_attachment')
         AND column_name <> 'person_id'`,
    );
    expect(columns).toEqual([]);
  });
});

describe('a file', () => {
  const put = (state: string) =>
    [
      'INSERT INTO portal.upload_scan (upload_id, agency_id, state) VALUES (gen_random_uuid(), $1, $2)',
      sender.agencyId,
      state,
    ] as const;

  it('is put down neither as clean nor as one that nobody looks at, while there is a scanner', async () => {
    await api.db.admin('UPDATE portal.upload_setting SET scanned = true');
    const { run } = await as(sender);
    expect((await run(put('pending'))).refused).toBeUndefined();
    for (const state of ['unchecked', 'clean', 'infected', 'failed'])
      expect([state, (await run(put(state))).refused]).toEqual([state, '42501']);
    expect((await run('UPDATE portal.upload_setting SET scanned = false', put('unchecked'))).refused).toBe(
      '42501',
    );
    await api.db.admin('UPDATE portal.upload_setting SET scanned = false');
    expect((await run(put('unchecked'))).refused).toBeUndefined();
  });
});

async function sentTo(personId: string, agencies: readonly Worker[], mode: 'first_accept' | 'joint') {
  const recipientAgencyIds = agencies.map(({ agencyId }) => agencyId);
  const draft = await buildDraft(sender, { personId, recipientAgencyIds, mode });
  expectStatus(200, await move(sender, draft, 'sending'));
  return look(sender, draft.id);
}

/** Runs with a session of the recipient in which the first of two places is taken. */
async function withBooking(work: (sessionId: string) => Promise<void>): Promise<void> {
  const session = newId();
  await api.db.admin(
    `INSERT INTO portal.intake_session (id, agency_id, title, starts_at, ends_at, slots, created_by)
     VALUES ($1, $2, '回', now() + interval '1 day', now() + interval '25 hours', 2, $3)`,
    [session, recipient.agencyId, recipient.accountId],
  );
  for (const [state, slot] of [
    ['booked', 1],
    ['waiting', null],
  ] as const) {
    const sent = await buildSentReferral(sender, recipient);
    await api.db.admin(
      `INSERT INTO portal.intake_booking (id, session_id, agency_id, source_agency_id, referral_id, line_id, person_id, slot, state, booked_by)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        session,
        recipient.agencyId,
        sender.agencyId,
        sent.referral.id,
        sent.referral.lines[0]!.id,
        sent.personId,
        slot,
        state,
        sender.accountId,
      ],
    );
  }
  await work(session);
}
