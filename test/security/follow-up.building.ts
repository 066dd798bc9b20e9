import type { Worker } from '../factories/identity.js';
import {
  buildDraft,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  withdraw,
} from '../factories/referrals.js';
import { ifMatch } from '../support/client.js';
import { eventually } from '../worker/worker.world.js';
import type { Party } from './cases.js';

/** What follows from a withdrawal, an emergency or a mistake, with what each side may still do about it. */
export interface FollowUpIds {
  readonly withdrawal: string;
  readonly duty: string;
  readonly ground: string;
  readonly opening: string;
  readonly misdirection: string;
  readonly ledgerOrder: string;
  readonly paperOrder: string;
}

/** A set of them: between whom, and whose the opening and the order are. */
export interface FollowUpAt {
  readonly owner: Party;
  readonly to: Party;
  readonly ids: FollowUpIds;
  readonly openedBy: string;
  readonly orderedBy: string;
}

const reason = '本人が職場で倒れて搬送され、救急隊から持病と服薬の照会を受けているため。';

/** Builds several sets, since what one act ends another needs. The people of these have no canaries: an opening would show them. */
export async function buildFollowUps(
  proposer: Worker,
  owner: Worker,
  recipient: Worker,
): Promise<FollowUpAt[]> {
  const built: FollowUpAt[] = [];
  expectStatus(200, await owner.put('agency-representative', { name: '試験 代表' }, ifMatch(0)));
  for (let nth = 0; nth < 4; nth += 1)
    built.push({
      owner: 'sender',
      to: 'recipient',
      ids: await buildSet(proposer, owner, recipient),
      openedBy: recipient.accountId,
      orderedBy: owner.accountId,
    });
  return built;
}

async function buildSet(proposer: Worker, owner: Worker, recipient: Worker): Promise<FollowUpIds> {
  const sent = await buildSentReferral(owner, recipient);
  expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
  expectStatus(200, await withdraw(owner, sent.consent));
  const [withdrawal] = expectStatus<{ id: string; duties: { id: string }[] }[]>(
    200,
    await owner.get(`people/${sent.personId}/withdrawals`),
  );
  const opening = expectStatus<{ id: string }>(
    201,
    await recipient.post(
      `referrals/${sent.referral.id}/recipients/${sent.referral.lines[0]!.id}/emergency-openings`,
      { ground: 'life', reason },
    ),
  );
  const ground = expectStatus<{ id: string }>(
    201,
    await proposer.post(`people/${sent.personId}/legal-grounds`, {
      recipientAgencyId: recipient.agencyId,
      purpose: 'intake',
      categories: ['identity'],
      basis: 'life',
      reason: '本人の生命に関わるおそれがあるため',
      untilDay: dayFromToday(3),
    }),
  );
  const order = expectStatus<{ id: string }>(
    201,
    await owner.post('ledger-orders', {
      side: 'provider',
      from: dayFromToday(-1),
      until: dayFromToday(0),
      format: 'csv',
      reason: '点検',
    }),
  );
  return {
    withdrawal: withdrawal!.id,
    duty: withdrawal!.duties[0]!.id,
    ground: ground.id,
    opening: opening.id,
    misdirection: await misdirected(owner, recipient),
    ledgerOrder: order.id,
    paperOrder: await papersOf(owner),
  };
}

/** A file of papers that is ready: of a draft that nobody else asks anything of. */
async function papersOf(owner: Worker): Promise<string> {
  const personId = await buildPerson(owner);
  const { id } = await buildDraft(owner, { personId, recipientAgencyIds: [] });
  const order = expectStatus<{ id: string }>(201, await owner.post('paper-orders', { referralIds: [id] }));
  const isReady = async () => {
    const all = expectStatus<{ id: string; state: string }[]>(200, await owner.get('paper-orders'));
    return all.find((one) => one.id === order.id)?.state === 'done';
  };
  await eventually(async () => expect(await isReady()).toBe(true));
  return order.id;
}

async function misdirected(owner: Worker, recipient: Worker): Promise<string> {
  const { referral } = await buildSentReferral(owner, recipient);
  const seen = await look(owner, referral.id);
  const line = seen.lines[0] as unknown as { id: string; version: number };
  const incident = expectStatus<{ id: string; version: number; duty: { id: string; version: number } }>(
    201,
    await owner.post(
      `referrals/${referral.id}/recipients/${line.id}/misdirection`,
      { reason: 'wrong_recipient', foundOn: dayFromToday(0), account: '宛先を誤った' },
      ifMatch(line.version),
    ),
  );
  expectStatus(
    200,
    await recipient.post(
      `erasure-duties/${incident.duty.id}/answer`,
      { answer: 'destroyed', answeredOn: dayFromToday(0), answeredName: '試験' },
      ifMatch(incident.duty.version),
    ),
  );
  expectStatus(
    200,
    await owner.patch(
      `misdirections/${incident.id}`,
      { personToldOn: dayFromToday(0) },
      ifMatch(incident.version),
    ),
  );
  return incident.id;
}
