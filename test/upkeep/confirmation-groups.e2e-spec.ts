import { buildListed } from '../factories/directory.js';
import { buildUpkeepWorld, type UpkeepWorld } from './upkeep.world.js';

let world: UpkeepWorld;
beforeAll(async () => {
  world = await buildUpkeepWorld();
});
afterAll(() => world.api.close());

const dayBefore = (months: number) => {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() - months, 1);
  return day.toISOString().slice(0, 10);
};

/** Six agencies of which each narrowing takes others; the first has a desk to write to. */
async function buildSix(): Promise<Record<string, string>> {
  const add = (name: string, type: string, area: string, confirmedOn: string | null, status?: 'closed') =>
    buildListed(world.api.db, {
      name,
      type,
      area,
      phone: '099-000-7778',
      ...(status ? { status } : {}),
    }).then(async (id) => {
      await world.api.db.admin('UPDATE portal.agency SET confirmed_on = $2 WHERE id = $1', [id, confirmedOn]);
      return id;
    });
  const ids = {
    fresh: await add('新しいB型', 'b_type', '99-a1', dayBefore(0)),
    half: await add('半年前のB型', 'b_type', '99-a1', dayBefore(8)),
    old: await add('一年前のB型', 'b_type', '99-a2', dayBefore(14)),
    never: await add('未確認の移行', 'transition', '99-a2', null),
    away: await add('よその移行', 'transition', '99-b1', null),
    closed: await add('閉じたB型', 'b_type', '99-a1', null, 'closed'),
  };
  await world.api.db.admin(`UPDATE portal.agency SET update_email = 'desk@example.jp' WHERE id = $1`, [
    ids.half,
  ]);
  return ids;
}

describe('a round for a group', () => {
  let ids: Record<string, string>;
  beforeAll(async () => {
    ids = await buildSix();
  });
  beforeEach(() => world.api.db.admin('UPDATE portal.confirmation_round SET ended_at = now()'));

  const namesOf = async (roundId: string) =>
    (
      await world.api.db.admin<{ name: string }>(
        `SELECT a.name FROM portal.confirmation_request q JOIN portal.agency a ON a.id = q.agency_id
         WHERE q.round_id = $1 ORDER BY a.name`,
        [roundId],
      )
    ).map(({ name }) => name);

  it.each([
    { group: { area: '99-a', type: 'b_type' }, asks: ['fresh', 'half', 'old'] },
    { group: { area: '99-a1' }, asks: ['fresh', 'half'] },
    { group: { area: '99-a', age: 'half_year' }, asks: ['half', 'old', 'never'] },
    { group: { area: '99-a', age: 'year' }, asks: ['old', 'never'] },
    { group: { type: 'transition', age: 'never' }, asks: ['never', 'away'] },
  ])('$group asks whom it counted: $asks', async ({ group, asks }) => {
    const counted = await world.secretariat.get(
      `confirmation-rounds/group?${new URLSearchParams(group as never)}`,
    );
    const reachable = asks.includes('half') ? 1 : 0;
    expect(counted.body).toEqual({
      ...{ asked: asks.length, reachable, unreachable: asks.length - reachable, waiting: 0 },
    });
    const { status, body } = await world.secretariat.post('confirmation-rounds/group', group);
    expect(status).toBe(201);
    expect(body.counts).toMatchObject({ all: asks.length, waiting: reachable });
    const rows = await world.api.db.admin<{ agency_id: string }>(
      'SELECT agency_id FROM portal.confirmation_request WHERE round_id = $1',
      [body.id],
    );
    expect(rows.map(({ agency_id }) => agency_id).toSorted()).toEqual(
      asks.map((name) => ids[name]!).toSorted(),
    );
  });

  it('says of what it was a round, wherever it is listed', async () => {
    const { body } = await world.secretariat.post('confirmation-rounds/group', {
      type: 'b_type',
      age: 'year',
    });
    const type = (
      await world.api.db.admin<{ name: string }>(`SELECT name FROM portal.agency_type WHERE code = 'b_type'`)
    )[0]!.name;
    expect(body).toMatchObject({ kind: 'chosen', chosenAs: `${type}／1年以上確認なし` });
    const list = await world.secretariat.get('confirmation-rounds');
    expect(list.body.items[0]).toMatchObject({ id: body.id, chosenAs: body.chosenAs });
  });

  it('leaves out those to whom a question is open, and counts them', async () => {
    await world.secretariat.post('confirmation-rounds/chosen', { agencies: [{ agencyId: ids['half'] }] });
    const counted = await world.secretariat.get('confirmation-rounds/group?area=99-a1');
    expect(counted.body).toEqual({ asked: 1, reachable: 0, unreachable: 1, waiting: 1 });
    const { body } = await world.secretariat.post('confirmation-rounds/group', { area: '99-a1' });
    expect(await namesOf(body.id)).toEqual(['新しいB型']);
    const again = await world.secretariat.post('confirmation-rounds/group', { area: '99-a1' });
    expect([again.status, again.body.code]).toEqual([409, 'confirmation.nobody']);
  });

  it('needs something that narrows it', async () => {
    for (const { status, body } of [
      await world.secretariat.get('confirmation-rounds/group'),
      await world.secretariat.post('confirmation-rounds/group', {}),
    ]) {
      expect(status).toBe(422);
      expect(body.errors).toMatchObject([{ field: 'type', label: '対象' }]);
    }
  });

  it('lists the rounds page by page, newest first', async () => {
    const first = await world.secretariat.get('confirmation-rounds?perPage=2');
    const second = await world.secretariat.get('confirmation-rounds?perPage=2&page=2');
    const [count] = await world.api.db.admin<{ n: number }>(
      'SELECT count(*)::int AS n FROM portal.confirmation_round',
    );
    expect(first.body).toMatchObject({ page: 1, perPage: 2, total: count!.n });
    const started = [...first.body.items, ...second.body.items].map(({ startedAt }) => startedAt as string);
    expect(started).toHaveLength(4);
    expect(started).toEqual(started.toSorted().toReversed());
  });
});

describe('the list for the telephone', () => {
  it('has those whom no mail reaches, area by area, on paper and as a file', async () => {
    await world.api.db.admin('UPDATE portal.confirmation_round SET ended_at = now()');
    const { body } = await world.secretariat.post('confirmation-rounds/group', { type: 'transition' });
    const sheet = await world.secretariat.get(`confirmation-rounds/${body.id}/phone-list`);
    expect(sheet.body.items.map(({ name }: { name: string }) => name)).toEqual([
      '未確認の移行',
      'よその移行',
    ]);
    const file = await world.secretariat.get(`confirmation-rounds/${body.id}/phone-list.csv?area=99-b`);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toContain('phone-list.csv');
    const lines = file.text.replace('\ufeff', '').trim().split('\r\n');
    expect(lines[0]).toBe('済,地域,機関,種類,電話番号,窓口,最後の確認,答えた人,メモ');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/よその移行,.*,099-000-7778,,まだ確認されていません,,$/);
  });
});
