import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  dayFromToday,
  expectStatus,
  move,
  type ReferralBody,
} from '../factories/referrals.js';
import type { TestApi } from '../support/api.js';
import { parties, type Party } from './cases.js';

/** What an agency has about its people by the calendar: a support that ends, a check, a session of its own, a place elsewhere, a group. */
export interface TransitionIds {
  readonly supportTerm: string;
  readonly consentSet: string;
  readonly checkUp: string;
  readonly cohort: string;
  readonly cohortPerson: string;
  readonly intakeSession: string;
  readonly intakeBooking: string;
  /** A transition with a referral that has ended, and one that could be taken in. */
  readonly transitionCase: string;
  readonly caseReferral: string;
  readonly freeReferral: string;
}

/** Builds it for every agency. */
export async function buildTransitions(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
): Promise<Readonly<Record<Party, TransitionIds>>> {
  const host = await buildWorker(api, { role: 'acceptor' });
  const built = {} as Record<Party, TransitionIds>;
  for (const party of parties) {
    const manager = await buildWorker(api, { agencyId: agencies[party], role: 'manager' });
    built[party] = await buildAround(manager, host);
    await api.db.admin('UPDATE portal.membership SET ended_at = now() WHERE account_id = $1', [
      manager.accountId,
    ]);
  }
  return built;
}

async function buildAround(manager: Worker, host: Worker): Promise<TransitionIds> {
  const personId = await buildPerson(manager, {
    name: '予定 の人',
    kana: 'よてい のひと',
    birthDate: '1949-01-01',
  });
  await buildConsent(manager, personId, { recipientAgencyId: host.agencyId });
  const made = async (route: string, body: object) =>
    expectStatus<{
      id: string;
      session?: { id: string };
      bookings?: { id: string }[];
      items?: { code: string; own: boolean }[];
    }>(201, await manager.post(route, body));
  const term = await made(`people/${personId}/support-terms`, { kind: 'retention', baseOn: '2025-04-01' });
  const check = await made(`people/${personId}/check-ups`, { dueOn: dayFromToday(0) });
  const cohort = await made('cohorts', {
    title: '試験',
    recipientAgencyId: host.agencyId,
    personIds: [personId],
    type: 'graduate',
    purpose: 'handover',
    services: [],
    categories: ['identity'],
    ask: '試験',
    background: '',
    values: {},
  });
  const own = await made('intake-sessions', planned());
  const elsewhere = expectStatus<{ session: { id: string } }>(
    201,
    await host.post('intake-sessions', planned()),
  );
  const over = await buildDraft(manager, { personId, recipientAgencyId: host.agencyId });
  const begun = expectStatus<ReferralBody>(200, await move(manager, over, 'sending'));
  expectStatus(200, await move(manager, begun, 'cancellation', { reason: 'not_needed' }));
  const transition = await made(`people/${personId}/transition-cases`, {
    ...{ kind: 'retention', goal: '試験', startsOn: dayFromToday(0), endsOn: dayFromToday(90) },
    referralIds: [over.id],
  });
  const draft = await buildDraft(manager, { personId, recipientAgencyId: host.agencyId });
  const free = await buildDraft(manager, { personId, recipientAgencyId: host.agencyId });
  const sent = expectStatus<{ id: string }>(200, await move(manager, draft, 'sending'));
  const place = await made(`intake-sessions/${elsewhere.session.id}/bookings`, { referralId: sent.id });
  const set = await made('consent-sets', {
    name: '試験の定型',
    cells: [{ purpose: 'intake', categories: ['identity'] }],
  });
  return {
    supportTerm: term.id,
    consentSet: set.items!.find((one) => one.own)!.code,
    checkUp: check.id,
    cohort: cohort.id,
    cohortPerson: personId,
    intakeSession: own.session!.id,
    intakeBooking: place.bookings![0]!.id,
    transitionCase: transition.id,
    caseReferral: over.id,
    freeReferral: free.id,
  };
}

/** A session in a week. */
export function planned() {
  const at = (hours: number) => new Date(Date.now() + 7 * 86_400_000 + hours * 3_600_000).toISOString();
  return { title: '試験', startsAt: at(0), endsAt: at(1), place: '', note: '', slots: 6 };
}
