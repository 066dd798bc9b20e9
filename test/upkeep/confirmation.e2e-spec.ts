import { newId } from '#libs/platform';
import { buildAreas, buildListed } from '../factories/directory.js';
import { askAlone, buildKept, buildUpkeepWorld, openPage, type UpkeepWorld } from './upkeep.world.js';

let world: UpkeepWorld;
beforeAll(async () => {
  world = await buildUpkeepWorld();
});
afterAll(() => world.api.close());
beforeEach(() => world.api.db.admin('DELETE FROM auth.rate_limit'));

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date());
const requestOf = async (agencyId: string) =>
  (
    await world.api.db.admin(
      'SELECT state, answered_how, answered_name, mail_state FROM portal.confirmation_request WHERE agency_id = $1 ORDER BY id DESC',
      [agencyId],
    )
  )[0];
const agencyRow = async (agencyId: string) =>
  (
    await world.api.db.admin<{ confirmed_on: string | null; to_check_why: string | null; version: number }>(
      'SELECT confirmed_on::text, to_check_why, version FROM portal.agency WHERE id = $1',
      [agencyId],
    )
  )[0]!;

describe('a round', () => {
  it('is started by the secretariat alone', async () => {
    const { manager } = await buildKept(world);
    expect((await world.api.client().post('confirmation-rounds')).status).toBe(401);
    expect((await manager.post('confirmation-rounds')).status).toBe(403);
    expect((await manager.get('confirmation-rounds')).status).toBe(403);
  });

  it('asks every agency in operation, once; a second is refused until it has ended', async () => {
    await buildKept(world);
    await buildListed(world.api.db, { name: '閉じた事業所', status: 'closed' });
    const { status, body } = await world.secretariat.post('confirmation-rounds');
    expect(status).toBe(201);
    const [open] = await world.api.db.admin<{ count: number }>(
      `SELECT count(*)::int AS count FROM portal.agency WHERE status <> 'closed'`,
    );
    expect(body).toMatchObject({ kind: 'yearly', startedBy: '事務局 花子', endedAt: null });
    expect(body.counts).toMatchObject({ all: open!.count, confirmed: 0, correcting: 0 });
    expect(body.counts.waiting + body.counts.unreachable).toBe(open!.count);

    const again = await world.secretariat.post('confirmation-rounds');
    expect([again.status, again.body.code]).toEqual([409, 'confirmation.under_way']);
    expect((await world.secretariat.post(`confirmation-rounds/${body.id}/ending`)).status).toBe(204);
    const twice = await world.secretariat.post(`confirmation-rounds/${body.id}/ending`);
    expect([twice.status, twice.body.code]).toEqual([409, 'confirmation.ended']);
    const next = await world.secretariat.post('confirmation-rounds');
    expect(next.status).toBe(201);
    await world.secretariat.post(`confirmation-rounds/${next.body.id}/ending`);
  });

  it('sent twice with one key starts once', async () => {
    const { agencyId } = await buildKept(world);
    const key = { 'idempotency-key': newId() };
    const only = { agencies: [{ agencyId }] };
    const [first, second] = [
      await world.secretariat.post('confirmation-rounds/chosen', only, key),
      await world.secretariat.post('confirmation-rounds/chosen', only, key),
    ];
    expect(second.body.id).toBe(first.body.id);
    expect(
      await world.api.db.admin('SELECT FROM portal.confirmation_request WHERE agency_id = $1', [agencyId]),
    ).toHaveLength(1);
  });

  it('promises a mail only where there is somebody to write to, and lists the others for the telephone', async () => {
    const { agencyId: withDesk } = await buildKept(world);
    const withAddress = await buildListed(world.api.db, { name: '連絡先のある事業所' });
    await world.api.db.admin(`UPDATE portal.agency SET update_email = 'desk@example.jp' WHERE id = $1`, [
      withAddress,
    ]);
    const silent = await buildListed(world.api.db, { name: '連絡先のない事業所', phone: '099-000-7777' });
    const { roundId } = await askAlone(world, withDesk, withAddress, silent);
    const promises = await world.api.db.admin(
      `SELECT FROM portal.outbox o JOIN portal.confirmation_request q ON q.id::text = o.payload->>'requestId'
       WHERE o.type = 'confirmation.asked' AND q.round_id = $1`,
      [roundId],
    );
    expect(promises).toHaveLength(2);
    const list = await world.secretariat.get(`confirmation-rounds/${roundId}/requests?list=unreachable`);
    expect(list.body.items).toMatchObject([
      { agencyId: silent, phone: '099-000-7777', mailState: 'no_address' },
    ]);
    const round = await world.secretariat.get(`confirmation-rounds/${roundId}`);
    expect(round.body.counts).toMatchObject({ all: 3, waiting: 2, unreachable: 1 });
  });

  it('lists those to be called area by area and type by type', async () => {
    await buildAreas(world.api.db);
    const add = (name: string, type: string, area: string) =>
      buildListed(world.api.db, { name, type, area, phone: '099-000-7778' });
    const ids = [
      await add('一の市のB型', 'b_type', '99-a1'),
      await add('二の町のB型', 'b_type', '99-a2'),
      await add('二の町の移行', 'transition', '99-a2'),
      await add('三の市の移行', 'transition', '99-b1'),
    ];
    const { roundId } = await askAlone(world, ...ids);
    const names = async (narrowed: string) => {
      const { body } = await world.secretariat.get(
        `confirmation-rounds/${roundId}/requests?list=unreachable${narrowed}`,
      );
      return (body.items as { name: string }[]).map(({ name }) => name);
    };
    expect(await names('&area=99-a')).toEqual(['一の市のB型', '二の町のB型', '二の町の移行']);
    expect(await names('&area=99-a2&type=transition')).toEqual(['二の町の移行']);
    expect(await names('&type=b_type')).toEqual(['一の市のB型', '二の町のB型']);
  });

  it('with nobody to ask is refused', async () => {
    const closed = await buildListed(world.api.db, { name: '閉所', status: 'closed' });
    const { status, body } = await world.secretariat.post('confirmation-rounds/chosen', {
      agencies: [{ agencyId: closed }],
    });
    expect([status, body.code]).toEqual([409, 'confirmation.nobody']);
    const unknown = { agencies: [{ agencyId: closed }, { agencyId: newId() }] };
    expect((await world.secretariat.post('confirmation-rounds/chosen', unknown)).status).toBe(404);
    expect((await world.secretariat.post('confirmation-rounds/chosen', {})).status).toBe(422);
  });
});

describe('the link of a mail', () => {
  it('shows the entry, hides what is hidden, and changes nothing by being looked at', async () => {
    const { agencyId } = await buildKept(world, {
      name: '<b>ひだまり</b>',
      address: 'ためし県隠れ里9',
      addressHidden: true,
      services: [{ kind: 'b_type', capacity: 20 }],
    });
    const { tokens } = await askAlone(world, agencyId);
    const path = `/confirm/${tokens.get(agencyId)}`;
    for (let look = 0; look < 3; look += 1) {
      const { status, text, headers } = await openPage(world, path);
      expect(status).toBe(200);
      expect(text).toContain('&lt;b&gt;ひだまり&lt;/b&gt;');
      expect(text).toContain('定員20人');
      expect(text).toContain('このままで正しい');
      expect(text).not.toContain('隠れ里');
      expect(text).not.toContain('<script');
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect(await requestOf(agencyId)).toMatchObject({ state: 'waiting' });
    expect(await agencyRow(agencyId)).toMatchObject({ confirmed_on: null });
  });

  it('confirms with one press, once', async () => {
    const { agencyId } = await buildKept(world);
    const { tokens, roundId } = await askAlone(world, agencyId);
    const before = await agencyRow(agencyId);
    const path = `/confirm/${tokens.get(agencyId)}`;
    const done = await openPage(world, path, { answer: 'right' });
    expect([done.status, done.text.includes('確認しました')]).toEqual([200, true]);
    expect(await agencyRow(agencyId)).toMatchObject({ confirmed_on: today, version: before.version });
    expect(await requestOf(agencyId)).toMatchObject({ state: 'confirmed', answered_how: 'mail' });
    const promises = await world.api.db.admin(
      `SELECT FROM portal.outbox WHERE type = 'entry.confirmed' AND payload->>'agencyId' = $1`,
      [agencyId],
    );
    expect(promises).toHaveLength(1);

    const again = await openPage(world, path, { answer: 'wrong', words: 'ちがう' });
    expect([again.status, again.text.includes('お返事はいただいています')]).toEqual([409, true]);
    expect((await openPage(world, path)).text).toContain('お返事はいただいています');
    expect(
      await world.api.db.admin('SELECT FROM portal.entry_report WHERE agency_id = $1', [agencyId]),
    ).toEqual([]);
    const { body } = await world.secretariat.get(`confirmation-rounds/${roundId}/requests?list=confirmed`);
    expect(body.items).toMatchObject([{ agencyId, howName: 'メールのリンク' }]);
    const [audit] = await world.api.db.admin(
      `SELECT account_id, details FROM audit.entry WHERE action = 'entry.confirm' AND object_id = $1`,
      [agencyId],
    );
    expect(audit).toEqual({ account_id: null, details: { how: 'mail', right: true } });
  });

  it('pressed twice at the same moment counts once', async () => {
    const { agencyId } = await buildKept(world);
    const { tokens } = await askAlone(world, agencyId);
    const press = () => openPage(world, `/confirm/${tokens.get(agencyId)}`, { answer: 'right' });
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('takes what has to be mended, as a report and an entry to be checked', async () => {
    const { agencyId } = await buildKept(world);
    const { tokens, roundId } = await askAlone(world, agencyId);
    const path = `/confirm/${tokens.get(agencyId)}`;
    const empty = await openPage(world, path, { answer: 'wrong', words: '  ' });
    expect([empty.status, empty.text.includes('直すところ: 入力してください。')]).toEqual([422, true]);
    const done = await openPage(world, path, { answer: 'wrong', words: '電話番号が変わりました' });
    expect(done.status).toBe(200);
    expect(await agencyRow(agencyId)).toMatchObject({
      confirmed_on: null,
      to_check_why: '誤りの報告がありました',
    });
    const { body: counts } = await world.secretariat.get(`confirmation-rounds/${roundId}`);
    expect(counts.counts).toMatchObject({ correcting: 1, waiting: 0 });

    const { body: reports } = await world.secretariat.get('entry-reports?open=true&perPage=100');
    const report = reports.items.find((row: { agencyId: string }) => row.agencyId === agencyId);
    expect(report).toMatchObject({
      source: 'confirmation',
      words: '電話番号が変わりました',
      reporterName: null,
    });
    const answered = await world.secretariat.post(`entry-reports/${report.id}/answer`, {
      outcome: 'fixed',
      answer: '直しました。',
    });
    expect(answered.status).toBe(201);
    expect(await agencyRow(agencyId)).toMatchObject({ confirmed_on: today, to_check_why: null });
    const after = await world.secretariat.get(`confirmation-rounds/${roundId}`);
    expect(after.body.counts).toMatchObject({ correcting: 0, confirmed: 1, corrected: 1 });
  });

  it('of nothing, of the wrong length, or of somebody else is no link', async () => {
    const { agencyId } = await buildKept(world);
    const { tokens } = await askAlone(world, agencyId);
    const token = tokens.get(agencyId)!;
    for (const wrong of [token.slice(1), `${token}x`, 'x', token.toUpperCase(), newId()]) {
      const [look, press] = [
        await openPage(world, `/confirm/${wrong}`),
        await openPage(world, `/confirm/${wrong}`, { answer: 'right' }),
      ];
      expect([wrong, look.status, press.status]).toEqual([wrong, 404, 404]);
    }
    expect(await requestOf(agencyId)).toMatchObject({ state: 'waiting' });
  });

  it('that has expired, of a round that has ended or of an agency that has closed leads nowhere', async () => {
    const spoil = [
      `UPDATE portal.confirmation_request SET expires_at = now() - interval '1 second' WHERE agency_id = $1`,
      `UPDATE portal.confirmation_round SET ended_at = now() WHERE id IN
         (SELECT round_id FROM portal.confirmation_request WHERE agency_id = $1)`,
      `UPDATE portal.agency SET status = 'closed' WHERE id = $1`,
    ];
    for (const sql of spoil) {
      const { agencyId } = await buildKept(world);
      const { tokens } = await askAlone(world, agencyId);
      await world.api.db.admin(sql, [agencyId]);
      const path = `/confirm/${tokens.get(agencyId)}`;
      const [look, press] = [await openPage(world, path), await openPage(world, path, { answer: 'right' })];
      expect([look.status, press.status]).toEqual([410, 410]);
      expect(press.text).toContain('期限は過ぎています');
      expect(await agencyRow(agencyId)).toMatchObject({ confirmed_on: null });
    }
  });

  it('of an earlier round no longer counts, the one of the next does', async () => {
    const { agencyId } = await buildKept(world);
    const first = await askAlone(world, agencyId);
    await world.secretariat.post(`confirmation-rounds/${first.roundId}/ending`);
    const second = await askAlone(world, agencyId);
    expect(second.tokens.get(agencyId)).not.toBe(first.tokens.get(agencyId));
    const press = (token: string) => openPage(world, `/confirm/${token}`, { answer: 'right' });
    expect((await press(first.tokens.get(agencyId)!)).status).toBe(410);
    expect((await press(second.tokens.get(agencyId)!)).status).toBe(200);
  });

  it('is pressed on its own page only, and not without end', async () => {
    const { agencyId } = await buildKept(world);
    const { tokens } = await askAlone(world, agencyId);
    const path = `/confirm/${tokens.get(agencyId)}`;
    const elsewhere = await openPage(world, path, { answer: 'right' }, { origin: 'https://evil.example' });
    expect(elsewhere.status).toBe(403);
    const json = await fetch(`${world.api.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"answer":"right"}',
    });
    expect(json.status).toBe(415);
    expect(await requestOf(agencyId)).toMatchObject({ state: 'waiting' });
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess += 1)
      statuses.push((await openPage(world, `/confirm/guess${guess}`, { answer: 'right' })).status);
    expect(statuses.at(0)).toBe(404);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('somebody who is signed in', () => {
  it('confirms the own entry with one click; every open question is answered by it', async () => {
    const { agencyId, manager } = await buildKept(world);
    await askAlone(world, agencyId);
    const before = await manager.get('upkeep/own');
    expect(before.body).toMatchObject({ id: agencyId, asked: true, freshness: { level: 'never' } });
    expect((await manager.post(`agencies/${agencyId}/confirmation`)).status).toBe(204);
    const after = await manager.get('upkeep/own');
    expect(after.body).toMatchObject({ asked: false, freshness: { level: 'half_year', text: '今日確認' } });
    expect(await requestOf(agencyId)).toMatchObject({ state: 'confirmed', answered_how: 'signed_in' });
    const [doc] = await world.api.db.admin(
      `SELECT fresh_on::text AS fresh, (SELECT entry->>'confirmedOn' FROM portal.public_doc p WHERE p.agency_id = d.agency_id) AS public
       FROM portal.search_doc d WHERE agency_id = $1`,
      [agencyId],
    );
    expect(doc).toEqual({ fresh: today, public: today });
  });

  it('confirms no other entry, and none that is closed', async () => {
    const { agencyId } = await buildKept(world);
    const { manager: stranger } = await buildKept(world);
    expect((await stranger.post(`agencies/${agencyId}/confirmation`)).status).toBe(403);
    expect((await world.secretariat.post(`agencies/${agencyId}/confirmation`)).status).toBe(403);
    expect((await stranger.post(`agencies/${newId()}/confirmation`)).status).toBe(404);
    expect((await world.api.client().post(`agencies/${agencyId}/confirmation`)).status).toBe(401);
    const closed = await buildKept(world, { status: 'closed' });
    const refused = await closed.manager.post(`agencies/${closed.agencyId}/confirmation`);
    expect([refused.status, refused.body.code]).toEqual([409, 'entry.closed']);
  });
});

describe('by telephone', () => {
  it('the secretariat records who said so, and nobody else does', async () => {
    const agencyId = await buildListed(world.api.db, { name: '電話の事業所', phone: '099-000-3333' });
    const { roundId } = await askAlone(world, agencyId);
    const { manager } = await buildKept(world);
    const said = { saidBy: '施設長' };
    expect((await manager.post(`agencies/${agencyId}/phone-confirmation`, said)).status).toBe(403);
    expect((await world.secretariat.post(`agencies/${agencyId}/phone-confirmation`, {})).status).toBe(422);
    expect((await world.secretariat.post(`agencies/${agencyId}/phone-confirmation`, said)).status).toBe(204);
    expect(await requestOf(agencyId)).toMatchObject({ answered_how: 'phone', answered_name: '施設長' });
    const { body } = await world.secretariat.get(`confirmation-rounds/${roundId}/requests?list=confirmed`);
    expect(body.items).toMatchObject([{ howName: '電話で確認', answeredBy: '施設長' }]);
  });
});
