import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildConsent, buildPerson, expectStatus, look, move } from '../factories/referrals.js';
import { readPdf } from '../support/pdf.reader.js';

let api: TestApi;
let school: Worker;
let center: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  school = await buildWorker(api);
  center = await buildWorker(api, { role: 'acceptor' });
  stranger = await buildWorker(api);
});
afterAll(() => api.close());

interface Cohort {
  id: string;
  total: number;
  sent: number;
  refused: number;
  members: {
    personId: string;
    state: string;
    why: string | null;
    referralId: string | null;
    uncovered: string[];
    missing: string[];
    values: { code: string; value: string }[];
  }[];
}

const read = async (id: string) => expectStatus<Cohort>(200, await school.get(`cohorts/${id}`));

/** Pupils of the school; those who agree have a consent for the center. */
async function pupil(nth: number, agrees: boolean): Promise<string> {
  const personId = await buildPerson(school, {
    birthDate: `2008-05-${String(nth + 1).padStart(2, '0')}`,
    sheets: { school: { school: '青葉特別支援学校' } },
  });
  if (agrees) await agree(personId);
  return personId;
}

const agree = (personId: string) =>
  buildConsent(school, personId, {
    recipientAgencyId: center.agencyId,
    categories: ['identity', 'request', 'school'],
    purposes: ['handover', 'report_back'],
  });

const common = (personIds: string[]) => ({
  title: '令和8年度 卒業生',
  recipientAgencyId: center.agencyId,
  personIds,
  type: 'graduate',
  purpose: 'handover',
  services: ['consultation'],
  categories: ['identity', 'request', 'school'],
  ask: '卒業後の就業と生活の支援をお願いします。',
  background: '',
  values: { school: '青葉特別支援学校', graduatesOn: '2027-03-31' },
});

describe('a group of graduates', () => {
  it('is sent one by one: whoever cannot be sent is named with the reason, and can be tried again', async () => {
    const people = [];
    for (let nth = 0; nth < 7; nth += 1) people.push(await pupil(nth, nth !== 2));
    let cohort = expectStatus<Cohort>(201, await school.post('cohorts', common(people)));
    const path = `cohorts/${cohort.id}`;
    expect(cohort.members.filter(({ uncovered }) => uncovered.length > 0)).toHaveLength(1);
    for (const personId of people)
      cohort = expectStatus<Cohort>(
        200,
        await school.put(`${path}/members/${personId}`, { wish: '働きたい', values: {} }),
      );
    // A few at a time, so that one sees how far it is.
    cohort = expectStatus<Cohort>(200, await school.post(`${path}/sending`, {}));
    expect(cohort.sent + cohort.refused).toBe(5);
    cohort = expectStatus<Cohort>(200, await school.post(`${path}/sending`, {}));
    expect(cohort).toMatchObject({ total: 7, sent: 6, refused: 1 });
    expect((await school.post(`${path}/sending`, {})).status).toBe(409);
    const left = cohort.members.find(({ state }) => state === 'refused');
    expect(left?.personId).toBe(people[2]);
    expect(left?.why).toContain('同意');

    await agree(people[2]!);
    cohort = expectStatus<Cohort>(200, await school.post(`${path}/retry`, {}));
    cohort = expectStatus<Cohort>(200, await school.post(`${path}/sending`, {}));
    expect(cohort).toMatchObject({ sent: 7, refused: 0 });
    const [row] = await api.db.admin<{ n: number }>(
      `SELECT count(*)::int AS n FROM portal.referral WHERE source_agency_id = $1`,
      [school.agencyId],
    );
    expect(row?.n).toBe(7);
    const arrived = await look(center, cohort.members[0]!.referralId!);
    expectStatus(200, await move(center, arrived, 'receipt'));
    expect((await center.get(`referrals/${arrived.id}/package`)).text).toContain('2027-03-31');
  });

  it('takes other types too, asks of each person what is theirs alone, and knows what is written down already', async () => {
    const types = expectStatus<
      { code: string; fields: { code: string; own: boolean; required: boolean }[] }[]
    >(200, await school.get('cohorts/types'));
    expect(types.map(({ code }) => code)).toEqual(['graduate', 'retention_end', 'handover', 'information']);
    const worker = await pupil(30, true);
    expectStatus(
      201,
      await school.post(`people/${worker}/support-terms`, { kind: 'retention', baseOn: '2023-05-20' }),
    );
    const input = {
      ...common([worker]),
      type: 'retention_end',
      categories: ['identity', 'request'],
      values: { overlap: '3か月' },
    };
    const cohort = expectStatus<Cohort>(201, await school.post('cohorts', input));
    const [member] = cohort.members;
    expect(member).toMatchObject({
      values: [{ code: 'employedOn', value: '2023-05-20' }],
      missing: ['本人の意向', '課題の整理'],
      uncovered: [],
    });
    const own = { employedOn: '2023-05-20', issues: '遅刻' };
    const path = `cohorts/${cohort.id}/members/${worker}`;
    const described = expectStatus<Cohort>(
      200,
      await school.put(path, { wish: '働き続けたい', values: own }),
    );
    expect(described.members[0]).toMatchObject({ missing: [] });
    expect((await school.put(path, { wish: '', values: { school: 'x' } })).status).toBe(422);
    expectStatus(200, await school.post(`cohorts/${cohort.id}/sending`, {}));
    const form = await school.get(`referrals/${(await read(cohort.id)).members[0]?.referralId}/particulars`);
    for (const part of ['3か月', '遅刻', '2026-11-19']) expect(form.text).toContain(part);
    // Nobody is handed over for a case conference.
    expect((await school.post('cohorts', { ...input, type: 'case_meeting' })).status).toBe(422);
  });

  it('is taken along as a tagged roster and as a list of what came of each, by the own agency alone', async () => {
    const people = [await pupil(27, true), await pupil(28, false)];
    const cohort = expectStatus<Cohort>(201, await school.post('cohorts', common(people)));
    for (const personId of people)
      expectStatus(
        200,
        await school.put(`cohorts/${cohort.id}/members/${personId}`, { wish: '=働きたい', values: {} }),
      );
    expectStatus(200, await school.post(`cohorts/${cohort.id}/sending`, {}));
    const file = (worker: Worker, path: string) =>
      fetch(`${api.url}/api/v1/cohorts/${cohort.id}/${path}`, { headers: { cookie: `sid=${worker.token}` } });
    const paper = await readPdf(Buffer.from(await (await file(school, 'roster')).arrayBuffer()));
    const said = paper.pages.join('').replaceAll(/\s/g, '');
    expect(paper.tagged).toBe(true);
    for (const part of ['令和8年度卒業生', '送付済み', '送れません', '同意がない', '試験太郎'])
      expect(said).toContain(part);
    const list = await (await file(school, 'file?format=csv')).text();
    const rows = list.split('\r\n').filter((line) => line !== '');
    expect(rows).toHaveLength(3);
    expect(list).toContain('本人の同意がありません');
    // A text that a spreadsheet would take for a formula stays a text.
    expect(list).toContain("'=働きたい");
    for (const path of ['roster', 'file?format=csv'])
      for (const other of [center, stranger]) expect((await file(other, path)).status).toBe(404);
    const taken = await api.db.admin<{ action: string }>(
      `SELECT action FROM audit.entry WHERE object_id = $1 AND action IN ('cohort.print', 'cohort.export') ORDER BY action`,
      [cohort.id],
    );
    expect(taken.map(({ action }) => action)).toEqual(['cohort.export', 'cohort.print']);
  });

  it('is taken along twenty times in a day, as a list or as a roster, and more with a reason', async () => {
    const cohort = expectStatus<Cohort>(201, await school.post('cohorts', common([await pupil(29, true)])));
    const clerk = await buildWorker(api, { agencyId: school.agencyId });
    const list = () => clerk.get(`cohorts/${cohort.id}/file?format=csv`);
    for (let nth = 0; nth < 20; nth += 1) expect((await list()).status).toBe(200);
    expect((await list()).body).toMatchObject({ status: 409, code: 'export.many' });
    expect((await clerk.get(`cohorts/${cohort.id}/roster`)).body).toMatchObject({ code: 'export.many' });
    expectStatus(204, await clerk.post('reading-reasons', { reason: '年度末の引継ぎのため' }));
    expect((await list()).status).toBe(200);
  });

  it('sends nobody twice when two people press at the same moment', async () => {
    const people = [await pupil(20, true), await pupil(21, true), await pupil(22, true)];
    const cohort = expectStatus<Cohort>(201, await school.post('cohorts', common(people)));
    for (const personId of people)
      expectStatus(
        200,
        await school.put(`cohorts/${cohort.id}/members/${personId}`, { wish: '働きたい', values: {} }),
      );
    const colleague = await buildWorker(api, { agencyId: school.agencyId, role: 'staff' });
    const answers = await Promise.all(
      [school, colleague].map((worker) => worker.post(`cohorts/${cohort.id}/sending`, {})),
    );
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const sent = await api.db.admin<{ person_id: string }>(
      `SELECT person_id FROM portal.referral_line WHERE person_id = ANY($1::uuid[]) AND status = 'sent'`,
      [people],
    );
    expect(sent.map(({ person_id }) => person_id).sort()).toEqual([...people].sort());
  });

  it("holds sixty at most, own people only, and is nobody else's", async () => {
    const own = await pupil(25, true);
    const foreign = await buildPerson(stranger);
    expect((await school.post('cohorts', common([own, foreign]))).status).toBe(404);
    expect((await school.post('cohorts', common([]))).status).toBe(422);
    const many = Array.from(
      { length: 61 },
      (_, nth) => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`,
    );
    expect((await school.post('cohorts', common(many))).status).toBe(422);
    const cohort = expectStatus<Cohort>(201, await school.post('cohorts', common([own])));
    expect((await stranger.get(`cohorts/${cohort.id}`)).status).toBe(404);
    expect((await center.post(`cohorts/${cohort.id}/sending`, {})).status).toBe(404);
    expect((await center.get('cohorts')).body).toEqual([]);
  });
});
