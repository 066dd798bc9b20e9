import { createTestDatabase, type TestDatabase } from '../support/database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await db.drop();
});

describe('the types of medical institutions', () => {
  it('are known beside hospitals, and stand before "other"', async () => {
    const types = await db.admin('SELECT code, name FROM portal.agency_type ORDER BY sort, code');
    expect(types.slice(-4)).toEqual([
      { code: 'clinic', name: '診療所' },
      { code: 'dental_clinic', name: '歯科診療所' },
      { code: 'pharmacy', name: '薬局' },
      { code: 'other', name: 'その他の機関' },
    ]);
    const places = await db.admin('SELECT count(DISTINCT sort)::int AS places FROM portal.agency_type');
    const all = await db.admin('SELECT count(*)::int AS places FROM portal.agency_type');
    expect(places).toEqual(all);
  });
});
