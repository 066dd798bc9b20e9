import { buildWorker, type Worker } from '../factories/identity.js';
import { buildPerson, dayFromToday, expectStatus } from '../factories/referrals.js';
import type { TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { parties, type Party } from './cases.js';

/** What an agency has about its people besides cases: records that look alike, merges, requests, one whose time is over. */
export interface MatterIds {
  readonly keptPerson: string;
  readonly gonePerson: string;
  readonly erasable: string;
  readonly personPair: string;
  readonly personMerge: string;
  readonly personRequest: string;
}

/** How far the request of each agency has come: each step is open to somebody. */
const steps: Readonly<Record<Party, number>> = { sender: 2, recipient: 0, stranger: 0 };

/** Builds it for every agency. */
export async function buildMatters(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
): Promise<Readonly<Record<Party, MatterIds>>> {
  const built = {} as Record<Party, MatterIds>;
  for (const party of parties) {
    const manager = await buildWorker(api, { agencyId: agencies[party], role: 'manager' });
    built[party] = await buildAround(api, manager, steps[party]);
    await api.db.admin('UPDATE portal.membership SET ended_at = now() WHERE account_id = $1', [
      manager.accountId,
    ]);
  }
  return built;
}

async function buildAround(api: TestApi, manager: Worker, done: number): Promise<MatterIds> {
  const person = (birthDate: string) =>
    buildPerson(manager, { name: '同名 の人', kana: 'どうめい のひと', birthDate, sheets: {} });
  const [keptPerson, gonePerson] = [await person('1950-01-01'), await person('1951-01-01')];
  const [mergedInto, merged] = [await person('1952-01-01'), await person('1953-01-01')];
  expectStatus(
    201,
    await manager.post('person-merges', {
      keptId: mergedInto,
      goneId: merged,
      keptVersion: 1,
      goneVersion: 1,
      taken: [],
    }),
  );
  const [merge] = expectStatus<{ id: string }[]>(200, await manager.get('person-merges'));
  for (let nth = 0; nth < 2; nth += 1) await person('1954-01-01');
  expectStatus(200, await manager.post('person-pairs/search'));
  const pairs = expectStatus<{ items: { id: string }[] }>(200, await manager.get('person-pairs'));

  const erasable = await person('1955-01-01');
  await api.db.admin(
    `UPDATE portal.person SET status = 'closed', ended_on = '2000-01-01', end_reason = 'other' WHERE id = $1`,
    [erasable],
  );
  const setting = {
    personYears: 5,
    disclosureYears: 5,
    answerDays: 10,
    hourlyReadings: 500,
    // Everything is read many times here.
    dailyExports: 200,
  };
  expectStatus(200, await manager.put('record-setting', setting, ifMatch(0)));
  return {
    ...{ keptPerson, gonePerson, erasable },
    personPair: pairs.items[0]!.id,
    personMerge: merge!.id,
    personRequest: await requestOf(manager, keptPerson, done),
  };
}

async function requestOf(manager: Worker, personId: string, done: number): Promise<string> {
  const { id } = expectStatus<{ id: string }>(
    201,
    await manager.post(`people/${personId}/requests`, {
      kind: 'disclose',
      receivedOn: dayFromToday(0),
      askedBy: 'person',
      asker: '試験',
    }),
  );
  const next = [
    ['identification', { means: 'known' }],
    ['decision', { decision: 'granted' }],
  ] as const;
  for (const [nth, [route, body]] of next.slice(0, done).entries())
    expectStatus(200, await manager.post(`person-requests/${id}/${route}`, body, ifMatch(nth + 1)));
  return id;
}
