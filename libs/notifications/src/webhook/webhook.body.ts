import { trialEvent } from './webhook.events.js';

/** What happened, as the portal keeps it until it is told. */
export interface ToldEvent {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly agencyId: string;
}

/** How the line stands at the moment of telling. */
export interface LineStanding {
  readonly referralId: string;
  readonly number: string;
  readonly lineId: string;
  readonly status: string;
  readonly version: number;
}

/** The standings in which nothing but the standing itself is told, with the events that say so. */
const closing: Readonly<Record<string, readonly [first: string, ...others: string[]]>> = {
  suspended: ['referral.suspended'],
  cancelled: ['referral.cancelled', 'referral.stopped'],
  person_declined: ['referral.person_declined'],
  not_selected: ['referral.not_selected'],
  error: ['referral.misdirected'],
};

/**
 * What a message says: ids, numbers, a state and its version. The state is the one of now, so that a late message tells no
 * older truth; where a line has been stopped in the meantime, the message is about that and no longer about what happened.
 */
export function webhookBody(event: ToldEvent, line: LineStanding | undefined): string {
  const { id, agencyId } = event;
  const occurredAt = event.occurredAt.toISOString();
  if (!line) return JSON.stringify({ id, type: trialEvent, occurredAt, data: { agencyId } });
  const closed = closing[line.status];
  const type = !closed || closed.includes(event.type) ? event.type : closed[0];
  const { referralId, number, lineId, status, version } = line;
  return JSON.stringify({
    ...{ id, type, occurredAt },
    data: { agencyId, referralId, referralNumber: number, lineId, lineState: status, lineVersion: version },
  });
}
