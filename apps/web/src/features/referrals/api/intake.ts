import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A request of somebody who asks by themselves. */
export type Intake = Schema<'IntakeView'>;

/** The requests of the own area. */
export const intakesQuery = queryOptions({
  queryKey: ['intake-requests'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/v1/intake-requests', { signal }))).items,
});

/** Which request, and the version of it that was seen. */
export type IntakeAt = { id: string; version: number; key: string };

function paramsOf({ id, version, key }: IntakeAt) {
  return { path: { id }, header: { ...ifMatch(version), ...onceBy(key) } };
}

/** Takes a request over; it opens for the own agency. */
export function takeIntake(at: IntakeAt): Promise<Intake> {
  return bodyOf(api.POST('/api/v1/intake-requests/{id}/takeover', { params: paramsOf(at) }));
}

/** Makes a person and a draft out of it. */
export function registerIntake({
  at,
  allowDuplicate,
}: {
  at: IntakeAt;
  allowDuplicate: boolean;
}): Promise<Schema<'ReferralView'>> {
  const body = { allowDuplicate };
  return bodyOf(api.POST('/api/v1/intake-requests/{id}/registration', { params: paramsOf(at), body }));
}
