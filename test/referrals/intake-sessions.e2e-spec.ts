import { WorkerDatabase } from '#libs/platform';
import { ifMatch } from '../support/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildSentReferral, expectStatus, look, move, withdraw } from '../factories/referrals.js';
import { readPdf } from '../support/pdf.reader.js';

let api: TestApi;
let host: Worker;
let sender: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  host = await buildWorker(api, { role: 'acceptor' });
  sender = await buildWorker(api);
  stranger = await buildWorker(api);
});
afterAll(() => api.close());

interface Session {
  session: {
    id: string;
    taken: number;
    waiting: number;
    slots: number;
    version: number;
    startsAt: string;
    endsAt: string;
  };
  bookings: {
    id: string;
    slot: number | null;
    state: string;
    personName: string | null;
    referralId: string;
  }[];
}

const plan = (slots: number, worker = host) => ({
  title: '職業ガイダンス',
  startsAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  endsAt: new Date(Date.now() + 7 * 86_400_000 + 3_600_000).toISOString(),
  place: `青葉会館 ${worker.agencyId.slice(-4)}`,
  note: '筆記用具をお持ちください',
  slots,
});

async function planned(slots: number): Promise<Session> {
  return expectStatus<Session>(201, await host.post('intake-sessions', plan(slots)));
}

/** Sent referrals to the host, each about another person. */
async function sent(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const birthDate = `1970-01-${String(nth + 1).padStart(2, '0')}`;
    ids.push(
      (
        await buildSentReferral(sender, host, {
          name: `候補 ${nth}`,
          birthDate,
          sheets: { medical: { diagnosis: 'x' } },
        })
      ).referral.id,
    );
  }
  return ids;
}

const book = (session: Session, referralId: string, worker = sender) =>
  worker.post<Session>(`intake-sessions/${session.session.id}/bookings`, { referralId });

describe('a session with numbered places', () => {
  it('gives each place once under twenty bookings at the same moment, and lets the others wait in order', async () => {
    const session = await planned(6);
    const referrals = await sent(20);
    const answers = await Promise.all(referrals.map((id) => book(session, id)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    const { session: now, bookings } = expectStatus<Session>(
      200,
      await host.get(`intake-sessions/${session.session.id}`),
    );
    expect(now).toMatchObject({ taken: 6, waiting: 14, slots: 6 });
    const slots = bookings.flatMap(({ slot }) => (slot === null ? [] : [slot]));
    expect(slots).toEqual([1, 2, 3, 4, 5, 6]);

    // Whoever leaves makes room for the one that has waited longest, in the same place.
    const leaving = bookings.find(({ slot }) => slot === 3)!;
    const waiting = bookings.find(({ state }) => state === 'waiting')!;
    expectStatus(204, await sender.delete(`intake-bookings/${leaving.id}`));
    const after = expectStatus<Session>(200, await host.get(`intake-sessions/${session.session.id}`));
    expect(after.bookings.find(({ slot }) => slot === 3)?.id).toBe(waiting.id);
    expect(after.session).toMatchObject({ taken: 6, waiting: 13 });
    const told = await api.db.admin<{ type: string }>(
      `SELECT type FROM portal.outbox WHERE payload->>'referralId' = $1 AND type LIKE 'referral.slot%' ORDER BY id`,
      [waiting.referralId],
    );
    expect(told.map(({ type }) => type)).toEqual(['referral.slot_booked', 'referral.slot_moved_up']);

    // More places let more people move up; fewer than are taken cannot be.
    const more = await host.put(
      `intake-sessions/${session.session.id}`,
      plan(8),
      ifMatch(after.session.version),
    );
    expect(expectStatus<Session>(200, more).session).toMatchObject({ taken: 8, waiting: 11 });
    const fewer = await host.put(
      `intake-sessions/${session.session.id}`,
      plan(7),
      ifMatch(after.session.version + 1),
    );
    expect(fewer).toMatchObject({ status: 409, body: { code: 'session.too_few' } });
  });

  it('shows each agency its own bookings, and names only where the person agrees', async () => {
    const session = await planned(6);
    const [referral] = await sent(1);
    expectStatus(201, await book(session, referral!));
    const path = `intake-sessions/${session.session.id}`;
    const foreign = expectStatus<Session>(200, await stranger.get(path));
    expect(foreign).toMatchObject({ session: { taken: 1 }, bookings: [] });
    // The host learns who it is with the receipt, as with every referral.
    expect(expectStatus<Session>(200, await host.get(path)).bookings[0]?.personName).not.toBe('候補 0');
    expectStatus(200, await move(host, await look(host, referral!), 'receipt'));
    expect(expectStatus<Session>(200, await host.get(path)).bookings[0]?.personName).toBe('候補 0');
    expect((await stranger.delete(`intake-bookings/${foreign.bookings[0]?.id ?? referral}`)).status).toBe(
      404,
    );
  });

  it('takes no booking for a foreign referral, twice, or after it was called off', async () => {
    const session = await planned(2);
    const [referral] = await sent(1);
    expect((await book(session, referral!, stranger)).status).toBe(404);
    expectStatus(201, await book(session, referral!));
    expect((await book(session, referral!)).body).toMatchObject({ code: 'session.booked_before' });
    const path = `intake-sessions/${session.session.id}`;
    expect((await sender.post(`${path}/cancellation`, {}, ifMatch(1))).status).toBe(403);
    expectStatus(200, await host.post(`${path}/cancellation`, {}, ifMatch(1)));
    expect((await book(session, referral!)).body).toMatchObject({ code: 'session.closed' });
    expect((await sender.get(`referrals/${referral}/intake-slots`)).body).toEqual([]);
  });

  it('tells everybody who has a place or waits of another time or place, and of nothing else', async () => {
    const session = await planned(1);
    const [first, second] = await sent(2);
    for (const id of [first!, second!]) expectStatus(201, await book(session, id));
    const path = `intake-sessions/${session.session.id}`;
    const told = async () =>
      (
        await api.db.admin<{ referral: string }>(
          `SELECT payload->>'referralId' AS referral FROM portal.outbox WHERE type = 'referral.session_changed'
             AND payload->>'tellAgencyId' = $1 AND payload->>'referralId' = ANY($2) ORDER BY 1`,
          [sender.agencyId, [first, second]],
        )
      ).map(({ referral }) => referral);
    const { startsAt, endsAt } = session.session;
    const words = { ...plan(1), startsAt, endsAt };
    expectStatus(200, await host.put(path, { ...words, note: '別の案内' }, ifMatch(1)));
    expect(await told()).toEqual([]);
    expectStatus(200, await host.put(path, { ...words, place: '別の会場' }, ifMatch(2)));
    expect(await told()).toEqual([first!, second!].sort());
    expect((await sender.put(path, words, ifMatch(3))).status).toBe(403);
  });

  it('has a tagged roster for its agency, with the names that may be told when it is printed, and the ledger has them', async () => {
    const session = await planned(3);
    const sentOnes = [];
    for (const name of ['名簿 一郎', '名簿 二郎']) {
      const one = await buildSentReferral(sender, host, { name, birthDate: '1971-02-03' });
      expectStatus(201, await book(session, one.referral.id));
      expectStatus(200, await move(host, await look(host, one.referral.id), 'receipt'));
      sentOnes.push(one);
    }
    const roster = (worker: Worker) =>
      fetch(`${api.url}/api/v1/intake-sessions/${session.session.id}/roster`, {
        headers: { cookie: `sid=${worker.token}` },
      });
    expectStatus(200, await withdraw(sender, sentOnes[1]!.consent));
    const paper = await readPdf(Buffer.from(await (await roster(host)).arrayBuffer()));
    const said = paper.pages.join('').replaceAll(/\s/g, '');
    expect(paper.tagged).toBe(true);
    expect(said).toContain('名簿一郎');
    expect(said).not.toContain('名簿二郎');
    expect(said).toContain(sentOnes[1]!.referral.number);
    const told = await api.db.admin<{ referral_id: string; categories: string[] }>(
      `SELECT referral_id, categories FROM portal.disclosure WHERE medium = 'pdf' AND referral_id = ANY($1::uuid[])`,
      [sentOnes.map(({ referral }) => referral.id)],
    );
    expect(told).toEqual([{ referral_id: sentOnes[0]!.referral.id, categories: ['identity'] }]);
    expect((await roster(sender)).status).toBe(403);
    expect((await roster(stranger)).status).toBe(403);
  });

  it('frees the place of a referral that has ended', async () => {
    const session = await planned(1);
    const [first, second] = await sent(2);
    expectStatus(201, await book(session, first!));
    expectStatus(201, await book(session, second!));
    const cancelled = await move(sender, await look(sender, first!), 'cancellation', {
      reason: 'not_needed',
    });
    expectStatus(200, cancelled);
    const worker = new WorkerDatabase(api.db.connections.worker, 'session test');
    try {
      await worker.transaction(async (tx) => {
        for (const { session_id } of await tx.query<{ session_id: string }>(
          'SELECT * FROM portal.free_ended_slots()',
        ))
          await tx.query('SELECT * FROM portal.fill_slots($1)', [session_id]);
      });
    } finally {
      await worker.onApplicationShutdown();
    }
    const now = expectStatus<Session>(200, await host.get(`intake-sessions/${session.session.id}`));
    expect(now.bookings.find(({ slot }) => slot === 1)?.referralId).toBe(second);
  });

  it('is listed by month and goes into calendars', async () => {
    const session = await planned(3);
    const month = session.session.startsAt.slice(0, 7);
    const listed = expectStatus<{ id: string }[]>(200, await stranger.get(`intake-sessions?month=${month}`));
    const inJapan = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(
      new Date(session.session.startsAt),
    );
    if (inJapan.startsWith(month)) expect(listed.map(({ id }) => id)).toContain(session.session.id);
    const file = await stranger.get(`intake-sessions/${session.session.id}/calendar.ics`);
    expect(file.text).toContain('SUMMARY:職業ガイダンス');
  });
});
