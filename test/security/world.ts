import { hashOfToken, invitationToken, type Role } from '#libs/identity';
import { newId } from '#libs/platform';
import { buildAgency, buildWorker, testPassword, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';
import type { Client } from '../support/client.js';
import { Canaries } from './canaries.js';
import { buildApprovals, standIn } from './approval.building.js';
import { buildDeclineReviews } from './decline.building.js';
import { buildCase, type CaseIds } from './case.building.js';
import { buildImports, type ImportAt } from './import.building.js';
import { buildFollowUps, type FollowUpAt } from './follow-up.building.js';
import { buildEntryThings, type EntryThings } from './entry.building.js';
import { buildAgreement, buildLeaflets, type LeafletAt } from './leaflet.building.js';
import { type CaseName, caseNames, parties, type Party, ruleOf } from './cases.js';
import { buildMatters, type MatterIds } from './matter.building.js';
import { buildTransitions, type TransitionIds } from './transition.building.js';
import { buildTold, type ToldIds } from './webhook.building.js';
import { buildInquiries } from './inquiry.building.js';
import { buildCouncils, type CouncilIds, type MeetingAt } from './council.building.js';
import { type AgendaIds, buildAgendas } from './agenda.building.js';
import { buildDates, type DateIds } from './date.building.js';
import { buildReports, type ReportAt } from './report.building.js';
import { buildMinutes, buildRecords, type MinutesAt, type RecordIds } from './record.building.js';
import { buildUpkeepThings, type UpkeepIds } from './upkeep.building.js';

/** Somebody who sends requests. */
export interface Caller {
  readonly name: string;
  readonly client: Client;
  /** The agency for which they act; none when signed out or no longer a member. */
  readonly party?: Party;
  readonly role: Role | null;
  readonly accountId?: string;
}

/** An agency with what is its own besides cases. */
export interface PartyIds {
  readonly agency: string;
  readonly service: string;
  /** A notice of the agency's staff member. */
  readonly notice: string;
  readonly noticeOwner: string;
  /** A search that the same person keeps. */
  readonly savedSearch: string;
  readonly synonym: string;
  /** That the same person is away. */
  readonly absence: string;
}

/** Three agencies, their people, and a case in every state that matters. */
export interface World {
  readonly api: TestApi;
  readonly canaries: Canaries;
  readonly callers: readonly Caller[];
  readonly cases: Readonly<Record<CaseName, CaseIds>>;
  /** Builds more cases. */
  readonly add: (names: readonly CaseName[]) => Promise<void>;
  readonly parties: Readonly<Record<Party, PartyIds>>;
  readonly followUps: readonly FollowUpAt[];
  readonly entryChanges: EntryThings['entryChanges'];
  readonly entryFiles: EntryThings['entryFiles'];
  /** Lists in the states in which something can be ordered. */
  readonly imports: readonly ImportAt[];
  /** Editions of the leaflet in the states in which something can be ordered. */
  readonly leaflets: readonly LeafletAt[];
  readonly matters: Readonly<Record<Party, MatterIds>>;
  readonly transitions: Readonly<Record<Party, TransitionIds>>;
  /** A draft of each agency that waits for a superior. */
  readonly approvals: Readonly<Record<Party, string>>;
  /** A no of which the secretariat has not said yet whether it stands. */
  readonly declineReviews: Readonly<Record<Party, string>>;
  readonly upkeep: Readonly<Record<Party, UpkeepIds>>;
  /** What each asks the next one: whether there is room. */
  readonly inquiries: Readonly<Record<Party, string>>;
  /** What each keeps, with a seat for the next one. */
  readonly councils: Readonly<Record<Party, CouncilIds>>;
  readonly meetings: readonly MeetingAt[];
  readonly agendas: AgendaIds;
  readonly minutes: readonly MinutesAt[];
  readonly reportsUp: readonly ReportAt[];
  readonly records: Readonly<Record<Party, RecordIds>>;
  /** What each plans for a year, and the days about which it asks. */
  readonly dates: Readonly<Record<Party, DateIds>>;
  readonly told: Readonly<Record<Party, ToldIds>>;
  /** What opens the door for somebody who is not signed in. */
  readonly keys: { email: string; password: string; invitation: string; shownBlock: string };
}

/** Builds the world, with all cases or some; close it in afterAll. */
export async function buildWorld(wanted: readonly CaseName[] = caseNames): Promise<World> {
  const api = await startApi();
  const canaries = new Canaries();
  const agencies = {} as Record<Party, string>;
  for (const party of parties) agencies[party] = await buildAgency(api, { name: party });

  const join = async (party: Party, role: Role) => {
    const worker = await buildWorker(api, { agencyId: agencies[party], role });
    canaries.keep('staff', 'address', worker.email);
    return worker;
  };
  const staff = await join('sender', 'staff');
  const acceptor = await join('sender', 'acceptor');
  const manager = await join('sender', 'manager');
  const secretariat = await join('sender', 'secretariat');
  const former = await join('sender', 'manager');
  const recipientStaff = await join('recipient', 'staff');
  const recipientAcceptor = await join('recipient', 'acceptor');
  const strangerManager = await join('stranger', 'manager');

  await standIn(api, manager, acceptor);
  const desks: Record<Party, Worker> = {
    sender: manager,
    recipient: recipientAcceptor,
    stranger: strangerManager,
  };
  const cases = {} as Record<CaseName, CaseIds>;
  const add = (names: readonly CaseName[]) =>
    inTurns(4, names, async (name) => {
      const { owner, to } = ruleOf(name);
      cases[name] = await buildCase(api, canaries, name, desks[owner], desks[to]);
    });
  await add(wanted);
  await endSupport(api, manager, cases);
  if (cases.accepted) await makeHandover(api, cases.accepted.referral);
  await api.db.admin('UPDATE portal.membership SET ended_at = now() WHERE account_id = $1', [
    former.accountId,
  ]);

  const built = await buildCouncils(api, agencies);
  const caller = (name: string, worker: Worker, party: Party, role: Role): Caller => ({
    name,
    client: worker,
    party,
    role,
    accountId: worker.accountId,
  });
  const records = await buildRecords(api, agencies, built.councils);
  const minutes = await buildMinutes(api, agencies, built.councils);
  return {
    api,
    canaries,
    callers: [
      { name: 'signed out', client: api.client(), role: null },
      { name: 'former manager of the sender', client: former, role: null, accountId: former.accountId },
      caller('secretariat of the sender', secretariat, 'sender', 'secretariat'),
      caller('manager of a stranger', strangerManager, 'stranger', 'manager'),
      caller('staff of the recipient', recipientStaff, 'recipient', 'staff'),
      caller('acceptor of the recipient', recipientAcceptor, 'recipient', 'acceptor'),
      caller('staff of the sender', staff, 'sender', 'staff'),
      caller('acceptor of the sender', acceptor, 'sender', 'acceptor'),
      caller('manager of the sender', manager, 'sender', 'manager'),
    ],
    cases,
    add,
    parties: {
      sender: await buildOwn(api, agencies.sender, staff.accountId),
      recipient: await buildOwn(api, agencies.recipient, recipientStaff.accountId),
      stranger: await buildOwn(api, agencies.stranger, strangerManager.accountId),
    },
    followUps: await buildFollowUps(acceptor, manager, recipientAcceptor),
    ...(await buildEntryThings(api, agencies)),
    imports: await buildImports(api, secretariat.accountId),
    leaflets: await leafletsOf(api, secretariat, agencies),
    matters: await buildMatters(api, agencies),
    transitions: await buildTransitions(api, agencies),
    inquiries: await buildInquiries(api, agencies),
    ...built,
    agendas: await buildAgendas(api, agencies, built),
    minutes,
    records,
    reportsUp: await buildReports(api, minutes, built.councils, records),
    dates: await buildDates(api, agencies, built.councils),
    told: await buildTold(api, agencies),
    approvals: await buildApprovals(api, agencies),
    declineReviews: await buildDeclineReviews(api, cases),
    upkeep: await buildUpkeepThings(api, agencies, secretariat.accountId),
    keys: {
      email: staff.email,
      password: testPassword,
      invitation: await invite(api, manager),
      shownBlock: (await manager.get('leaflet-consent')).body.block.digest,
    },
  };
}

/** The cases introduce people; with one of them the responsibility moves, which is final like everything that was sent. */
async function makeHandover(api: TestApi, referralId: string): Promise<void> {
  await api.db.admin(`DO $$ BEGIN
    SET LOCAL session_replication_role = replica;
    UPDATE portal.referral SET type = 'handover' WHERE id = '${referralId}';
  END $$`);
}

/** Support of two people has ended, and a third one's record is kept beyond its time. */
async function endSupport(
  api: TestApi,
  manager: Worker,
  cases: Readonly<Partial<Record<CaseName, CaseIds>>>,
): Promise<void> {
  await api.db.admin(
    `UPDATE portal.person SET status = 'closed', ended_on = '2026-04-01', end_reason = 'other', ended_at = now()
     WHERE id = ANY($1::uuid[])`,
    [[cases.completed?.person, cases.closed?.person].filter(Boolean)],
  );
  if (cases.draft) await manager.post(`people/${cases.draft.person}/hold`, { reason: '試験' });
}

async function leafletsOf(
  api: TestApi,
  { accountId }: Worker,
  agencies: Readonly<Record<Party, string>>,
): Promise<LeafletAt[]> {
  await buildAgreement(api, agencies.recipient);
  return buildLeaflets(api, accountId, [agencies.sender, agencies.recipient, agencies.stranger]);
}

/** Runs the work for every item, so many at a time. */
export async function inTurns<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

async function buildOwn(api: TestApi, agency: string, noticeOwner: string): Promise<PartyIds> {
  const [service, notice, savedSearch, synonym, absence] = [newId(), newId(), newId(), newId(), newId()];
  await api.db.admin(
    `INSERT INTO portal.consent_notice (id, agency_id, version, standard, easy)
     SELECT $1, $2, 1, standard, easy FROM portal.consent_notice WHERE agency_id IS NULL AND version = 1`,
    [newId(), agency],
  );
  await api.db.admin('INSERT INTO portal.consent_settings (agency_id, updated_by) VALUES ($1, $2)', [
    agency,
    noticeOwner,
  ]);
  await api.db.admin(
    `INSERT INTO portal.service (id, agency_id, kind_code)
     VALUES ($1, $2, (SELECT code FROM portal.service_kind ORDER BY sort LIMIT 1))`,
    [service, agency],
  );
  await api.db.admin(
    `INSERT INTO portal.notice (id, account_id, agency_id, event_id, type, object_type, object_id, number)
     VALUES ($1, $2, $3, $4, 'referral.sent', 'referral', $5, 'R8-000001')`,
    [notice, noticeOwner, agency, newId(), newId()],
  );
  await api.db.admin(
    `INSERT INTO portal.saved_search (id, account_id, agency_id, name, query, request)
     VALUES ($1, $2, $3, '試験', '', '{}')`,
    [savedSearch, noticeOwner, agency],
  );
  await api.db.admin(
    `INSERT INTO portal.synonym_group (id, words) VALUES ($1::uuid, ARRAY['試験', $1::uuid::text])`,
    [synonym],
  );
  await api.db.admin('INSERT INTO portal.check_up_setting (agency_id, unheard_months) VALUES ($1, 6)', [
    agency,
  ]);
  await api.db.admin(
    `INSERT INTO portal.absence (id, agency_id, account_id, deputy_id, from_on, until_on, created_by)
     SELECT $1, $2, $3, a.id, '2030-01-01', '2030-01-02', $3 FROM portal.account a WHERE a.id <> $3 LIMIT 1`,
    [absence, agency, noticeOwner],
  );
  return { agency, service, notice, noticeOwner, savedSearch, synonym, absence };
}

async function invite(api: TestApi, manager: Worker): Promise<string> {
  const id = newId();
  const token = invitationToken(api.db.keys, id);
  await api.db.admin(
    `INSERT INTO auth.invitation (id, token_hash, email, agency_id, role, invited_by, expires_at)
     VALUES ($1, $2, 'invited@example.jp', $3, 'staff', $4, now() + interval '1 day')`,
    [id, hashOfToken(token), manager.agencyId, manager.accountId],
  );
  return token;
}
