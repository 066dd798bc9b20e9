import { buildWorker, type Worker } from '../factories/identity.js';
import { buildConsent, buildDraft, buildPerson, expectStatus } from '../factories/referrals.js';
import type { TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { parties, type Party } from './cases.js';

/** A draft of every agency that waits for one of its managers; answers the request for the approval. */
export async function buildApprovals(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
): Promise<Readonly<Record<Party, string>>> {
  const recipient = await buildWorker(api, { role: 'acceptor' });
  const built = {} as Record<Party, string>;
  for (const party of parties) {
    const [drafter, manager] = [
      await buildWorker(api, { agencyId: agencies[party], role: 'staff' }),
      await buildWorker(api, { agencyId: agencies[party], role: 'manager' }),
    ];
    expectStatus(200, await manager.put('approval-setting', { rule: 'never' }, ifMatch(0)));
    const personId = await buildPerson(drafter, {
      name: '決裁 の人',
      kana: 'けっさい のひと',
      birthDate: '1948-01-01',
    });
    await buildConsent(drafter, personId, { recipientAgencyId: recipient.agencyId });
    const draft = await buildDraft(drafter, { personId, recipientAgencyId: recipient.agencyId });
    const { requests } = expectStatus<{ requests: { id: string }[] }>(
      200,
      await drafter.post(`referrals/${draft.id}/approvals`, {}, ifMatch(draft.version)),
    );
    built[party] = requests[0]!.id;
    await api.db.admin('UPDATE portal.membership SET ended_at = now() WHERE account_id = ANY($1)', [
      [drafter.accountId, manager.accountId],
    ]);
  }
  return built;
}

/** A manager who is away, and who stands in: so that what the manager drafts can be approved, too. */
export async function standIn(api: TestApi, manager: Worker, deputy: Worker): Promise<void> {
  await api.db.admin(
    `INSERT INTO portal.absence (id, agency_id, account_id, deputy_id, from_on, until_on, created_by)
     VALUES (gen_random_uuid(), $1, $2, $3, '2020-01-01', '2040-01-01', $2)`,
    [manager.agencyId, manager.accountId, deputy.accountId],
  );
}
