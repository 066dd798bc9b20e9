import { newSessionToken } from '#libs/identity';
import { categoryCodes } from '#libs/people';
import { openSqlSession, type SqlSession } from '../support/sql-session.js';
import { aboutPeople, Catalogue } from './catalogue.js';
import { caseNames, ruleOf } from './cases.js';
import { buildWorld, type Caller, type World } from './world.js';

// The second wall alone: what the database shows to SQL that no application has looked at.
let world: World;
let tables: string[];
const sessions: SqlSession[] = [];

beforeAll(async () => {
  world = await buildWorld();
  tables = await new Catalogue(world.api.db).readableBehindWalls('portal_app');
}, 400_000);
afterAll(async () => {
  for (const session of sessions) await session.close();
  await world.api.close();
});

async function connect(token?: string): Promise<SqlSession> {
  const session = await openSqlSession(world.api.db, token);
  sessions.push(session);
  return session;
}

function callerOf(name: string): Caller {
  return world.callers.find((caller) => caller.name === name)!;
}

/** What is the same for everybody, signed in or not: lists by which the directory is ordered, and how it is called. */
const everybodys = [
  'portal.agency_type',
  'portal.directory_settings',
  'portal.service_kind',
  'portal.synonym_group',
  'portal.synonym_version',
];

/** The tables of which the session sees a row that is not everybody's. */
async function visible(session: SqlSession, ...before: string[]): Promise<string[]> {
  const seen: string[] = [];
  for (const table of tables.filter((name) => !everybodys.includes(name))) {
    const { rows, refused } = await session.run(...before, `SELECT FROM ${table} LIMIT 1`);
    if (rows.length > 0 || (refused !== undefined && refused !== '42501')) seen.push(table);
  }
  return seen;
}

describe('without a live session', () => {
  it('looks at tables that are not empty', async () => {
    const owner = await connect(callerOf('manager of the sender').client.token);
    const seen = await visible(owner);
    const unseen = tables.filter((table) => !seen.includes(table) && !everybodys.includes(table));
    expect(unseen).toEqual([
      // Told by nobody in this world, another person's, the worker's, or the secretariat's.
      'portal.calendar_feed',
      'portal.consent_reminder',
      'portal.contact_window',
      'portal.conversation_mark',
      'portal.duplicate_pair',
      'portal.duplicate_search',
      'portal.entry_draft',
      'portal.entry_merge',
      'portal.handover',
      'portal.import_batch',
      'portal.import_job',
      'portal.import_progress',
      'portal.import_result',
      'portal.import_row',
      'portal.import_source',
      'portal.intake_body',
      'portal.leaflet_agreement',
      'portal.leaflet_print',
      'portal.line_reminder',
      'portal.live_ground',
      'portal.message_draft',
      'portal.notice',
      'portal.opening_pattern',
      'portal.outside_answer',
      'portal.own_sheet_draft',
      'portal.person_ending',
      'portal.person_merge_row',
      'portal.person_merge_sheet',
      'portal.person_tombstone',
      'portal.phone_acceptance',
      'portal.reading_reason',
      'portal.saved_search',
      'portal.search_card',
      'portal.search_profile',
      'portal.term_proposal',
      'portal.trainee_offer',
      'portal.vacancy',
    ]);
  });

  it.each<[string, () => string | undefined, string[]]>([
    ['no token', () => undefined, []],
    ['an empty token', () => '', []],
    ['a forged token', () => newSessionToken(), []],
    [
      'other settings',
      () => undefined,
      [`SET LOCAL app.agency_ids = '{}'`, `SET LOCAL app.role = 'manager'`],
    ],
  ])('nothing is seen with %s', async (_, token, before) => {
    expect(await visible(await connect(token()), ...before)).toEqual([]);
  });

  it('nothing of an entry is seen by who has left the network', async () => {
    const left = await visible(await connect(callerOf('former manager of the sender').client.token));
    // Settings of the network are the same for whoever is signed in.
    expect(left).toEqual([
      'portal.account',
      'portal.confirmation_round',
      'portal.conversation_setting',
      'portal.deadline_settings',
      'portal.decline_setting',
      'portal.membership',
      'portal.upload_setting',
      'portal.withdrawal_settings',
    ]);
  });

  it('nothing is seen with what the database keeps of a token', async () => {
    const [kept] = await world.api.db.admin<{ hash: string }>(
      `SELECT encode(token_hash, 'hex') AS hash FROM auth.session LIMIT 1`,
    );
    expect(await visible(await connect(kept!.hash))).toEqual([]);
  });

  it('the walls cannot be switched off', async () => {
    expect(await visible(await connect(), 'SET LOCAL row_security = off')).toEqual(
      tables.length > 0 ? [] : tables,
    );
  });

  it.each([
    ['ended', 'ended_at = now()'],
    ['idle', `idle_until = now() - interval '1 second'`],
    ['too old', `expires_at = now() - interval '1 second'`],
  ])('nothing is seen with a session that is %s', async (_, change) => {
    const { db } = world.api;
    const { token } = callerOf('acceptor of the sender').client;
    const [before] = await db.admin<{ row: string }>(
      `SELECT row_to_json(s)::text AS row FROM auth.session s WHERE token_hash = sha256(convert_to($1, 'UTF8'))`,
      [token],
    );
    await db.admin(`UPDATE auth.session SET ${change} WHERE token_hash = sha256(convert_to($1, 'UTF8'))`, [
      token,
    ]);
    expect(await visible(await connect(token))).toEqual([]);
    await db.admin(
      `UPDATE auth.session s SET ended_at = b.ended_at, idle_until = b.idle_until, expires_at = b.expires_at
       FROM json_populate_record(NULL::auth.session, $1::json) b WHERE s.id = b.id`,
      [before!.row],
    );
  });
});

describe('a session that handles no cases', () => {
  it.each(['secretariat of the sender', 'former manager of the sender'])('sees none: %s', async (name) => {
    const seen = await visible(await connect(callerOf(name).client.token));
    expect(seen.filter((table) => aboutPeople.includes(table))).toEqual([]);
  });
});

describe('sections of packages', () => {
  it.each(caseNames)('open by the table of cases: %s', async (name) => {
    const { owner, to, opens } = ruleOf(name);
    const readers = {
      sender: 'staff of the sender',
      recipient: 'staff of the recipient',
      stranger: 'manager of a stranger',
    };
    const { person, referral } = world.cases[name];
    const sections = async (reader: string) => {
      const { run } = await connect(callerOf(reader).client.token);
      const { rows } = await run<{ category: string }>([
        'SELECT category FROM portal.package_section WHERE referral_id = $1',
        referral,
      ]);
      return rows.map(({ category }) => category).sort();
    };
    // Drafts, too: their package went to somebody outside. To what was refused nothing was ever sent.
    expect(new Set(await sections(readers[owner]))).toEqual(new Set(name === 'refused' ? [] : categoryCodes));
    expect(await sections(readers[to])).toEqual(categoryCodes.filter((code) => opens.includes(code)).sort());
    for (const [party, reader] of Object.entries(readers)) {
      if (party === owner || party === to) continue;
      expect(await sections(reader)).toEqual([]);
    }

    const other = await connect(callerOf(readers[to]).client.token);
    for (const table of ['person', 'person_section', 'person_trace', 'consent_evidence']) {
      const column = table === 'person' ? 'id' : 'person_id';
      const { rows } = await other.run([`SELECT FROM portal.${table} WHERE ${column} = $1`, person]);
      expect(rows).toEqual([]);
    }
    const { rows: keys } = await other.run(['SELECT FROM portal.data_key WHERE subject_id = $1', person]);
    expect(keys).toHaveLength(opens.includes('identity') ? 1 : 0);
  });
});
