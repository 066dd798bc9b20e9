import type { Answer } from '../support/client.js';
import type { Worker } from './identity.js';
import { expectStatus, look, move } from './referrals.js';

/** What a test needs of a message's view. */
export interface MessageBody {
  id: string;
  kind: string;
  answers: string | null;
  code: string | null;
  closed: boolean;
  toldOn: string | null;
  unread: boolean;
  agencies: { id: string }[];
  lines: { label: string; text: string }[];
}

/** What a test needs of what is said about a referral. */
export interface ConversationBody {
  lines: {
    lineId: string;
    can: string[];
    unread: number;
    draft: string | null;
    messages: MessageBody[];
    appointments: {
      id: string;
      state: string;
      startsAt: string | null;
      place: string;
      link: string;
      note: string;
    }[];
    noShows: number;
    noShowLimit: boolean;
    phone: { state: string; agreedBy: string } | null;
  }[];
  chain: {
    depth: number;
    referralId: string | null;
    number: string | null;
    names: string[];
    returns: boolean;
  }[];
  [field: string]: unknown;
}

/** Says something on the newest line, from the version that is there now. */
export async function say(
  worker: Worker,
  id: string,
  route: string,
  body: unknown = {},
): Promise<Answer<ConversationBody>> {
  const answer: Answer<unknown> = await move(worker, await look(worker, id), route, body);
  return answer as Answer<ConversationBody>;
}

/** All that is said about a referral, as the worker may know it. */
export async function spoken(worker: Worker, id: string): Promise<ConversationBody> {
  return expectStatus(200, await worker.get(`referrals/${id}/conversation`));
}
