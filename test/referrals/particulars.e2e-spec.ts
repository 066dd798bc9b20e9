import { ifMatch } from '../support/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  expectStatus,
  look,
  move,
  type ReferralBody,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
});
afterAll(() => api.close());

const sheets = { employment: { workplace: '青葉製作所' }, progress: { summary: '月1回の面談' } };

/** A draft of a type, with everything else that sending asks for. */
async function draftOf(type: string, categories = ['identity', 'request', 'employment', 'progress']) {
  const personId = await buildPerson(sender, { sheets, birthDate: '2008-05-10' });
  await buildConsent(sender, personId, {
    recipientAgencyId: recipient.agencyId,
    categories: ['identity', 'request', 'employment', 'progress', 'living'],
    purposes: ['intake', 'support', 'handover', 'report_back'],
  });
  const draft = await buildDraft(sender, {
    personId,
    recipientAgencyId: recipient.agencyId,
    categories: categories as never,
  });
  return expectStatus<ReferralBody>(
    200,
    await sender.patch(`referrals/${draft.id}`, { type, purpose: 'handover' }, ifMatch(draft.version)),
  );
}

const put = (worker: Worker, draft: ReferralBody, values: Record<string, string>, version = 1) =>
  worker.put(`referrals/${draft.id}/particulars`, { values }, ifMatch(version));

interface Form {
  fields: { code: string; value: string; derived: boolean; told: boolean }[];
  untold: string[];
  version: number;
}

describe('the fields of a type', () => {
  it('are asked for, worked out, frozen under their kind of data and read by the recipient', async () => {
    const draft = await draftOf('retention_end');
    const form = expectStatus<Form>(
      200,
      await put(sender, draft, {
        employedOn: '2023-05-20',
        issues: '朝の遅刻が増えている',
        overlap: '3か月',
      }),
    );
    const valueOf = (code: string) => form.fields.find((field) => field.code === code);
    expect(valueOf('retentionEndsOn')).toMatchObject({ value: '2026-11-19', derived: true, told: true });
    const sent = expectStatus<ReferralBody>(200, await move(sender, await look(sender, draft.id), 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, sent.id), 'receipt'));
    const { sections } = expectStatus<{ sections: { category: string; lines: object[] }[] }>(
      200,
      await recipient.get(`referrals/${draft.id}/package`),
    );
    const linesOf = (category: string) => sections.find((section) => section.category === category)?.lines;
    expect(linesOf('employment')).toEqual(
      expect.arrayContaining([
        { label: '就職日', text: '2023-05-20' },
        { label: '就労定着支援の満了日', text: '2026-11-19' },
      ]),
    );
    expect(linesOf('progress')).toEqual(
      expect.arrayContaining([{ label: '課題の整理', text: '朝の遅刻が増えている' }]),
    );
    expect(linesOf('request')).toEqual(expect.arrayContaining([{ label: '並走期間', text: '3か月' }]));
  });

  it("are final once the referral is sent, and the source's alone before and after", async () => {
    const draft = await draftOf('retention_end');
    const values = { employedOn: '2023-05-20', issues: '課題' };
    expect((await recipient.get(`referrals/${draft.id}/particulars`)).status).toBe(404);
    expectStatus(200, await put(sender, draft, values));
    expect((await put(sender, draft, values)).status).toBe(412);
    expectStatus(200, await move(sender, await look(sender, draft.id), 'sending'));
    expect((await put(sender, draft, values, 2)).status).toBe(409);
    expect((await recipient.get(`referrals/${draft.id}/particulars`)).status).toBe(404);
    expect((await put(recipient, draft, values, 2)).status).toBe(404);
    // Whatever the application does, the database keeps what was sent.
    const rows = await api.db.admin<{ kept: boolean }>(
      `SELECT version = 2 AS kept FROM portal.referral_particulars WHERE referral_id = $1`,
      [draft.id],
    );
    expect(rows).toEqual([{ kept: true }]);
  });

  it('stop the sending while a required one is empty, and warn of what would not be told', async () => {
    const draft = await draftOf('retention_end');
    const refused = await move(sender, await look(sender, draft.id), 'sending');
    expect(refused).toMatchObject({ status: 422, body: { code: 'referral.incomplete' } });
    expect(refused.text).toContain('「就職日」「課題の整理」');
    const form = expectStatus<Form>(
      200,
      await put(sender, draft, { employedOn: '2023-05-20', issues: '課題', familyTold: 'told' }),
    );
    expect(form.untold).toEqual(['living']);
    const { items } = expectStatus<{ items: { code: string; done: boolean }[] }>(
      200,
      await sender.get(`referrals/${draft.id}/completeness`),
    );
    expect(items.find(({ code }) => code === 'particulars.told')?.done).toBe(false);
  });

  it('are checked one by one, in the words of the form', async () => {
    const draft = await draftOf('retention_end');
    const answer = await put(sender, draft, {
      employedOn: '2026-02-30',
      workplaceTold: 'perhaps',
      workplace: 'あ'.repeat(201),
      school: '別の種別の項目',
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      errors: [
        { field: 'values.employedOn', label: '就職日' },
        { field: 'values.workplaceTold', detail: '一覧から選んでください。' },
        { field: 'values.workplace', detail: '200文字以内で入力してください。' },
        { field: 'values.school' },
      ],
    });
  });

  it('follow the type: what the new one does not ask for is told no longer', async () => {
    const draft = await draftOf('retention_end');
    expectStatus(200, await put(sender, draft, { employedOn: '2023-05-20', issues: '課題の秘密' }));
    const now = await look(sender, draft.id);
    expectStatus(
      200,
      await sender.patch(`referrals/${draft.id}`, { type: 'introduction' }, ifMatch(now.version)),
    );
    const preview = await sender.get(`referrals/${draft.id}/preview`);
    expect(preview.text).not.toContain('課題の秘密');
  });
});
