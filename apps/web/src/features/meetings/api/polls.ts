import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A poll in a list. */
export type PollLine = Schema<'PollLineView'>;
/** A poll whole. */
export type Poll = Schema<'PollView'>;
/** A day on offer. */
export type PollOption = Schema<'PollOptionView'>;
/** Somebody who is asked. */
export type PollInvitee = Schema<'PollInviteeView'>;
/** What somebody says about a day. */
export type PollAnswer = Schema<'PollVoteView'>['answer'];
/** What is said about a poll. */
export type PollInput = Schema<'PollRequest'>;
/** A new poll. */
export type NewPollInput = Schema<'NewPollRequest'>;
/** Who is asked. */
export type InviteeInput = Schema<'PollInviteeRequest'>;

/** The polls that wait for an answer or a decision. */
export const openPollsQuery = queryOptions({
  queryKey: ['polls'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/polls', { signal })),
});

/** The polls of a council. */
export function councilPollsQuery(councilId: string) {
  return queryOptions({
    queryKey: ['polls', 'of', councilId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/councils/{id}/polls', { params: { path: { id: councilId } }, signal })),
  });
}

/** One poll. */
export function pollQuery(id: string) {
  return queryOptions({
    queryKey: ['polls', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/polls/{id}', { params: { path: { id } }, signal })),
  });
}

/** Opens a poll. */
export function openPoll({ councilId, key, input }: { councilId: string; key: string; input: NewPollInput }) {
  return bodyOf(
    api.POST('/api/v1/councils/{id}/polls', {
      params: { path: { id: councilId }, header: onceBy(key) },
      body: input,
    }),
  );
}

type Seen = { id: string; version: number };

/** Changes a poll. */
export function changePoll({ id, version, input }: Seen & { input: PollInput }) {
  return bodyOf(
    api.PUT('/api/v1/polls/{id}', { params: { path: { id }, header: ifMatch(version) }, body: input }),
  );
}

/** Asks more people. */
export function inviteToPoll({ id, key, invitees }: { id: string; key: string; invitees: InviteeInput[] }) {
  return bodyOf(
    api.POST('/api/v1/polls/{id}/invitees', {
      params: { path: { id }, header: onceBy(key) },
      body: { invitees },
    }),
  );
}

/** Asks somebody no longer. */
export function withdrawFromPoll({ id, version, inviteeId }: Seen & { inviteeId: string }) {
  return bodyOf(
    api.DELETE('/api/v1/polls/{id}/invitees/{iid}', {
      params: { path: { id, iid: inviteeId }, header: ifMatch(version) },
    }),
  );
}

/** Sends somebody a new link. */
export function sendPollAgain({ id, key, inviteeId }: { id: string; key: string; inviteeId: string }) {
  return bodyOf(
    api.POST('/api/v1/polls/{id}/invitees/{iid}/sending', {
      params: { path: { id, iid: inviteeId }, header: onceBy(key) },
    }),
  );
}

/** Answers for somebody who is asked. */
export function vote({
  id,
  inviteeId,
  votes,
  comment,
}: {
  id: string;
  inviteeId: string;
  votes: Schema<'PollVoteRequest'>[];
  comment: string;
}) {
  return bodyOf(
    api.PUT('/api/v1/polls/{id}/invitees/{iid}/votes', {
      params: { path: { id, iid: inviteeId } },
      body: { votes, comment },
    }),
  );
}

/** Reminds whoever is silent. */
export function remindOfPoll({ id, key }: { id: string; key: string }) {
  return bodyOf(api.POST('/api/v1/polls/{id}/reminder', { params: { path: { id }, header: onceBy(key) } }));
}

/** Ends the answering, or gives the poll up. */
export function endPoll({ id, version, how }: Seen & { how: 'closing' | 'cancellation' }) {
  return bodyOf(
    api.POST(`/api/v1/polls/{id}/${how}`, { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Lets people answer again. */
export function reopenPoll({ id, version, deadlineOn }: Seen & { deadlineOn: string }) {
  return bodyOf(
    api.POST('/api/v1/polls/{id}/reopening', {
      params: { path: { id }, header: ifMatch(version) },
      body: { deadlineOn },
    }),
  );
}

/** Picks days. */
export function pickDays({
  id,
  version,
  optionIds,
  despiteRefusal,
}: Seen & { optionIds: string[]; despiteRefusal: boolean }) {
  return bodyOf(
    api.POST('/api/v1/polls/{id}/picking', {
      params: { path: { id }, header: ifMatch(version) },
      body: { optionIds, despiteRefusal },
    }),
  );
}
