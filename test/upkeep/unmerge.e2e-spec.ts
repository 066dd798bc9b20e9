import { randomInt } from 'node:crypto';
import { type AgencyEntry, choosableFields } from '#libs/directory';
import { newId } from '#libs/platform';
import { buildListed } from '../factories/directory.js';
import { buildUpkeepWorld, type UpkeepWorld } from './upkeep.world.js';

// Merged and taken back, every row of both agencies is what it was, whatever they were; versions only ever go up.
let world: UpkeepWorld;
beforeAll(async () => {
  world = await buildUpkeepWorld();
});
afterAll(() => world.api.close());

const tables = {
  agency: 'id',
  service: 'agency_id',
  vacancy: 'agency_id',
  contact_window: 'agency_id',
  trainee_offer: 'agency_id',
  agency_area: 'agency_id',
  publication: 'agency_id',
  agency_file: 'agency_id',
  entry_report: 'agency_id',
  import_row: 'agency_id',
  membership: 'agency_id',
};

async function rowsOf(ids: readonly string[]) {
  const found: Record<string, unknown> = {};
  for (const [table, column] of Object.entries(tables)) {
    const rows = await world.api.db.admin<{ row: object }>(
      `SELECT to_jsonb(t) - '{version,updated_at}'::text[] AS row FROM portal.${table} t
       WHERE ${column} = ANY ($1::uuid[]) ORDER BY to_jsonb(t)::text`,
      [ids],
    );
    found[table] = rows.map(({ row }) => JSON.stringify(row)).sort();
  }
  return found;
}

const chance = (percent: number) => randomInt(100) < percent;
const one = <T>(of: readonly T[]): T => of[randomInt(of.length)]!;
const maybe = <T>(value: T): T | undefined => (chance(60) ? value : undefined);

function randomEntry(name: string): Partial<AgencyEntry> & { name: string } {
  const vacancy = () =>
    maybe({
      ...one([{ state: 'open' as const, available: 2 }, { state: 'none' as const }]),
      asOf: one(['2026-01-01', '2026-06-01']),
      saidBy: '担当',
    });
  return {
    name,
    type: 'b_type',
    area: '99-a1',
    kana: maybe('ためし') ?? '',
    legalName: maybe(`法人${randomInt(5)}`),
    aliases: chance(50) ? [`通称${randomInt(9)}`] : [],
    phone: maybe(`099-000-${randomInt(1000, 9999)}`),
    fax: maybe('099-000-0000'),
    url: maybe('https://a.example/'),
    postalCode: maybe('9990000'),
    address: maybe(`ためし県一の市${randomInt(9)}`),
    addressHidden: chance(20),
    latitude: maybe(35 + randomInt(1000) / 7919),
    longitude: maybe(139 + randomInt(1000) / 7919),
    confirmedOn: maybe('2026-02-03'),
    publishedIn: (['open_data', 'public_page', 'leaflet'] as const).filter(() => chance(50)),
    services: ['b_type', 'b_type', 'a_type', 'retention']
      .filter(() => chance(60))
      .map((kind) => ({
        kind,
        capacity: maybe(randomInt(40)),
        closedDays: maybe('日・祝'),
        disabilities: chance(50) ? ['mental'] : [],
        ...(chance(50) ? { hours: { weekday: { from: '09:00', to: '16:00' } } } : {}),
        vacancy: vacancy(),
      })),
    windows: ['相談窓口', '見学受付']
      .filter(() => chance(50))
      .map((window) => ({
        name: window,
        phone: one(['099-000-1111', '099-000-2222']),
      })),
  };
}

/** What no factory makes: areas, jobs, reports, refusals, fields that were set by hand, rows of imported files. */
async function scatter(id: string, batch: string): Promise<void> {
  const { db } = world.api;
  for (const area of ['99-a1', '99-a2', '99-b1'].filter(() => chance(40)))
    await db.admin('INSERT INTO portal.agency_area VALUES ($1, $2)', [id, area]);
  if (chance(50))
    await db.admin(`INSERT INTO portal.trainee_offer (id, agency_id, job) VALUES ($1, $2, '清掃')`, [
      newId(),
      id,
    ]);
  for (const state of ['open', 'fixed'].filter(() => chance(50)))
    await db.admin(
      `INSERT INTO portal.entry_report (id, agency_id, source, topic, words, state, answered_at)
       VALUES ($1, $2, 'public', 'other', 'x', $3, CASE WHEN $3 <> 'open' THEN now() END)`,
      [newId(), id, state],
    );
  await db.admin(
    `INSERT INTO portal.publication (agency_id, channel, agreed, fields, decided_name) VALUES ($1, $2, $3, $4, '本人')
     ON CONFLICT (agency_id, channel) DO UPDATE SET agreed = excluded.agreed, fields = excluded.fields`,
    [id, one(['open_data', 'leaflet']), chance(50), one([[], ['phone'], ['phone', 'url']])],
  );
  await db.admin(
    `UPDATE portal.agency SET own_fields = $2, visibility = $3, barrier_free = $4, links = $5, to_check_why = $6 WHERE id = $1`,
    [
      id,
      one([[], ['url', 'phone'], ['phone']]),
      one([{}, { phone: 'own' }, { phone: 'members', url: 'own' }]),
      one([[], ['elevator'], ['parking', 'elevator']]),
      JSON.stringify(one([[], [{ label: 'ブログ', url: `https://${randomInt(3)}.example/` }]])),
      maybe('見てください') ?? null,
    ],
  );
  await db.admin(
    `INSERT INTO portal.import_row (source, source_no, agency_id, service_id, hash, given, first_batch_id, last_batch_id)
     SELECT 'wam', gen_random_uuid(), agency_id, id, '', '{}', $2, $2 FROM portal.service WHERE agency_id = $1`,
    [id, batch],
  );
}

it('restores every row of any two entries', async () => {
  const { db } = world.api;
  const batch = newId();
  await db.admin(
    `INSERT INTO portal.import_batch (id, source, file_name, file_hash, rows_read, rows_new, rows_changed, rows_same)
     VALUES ($1, 'wam', 'x.csv', '', 1, 1, 0, 0)`,
    [batch],
  );
  for (let round = 0; round < 40; round += 1) {
    const name = `ふたつの工房${round}`;
    const ids = [
      await buildListed(db, randomEntry(name)),
      await buildListed(db, randomEntry(chance(50) ? name : `株式会社${name}`)),
    ];
    for (const id of ids) await scatter(id, batch);
    const pair = newId();
    await db.admin(
      `INSERT INTO portal.duplicate_pair (id, one_id, other_id, score, reasons)
       VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), 90, '[]')`,
      [pair, ...ids],
    );
    const before = await rowsOf(ids);
    const { body: full } = await world.secretariat.get(`duplicates/${pair}`);
    const [kept, gone] = chance(50) ? [full.one, full.other] : [full.other, full.one];
    const take = choosableFields.filter(
      (field) => chance(30) && !['name', 'type', 'legalRegime'].includes(field),
    );
    const merged = await world.secretariat.post(`duplicates/${pair}/merge`, {
      ...{ keptId: kept.id, keptVersion: kept.version, goneVersion: gone.version, take },
    });
    expect([merged.status, merged.text]).toEqual([201, merged.text]);
    expect(await rowsOf(ids)).not.toEqual(before);
    const undone = await world.secretariat.post(`entry-merges/${merged.body.id}/undoing`);
    expect([undone.status, undone.text]).toEqual([204, '']);
    expect(await rowsOf(ids)).toEqual(before);
    const { body: after } = await world.secretariat.get(`duplicates/${pair}`);
    expect(Math.min(after.one.version, after.other.version)).toBeGreaterThan(1);
  }
}, 120_000);
