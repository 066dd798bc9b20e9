import { expectStatus, dayFromToday } from './referrals.js';
import { ifMatch } from '../support/client.js';
import type { Worker } from './identity.js';

/** A council as its page shows it. */
export interface CouncilBody {
  id: string;
  name: string;
  seats: number;
  version: number;
  standing: string;
  parent: { id: string } | null;
  children: { id: string }[];
  formerNames: { name: string }[];
  dissolvedOn: string | null;
  can: { keep: boolean; seeSeats: boolean };
}

/** A seat in the list. */
export interface SeatBody {
  id: string;
  agency: { id: string };
  role: string;
  name: string | null;
  email: string | null;
  untilOn: string | null;
  before: { name: string; untilOn: string }[];
  version: number;
}

/** A meeting as its page shows it. */
export interface MeetingBody {
  id: string;
  number: number | null;
  yearNumber: number | null;
  fiscalYear: number;
  state: string;
  day: string;
  from: string;
  until: string;
  startsAt: string;
  link: { link: string } | null;
  holiday: string | null;
  holidayKnown: boolean;
  clashes: { id: string }[];
  can: Record<string, boolean>;
  version: number;
}

/** What is said about a council whose secretariat is the worker's agency. */
export const councilOf = ({ agencyId }: Worker, change: Record<string, unknown> = {}) => ({
  name: '青葉就労支援連絡会',
  shortName: '連絡会',
  kind: 'liaison',
  secretariatAgencyId: agencyId,
  quorum: 'half',
  approval: 'silence',
  ...change,
});

/** Founds a council. */
export async function buildCouncil(
  keeper: Worker,
  change: Record<string, unknown> = {},
): Promise<CouncilBody> {
  return expectStatus<CouncilBody>(201, await keeper.post('councils', councilOf(keeper, change)));
}

/** Gives the agency of a worker a seat; answers the seats of the council. */
export async function buildSeat(
  keeper: Worker,
  { id }: { id: string },
  { agencyId }: { agencyId: string },
  change: Record<string, unknown> = {},
): Promise<SeatBody[]> {
  const seat = {
    agencyId,
    role: 'member',
    fromOn: dayFromToday(-10),
    holder: { name: '委員 花子', post: '係長', email: `seat-${agencyId}@example.jp` },
    ...change,
  };
  return expectStatus<SeatBody[]>(201, await keeper.post(`councils/${id}/seats`, seat));
}

/** What is said about a meeting. */
export const meetingOn = (day: string, change: Record<string, unknown> = {}) => ({
  title: '定例会',
  mode: 'hybrid',
  day,
  from: '18:30',
  until: '20:00',
  venue: '市民会館 第1会議室',
  webLink: 'https://web.example.jp/room/1',
  ...change,
});

/** Plans a meeting, and announces it unless it is to stay a draft. */
export async function buildMeeting(
  keeper: Worker,
  { id }: { id: string },
  {
    day = dayFromToday(30),
    draft = false,
    ...change
  }: { day?: string; draft?: boolean } & Record<string, unknown> = {},
): Promise<MeetingBody> {
  const planned = expectStatus<MeetingBody>(
    201,
    await keeper.post(`councils/${id}/meetings`, meetingOn(day, change)),
  );
  return draft ? planned : announce(keeper, planned);
}

/** Announces a meeting. */
export async function announce(keeper: Worker, { id, version }: MeetingBody): Promise<MeetingBody> {
  return expectStatus<MeetingBody>(
    200,
    await keeper.post(`meetings/${id}/announcement`, {}, ifMatch(version)),
  );
}
