import fc from 'fast-check';
import { liveCellsOn, type WeighedDecision } from '#libs/people';
import { dayInJapan, newId } from '#libs/platform';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';
import { openSqlSession, type SqlSession } from '../support/sql-session.js';

// The rule stands twice: as SQL, where every policy asks it, and as TypeScript, where it can be read. They must never part.

let api: TestApi;
let owner: Worker;
let recipient: Worker;
let otherId: string;
let sessions: { owner: SqlSession; recipient: SqlSession };
beforeAll(async () => {
  api = await startApi();
  owner = await buildWorker(api);
  recipient = await buildWorker(api);
  otherId = await buildAgency(api);
  sessions = {
    owner: await openSqlSession(api.db, owner.token),
    recipient: await openSqlSession(api.db, recipient.token),
  };
  // The same words as in the migration, with a moment that the test can choose.
  await api.db.admin(`
    CREATE OR REPLACE FUNCTION sec.today_in_japan() RETURNS date LANGUAGE sql STABLE SET search_path = ''
      AS $$ SELECT (coalesce(nullif(current_setting('test.now', true), '')::timestamptz, now()) AT TIME ZONE 'Asia/Tokyo')::date $$`);
});
afterAll(async () => {
  await sessions.owner.close();
  await sessions.recipient.close();
  await api.close();
});

const purposes = ['intake', 'report_back'] as const;
const categories = ['identity', 'medical'] as const;
const noon = Date.parse('2026-11-20T03:00:00Z');
const dayOf = (offset: number) => dayInJapan(new Date(noon + offset * 86_400_000));

/** A few days around one, so that ends, lapses, decisions and readings often meet. */
const offset = fc.integer({ min: -4, max: 4 });
const cell = fc.record({
  recipient: fc.constantFrom<'first' | 'second'>('first', 'second'),
  purpose: fc.constantFrom(...purposes),
  category: fc.constantFrom(...categories),
  granted: fc.boolean(),
});
const decision = fc.record({
  status: fc.constantFrom<WeighedDecision['status']>(
    ...(['given', 'given', 'given', 'given', 'refused', 'withdrawn', 'superseded', 'error'] as const),
  ),
  givenBy: fc.constantFrom<'person' | 'representative'>('person', 'representative'),
  assent: fc.constantFrom(null, 'agrees' as const, 'objects' as const, 'unable' as const),
  decidedOn: offset,
  recordedAt: fc.integer({ min: 0, max: 5 }),
  starts: fc.integer({ min: 0, max: 3 }),
  lasts: fc.integer({ min: 0, max: 5 }),
  lapses: fc.option(fc.integer({ min: -2, max: 6 })),
  cells: fc.uniqueArray(cell, {
    minLength: 1,
    maxLength: 6,
    selector: ({ recipient: to, purpose, category }) => `${to} ${purpose} ${category}`,
  }),
});
type Drawn = typeof decision extends fc.Arbitrary<infer One> ? One : never;

/** Moments around midnight in Japan, where days are easily mistaken. */
const moment = fc
  .record({ day: offset, minutes: fc.constantFrom(-541, -540, -539, -1, 0, 1, 360, 899, 900) })
  .map(({ day, minutes }) => new Date(Date.parse(`${dayOf(day)}T00:00:00Z`) + minutes * 60_000));

describe.each(['UTC', 'Asia/Tokyo', 'America/Los_Angeles'])('with all clocks in %s', (zone) => {
  const before = process.env['TZ'];
  beforeAll(() => void (process.env['TZ'] = zone));
  afterAll(() => void (before === undefined ? delete process.env['TZ'] : (process.env['TZ'] = before)));

  it('database and rule agree on what may be told, for whatever was decided and whenever it is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(decision, { minLength: 1, maxLength: 5 }),
        fc.array(moment, { minLength: 2, maxLength: 3 }),
        async (drawn, moments) => {
          const personId = newId();
          const decisions = drawn.map((one) => weighed(one));
          await write(personId, decisions);
          for (const at of moments) {
            const expected = liveCellsOn(dayInJapan(at), decisions).map(nameOf).sort();
            expect(await read(sessions.owner, zone, at, personId)).toEqual(expected);
            const own = expected.filter((name) => name.includes(recipient.agencyId));
            expect(await read(sessions.recipient, zone, at, personId)).toEqual(own);
          }
        },
      ),
      { numRuns: 60, seed: 20261120 },
    );
  });
});

function weighed(drawn: Drawn): WeighedDecision {
  const from = drawn.decidedOn + drawn.starts;
  return {
    id: newId(),
    status: drawn.status,
    givenBy: drawn.givenBy,
    assent: drawn.givenBy === 'representative' ? drawn.assent : null,
    decidedOn: dayOf(drawn.decidedOn),
    recordedAt: noon + drawn.recordedAt,
    validFrom: dayOf(from),
    validUntil: dayOf(from + drawn.lasts),
    lapsesOn: drawn.lapses === null ? null : dayOf(from + drawn.lapses),
    cells: drawn.cells.map(({ recipient: to, purpose, category, granted }) => ({
      recipientAgencyId: to === 'first' ? recipient.agencyId : otherId,
      purpose,
      category,
      granted: drawn.status !== 'refused' && granted,
    })),
  };
}

async function write(personId: string, decisions: readonly WeighedDecision[]): Promise<void> {
  const { agencyId, accountId } = owner;
  await api.db.admin(
    `INSERT INTO portal.person (id, agency_id, number, name, kana, created_by)
     SELECT $1, $2, coalesce(max(number), 0) + 1, '\\x00', '\\x00', $3 FROM portal.person WHERE agency_id = $2`,
    [personId, agencyId, accountId],
  );
  await api.db.admin(
    `INSERT INTO portal.consent (id, root_id, revision, number, person_id, agency_id, status, decided_on, recorded_at, valid_from,
       valid_until, lapses_on, assent, method, explained_by, given_by, representative, authority, withdrawn_at, created_by)
     SELECT d.id, d.id, 1, d.id::text, $1, $2, d.status, d."decidedOn", to_timestamp(d."recordedAt" / 1000.0), d."validFrom",
       d."validUntil", d."lapsesOn", d.assent, 'written', $3, d."givenBy",
       CASE WHEN d."givenBy" = 'representative' THEN '\\x00'::bytea END,
       CASE WHEN d."givenBy" = 'representative' THEN 'other' END, CASE WHEN d.status = 'withdrawn' THEN now() END, $3
     FROM jsonb_to_recordset($4) AS d (id uuid, status text, "decidedOn" date, "recordedAt" double precision, "validFrom" date,
       "validUntil" date, "lapsesOn" date, assent text, "givenBy" text)`,
    [personId, agencyId, accountId, JSON.stringify(decisions)],
  );
  const cells = decisions.flatMap(({ id, cells: own }) => own.map((one) => ({ ...one, id })));
  await api.db.admin(
    `INSERT INTO portal.consent_grant (consent_id, person_id, agency_id, recipient_agency_id, purpose, category, granted)
     SELECT c.id, $1, $2, c."recipientAgencyId", c.purpose, c.category, c.granted
     FROM jsonb_to_recordset($3) AS c (id uuid, "recipientAgencyId" uuid, purpose text, category text, granted boolean)`,
    [personId, agencyId, JSON.stringify(cells)],
  );
}

async function read(session: SqlSession, zone: string, at: Date, personId: string): Promise<string[]> {
  const { rows, refused } = await session.run<Parameters<typeof nameOf>[0]>(
    ['SELECT set_config($1, $2, true)', 'TimeZone', zone],
    ['SELECT set_config($1, $2, true)', 'test.now', at.toISOString()],
    [
      `SELECT consent_id AS "consentId", recipient_agency_id AS "recipientAgencyId", purpose, category
       FROM portal.live_grant WHERE person_id = $1`,
      personId,
    ],
  );
  expect(refused).toBeUndefined();
  return rows.map(nameOf).sort();
}

function nameOf(one: {
  consentId: string;
  recipientAgencyId: string;
  purpose: string;
  category: string;
}): string {
  return [one.consentId, one.recipientAgencyId, one.purpose, one.category].join(' ');
}
