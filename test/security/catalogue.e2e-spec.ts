import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { aboutPeople, Catalogue, evidence, loginRoles, removable } from './catalogue.js';

let db: TestDatabase;
let catalogue: Catalogue;
beforeAll(async () => {
  db = await createTestDatabase();
  catalogue = new Catalogue(db);
});
afterAll(() => db.drop());

describe('the walls of the database', () => {
  it('stand around every table but those with a reason', async () => {
    expect(await catalogue.unwalled()).toEqual([]);
    expect(await catalogue.needlesslyOpen()).toEqual([]);
  });

  it('have doors for named roles only', async () => {
    expect(await catalogue.policiesForEverybody()).toEqual([]);
  });

  it('have no windows: a view shows what the reader may see', async () => {
    expect(await catalogue.viewsWithOwnersEyes()).toEqual([]);
  });

  it('hold every role with which a process signs in', async () => {
    expect(await catalogue.rolesAboveTheWalls()).toEqual([]);
    expect(await catalogue.makers()).toEqual([]);
  });

  it('leave look-ups past them to listed roles, on an empty search path', async () => {
    expect(await catalogue.unsafeLookUps()).toEqual([]);
    expect(await catalogue.publicFunctions()).toEqual([]);
  });
});

describe('the grants', () => {
  it.each(loginRoles)('let %s empty no table and refer to none', async (role) => {
    expect(await catalogue.holds(role, ['TRUNCATE', 'REFERENCES', 'TRIGGER'])).toEqual([]);
  });

  it.each(loginRoles)('let %s change or remove no evidence', async (role) => {
    expect(await catalogue.holds(role, ['UPDATE', 'DELETE'], evidence)).toEqual([]);
  });

  it('let the API remove what may be removed and nothing else', async () => {
    expect(await catalogue.holds('portal_app', ['DELETE'])).toEqual(
      removable.map((table) => `DELETE ${table}`),
    );
  });

  it.each(loginRoles.filter((role) => role !== 'portal_app'))(
    'tell %s nothing about people',
    async (role) => {
      expect(await catalogue.holds(role, ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], aboutPeople)).toEqual([]);
    },
  );

  it('know every table that names a person', async () => {
    expect(await catalogue.unlistedAboutPeople()).toEqual([]);
  });

  it('let the owner of the look-ups move what follows a person, and give nobody anything in advance', async () => {
    expect(await catalogue.immovable()).toEqual([]);
    expect(await catalogue.givenInAdvance()).toEqual([]);
  });

  it('keep the API from credentials', async () => {
    const auth = (await catalogue.holds('portal_app', ['SELECT', 'INSERT', 'UPDATE', 'DELETE'])).filter(
      (held) => held.includes(' auth.'),
    );
    expect(auth).toEqual([]);
  });
});

// A rule that has never been broken may be looking at nothing.
describe('a broken rule is noticed', () => {
  it.each<[string, string, (catalogue: Catalogue) => Promise<string[]>, string]>([
    ['a table without a wall', 'CREATE TABLE portal.loose (id int)', (c) => c.unwalled(), 'portal.loose'],
    [
      'a wall that does not hold the owner',
      'ALTER TABLE portal.person NO FORCE ROW LEVEL SECURITY',
      (c) => c.unwalled(),
      'portal.person',
    ],
    ['a lost policy', 'DROP POLICY person_own_agency ON portal.person', (c) => c.unwalled(), 'portal.person'],
    [
      'a policy for everybody',
      'CREATE POLICY all_of_you ON portal.person USING (true)',
      (c) => c.policiesForEverybody(),
      'portal.person: all_of_you',
    ],
    ['a view', 'CREATE VIEW portal.window AS SELECT 1', (c) => c.viewsWithOwnersEyes(), 'portal.window'],
    [
      'a materialized view',
      'CREATE MATERIALIZED VIEW portal.copy AS SELECT 1',
      (c) => c.viewsWithOwnersEyes(),
      'portal.copy',
    ],
    ['an owner', 'ALTER TABLE portal.area OWNER TO portal_app', (c) => c.rolesAboveTheWalls(), 'portal_app'],
    ['a maker', 'GRANT CREATE ON SCHEMA portal TO portal_app', (c) => c.makers(), 'portal_app in portal'],
    [
      'a look-up without a search path',
      'ALTER FUNCTION sec.whoami() RESET search_path',
      (c) => c.unsafeLookUps(),
      'sec.whoami has no empty search_path',
    ],
    [
      'a look-up for everybody',
      'GRANT EXECUTE ON FUNCTION sec.desk_of(uuid) TO PUBLIC',
      (c) => c.publicFunctions(),
      'sec.desk_of',
    ],
    [
      'evidence that one column of which can be changed',
      'GRANT UPDATE (content_hash) ON portal.disclosure TO portal_app',
      (c) => c.holds('portal_app', ['UPDATE', 'DELETE'], evidence),
      'UPDATE portal.disclosure',
    ],
  ])('%s', async (_, sql, question, answer) => {
    const broken = await createTestDatabase();
    try {
      await broken.admin(sql);
      expect(await question(new Catalogue(broken))).toContain(answer);
    } finally {
      await broken.drop();
    }
  });
});
