import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** Who is invited to a meeting. */
export type InvitationList = Schema<'MeetingInvitationListView'>;
/** Somebody who is invited. */
export type Invitation = Schema<'MeetingInvitationView'>;
/** Somebody beside the council. */
export type GuestInput = Schema<'MeetingGuestRequest'>;
/** What somebody answers. */
export type AnswerInput = Schema<'MeetingAnswerRequest'>;
/** A mail that waits for a person. */
export type InboundMail = Schema<'InboundMailView'>;

/** Who is invited to a meeting. */
export function invitationsQuery(meetingId: string) {
  return queryOptions({
    queryKey: ['meetings', 'invitations', meetingId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/meetings/{id}/invitations', { params: { path: { id: meetingId } }, signal })),
  });
}

/** What somebody was sent and what they answered. */
export function invitationHistoryQuery(meetingId: string, iid: string) {
  return queryOptions({
    queryKey: ['meetings', 'invitations', meetingId, iid],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/meetings/{id}/invitations/{iid}/history', {
          params: { path: { id: meetingId, iid } },
          signal,
        }),
      ),
  });
}

/** Puts the seats, or a guest, on the list. */
export function invite({ meetingId, key, guest }: { meetingId: string; key: string; guest?: GuestInput }) {
  return bodyOf(
    api.POST('/api/v1/meetings/{id}/invitations', {
      params: { path: { id: meetingId }, header: onceBy(key) },
      body: guest ? { guests: [guest] } : { everySeat: true },
    }),
  );
}

/** Sends what was not sent, or asks those who have not answered. */
export function tellInvited({
  meetingId,
  key,
  what,
}: {
  meetingId: string;
  key: string;
  what: 'sending' | 'reminder';
}) {
  return bodyOf(
    api.POST(`/api/v1/meetings/{id}/invitations/${what}`, {
      params: { path: { id: meetingId }, header: onceBy(key) },
    }),
  );
}

type Seen = { meetingId: string; iid: string; version: number };

/** Answers an invitation, or writes down what somebody said. */
export function answerInvitation({ meetingId, iid, version, input }: Seen & { input: AnswerInput }) {
  return bodyOf(
    api.PUT('/api/v1/meetings/{id}/invitations/{iid}/answer', {
      params: { path: { id: meetingId, iid }, header: ifMatch(version) },
      body: input,
    }),
  );
}

/** Writes to another address from now on. */
export function readdressInvitation({ meetingId, iid, version, email }: Seen & { email: string }) {
  return bodyOf(
    api.PUT('/api/v1/meetings/{id}/invitations/{iid}/address', {
      params: { path: { id: meetingId, iid }, header: ifMatch(version) },
      body: { email },
    }),
  );
}

/** Invites somebody no longer, or once more. */
export function turnInvitation({ meetingId, iid, version, how }: Seen & { how: 'withdrawal' | 'renewal' }) {
  return bodyOf(
    api.POST(`/api/v1/meetings/{id}/invitations/{iid}/${how}`, {
      params: { path: { id: meetingId, iid }, header: ifMatch(version) },
    }),
  );
}

/** The mails about a meeting that wait for a person. */
export function inboundMailsQuery(meetingId: string) {
  return queryOptions({
    queryKey: ['meetings', 'inbound', meetingId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/meetings/{id}/inbound-mails', { params: { path: { id: meetingId } }, signal })),
  });
}

/** Takes a mail as somebody's answer; without anybody, puts it aside. */
export function settleInboundMail({ mid, invitationId }: { mid: string; invitationId?: string }) {
  return invitationId
    ? bodyOf(
        api.POST('/api/v1/inbound-mails/{mid}/acceptance', {
          params: { path: { mid } },
          body: { invitationId },
        }),
      )
    : bodyOf(api.POST('/api/v1/inbound-mails/{mid}/dismissal', { params: { path: { mid } } }));
}

/** The own feeds. */
export function feedsQuery() {
  return queryOptions({
    queryKey: ['meetings', 'feeds'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/calendar-feeds', { signal })),
  });
}

/** Makes a feed, and ends the one before. */
export function makeFeed({ councilId }: { councilId: string | null }) {
  return bodyOf(api.POST('/api/v1/calendar-feeds', { body: { councilId } }));
}

/** Ends a feed. */
export function revokeFeed({ id }: { id: string }) {
  return bodyOf(api.DELETE('/api/v1/calendar-feeds/{id}', { params: { path: { id } } }));
}
