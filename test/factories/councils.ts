import { newId } from '#libs/platform';
import { ifMatch } from '../support/client.js';
import type { Worker } from './identity.js';
import { dayFromToday, expectStatus } from './referrals.js';

// Through the API, as people would.

/** A council as its routes show it. */
export interface CouncilBody {
  id: string;
  name: string;
  version: number;
}

/** A meeting as its routes show it. */
export interface MeetingBody {
  id: string;
  number: number | null;
  state: string;
  version: number;
}

/** A council that the worker's agency keeps, with seats for the agencies of the others. */
export async function buildCouncil(
  keeper: Worker,
  members: readonly Worker[] = [],
  said: Record<string, unknown> = {},
): Promise<CouncilBody> {
  const council = expectStatus<CouncilBody>(
    201,
    await keeper.post('councils', {
      ...{ name: `青葉就労部会 ${newId().slice(-6)}`, shortName: '就労部会', kind: 'subcommittee' },
      ...{ secretariatAgencyId: keeper.agencyId, quorum: 'none', approval: 'silence', ...said },
    }),
  );
  for (const member of members)
    expectStatus(
      201,
      await keeper.post(`councils/${council.id}/seats`, {
        ...{ agencyId: member.agencyId, role: 'member', fromOn: dayFromToday(-400) },
        holder: { name: '委員 太郎' },
      }),
    );
  return council;
}

/** A meeting that has been announced, that many days from today. */
export async function buildMeeting(
  keeper: Worker,
  councilId: string,
  days: number,
  said: Record<string, unknown> = {},
): Promise<MeetingBody> {
  const meeting = expectStatus<MeetingBody>(
    201,
    await keeper.post(`councils/${councilId}/meetings`, {
      ...{ title: '就労部会', mode: 'venue', day: dayFromToday(days), from: '13:30', until: '15:00' },
      ...{ venue: '青葉会館', ...said },
    }),
  );
  return stepMeeting(keeper, meeting, 'announcement');
}

/** Leads a meeting a step further. */
export async function stepMeeting(
  keeper: Worker,
  { id }: { id: string },
  step: string,
  body: object = {},
): Promise<MeetingBody> {
  const { version } = (await keeper.get<MeetingBody>(`meetings/${id}`)).body;
  return expectStatus<MeetingBody>(200, await keeper.post(`meetings/${id}/${step}`, body, ifMatch(version)));
}
