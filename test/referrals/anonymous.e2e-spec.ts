import type { DataCategory } from '#libs/people';
import { withheldName } from '#libs/referrals';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildConsent, buildDraft, buildPerson, expectStatus, look, move } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  [sender, recipient] = [await buildWorker(api), await buildWorker(api)];
});
afterAll(() => api.close());

const name = '匿名 希望子';
const told: DataCategory[] = ['request', 'medical'];

describe('a consultation without a name', () => {
  it('tells everything but who it is, everywhere, until the person agrees to that too', async () => {
    const personId = await buildPerson(sender, { name, kana: 'とくめい きぼうこ', birthDate: '1991-03-04' });
    const to = { recipientAgencyId: recipient.agencyId };
    await buildConsent(sender, personId, { ...to, categories: told });
    const draft = await buildDraft(sender, { personId, ...to, categories: ['identity', ...told] });
    expectStatus(200, await move(sender, draft, 'sending'));
    const path = `referrals/${draft.id}`;
    const everything = async () => {
      const answers = [];
      for (const address of [path, `${path}/package`, `${path}/events`, 'referrals?box=received', 'today'])
        answers.push((await recipient.get(address)).text);
      return answers.join('\n');
    };
    expect(await look(recipient, draft.id)).toMatchObject({ personName: withheldName });
    await move(recipient, await look(recipient, draft.id), 'receipt');
    for (const secret of [name, 'とくめい', '1991-03-04']) expect(await everything()).not.toContain(secret);
    expect(await look(recipient, draft.id)).toMatchObject({ personName: withheldName });
    const read = expectStatus(200, await recipient.get(`${path}/package`));
    expect(read['withheld']).toEqual(['identity']);
    const ledger = await api.db.admin<{ categories: string[] }>(
      'SELECT categories FROM portal.disclosure WHERE referral_id = $1',
      [draft.id],
    );
    for (const { categories } of ledger) expect(categories).not.toContain('identity');

    await buildConsent(sender, personId, { ...to, categories: ['identity', ...told] });
    expect(await look(recipient, draft.id)).toMatchObject({ personName: name });
    expect(expectStatus(200, await recipient.get(`${path}/package`))).toMatchObject({
      withheld: [],
      intact: true,
    });
    const [last] = await api.db.admin<{ categories: string[] }>(
      `SELECT categories FROM portal.disclosure WHERE referral_id = $1 AND method = 'opened' ORDER BY at DESC LIMIT 1`,
      [draft.id],
    );
    expect(last?.categories).toContain('identity');
  });

  it('is for asking alone: whoever is to support somebody has to know whom', async () => {
    const personId = await buildPerson(sender);
    const to = { recipientAgencyId: recipient.agencyId };
    await buildConsent(sender, personId, { ...to, categories: told });
    const draft = await buildDraft(sender, { personId, ...to, categories: ['identity', ...told] });
    const support = expectStatus(
      200,
      await sender.patch(
        `referrals/${draft.id}`,
        { purpose: 'support' },
        { 'if-match': `"${draft.version}"` },
      ),
    );
    const refused = await move(sender, support as never, 'sending');
    expect([refused.status, refused.body['code']]).toEqual([409, 'consent.not_active']);
  });
});
