import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A session with numbered places. */
export type IntakeSession = Schema<'IntakeSessionView'>;
/** A place in it. */
export type IntakeBooking = Schema<'IntakeBookingView'>;
/** What is planned. */
export type SessionPlan = Schema<'SessionRequest'>;

/** The sessions of a month (YYYY-MM). */
export function sessionsQuery(month: string) {
  return queryOptions({
    queryKey: ['intake-sessions', month],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/intake-sessions', { params: { query: { month } }, signal })),
  });
}

/** One session with the places that the reader may know. */
export function sessionQuery(id: string) {
  return queryOptions({
    queryKey: ['intake-sessions', 'one', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/intake-sessions/{id}', { params: { path: { id } }, signal })),
  });
}

/** The referrals that the own agency has sent and that are open: with one of them a place is taken. */
export const sentReferralsQuery = queryOptions({
  queryKey: ['intake-sessions', 'sent-referrals'],
  queryFn: ({ signal }) =>
    bodyOf(api.GET('/api/v1/referrals', { params: { query: { box: 'sent', perPage: 100 } }, signal })),
});

/** Plans a session. */
export function planSession({ key, plan }: { key: string; plan: SessionPlan }) {
  return bodyOf(api.POST('/api/v1/intake-sessions', { params: { header: onceBy(key) }, body: plan }));
}

/** Changes a session; whoever has a place is told of another time or place. */
export function changeSession(input: { id: string; version: number; plan: SessionPlan }) {
  return bodyOf(
    api.PUT('/api/v1/intake-sessions/{id}', {
      params: { path: { id: input.id }, header: ifMatch(input.version) },
      body: input.plan,
    }),
  );
}

/** Takes a place with a referral. */
export function bookPlace({ id, key, referralId }: { id: string; key: string; referralId: string }) {
  return bodyOf(
    api.POST('/api/v1/intake-sessions/{id}/bookings', {
      params: { path: { id }, header: onceBy(key) },
      body: { referralId },
    }),
  );
}

/** Gives a place back. */
export async function leavePlace(id: string): Promise<void> {
  await bodyOf(api.DELETE('/api/v1/intake-bookings/{id}', { params: { path: { id } } }));
}

/** Calls a session off. */
export function cancelSession({ id, version }: { id: string; version: number }) {
  return bodyOf(
    api.POST('/api/v1/intake-sessions/{id}/cancellation', {
      params: { path: { id }, header: ifMatch(version) },
    }),
  );
}
