import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

type Seen = { agencyId: string; version: number };

function guarded({ agencyId, version }: Seen) {
  return { path: { id: agencyId }, header: ifMatch(version) };
}

/** Closes an agency for a time. */
export function suspendAgency({ told, ...seen }: Seen & { told: Schema<'SuspensionRequest'> }) {
  return bodyOf(api.POST('/api/v1/agencies/{id}/suspension', { params: guarded(seen), body: told }));
}

/** Closes an agency for good. */
export function closeAgency({ told, ...seen }: Seen & { told: Schema<'ClosingRequest'> }) {
  return bodyOf(api.POST('/api/v1/agencies/{id}/closing', { params: guarded(seen), body: told }));
}

/** Moves an agency. */
export function moveAgency({ told, ...seen }: Seen & { told: Schema<'MovingRequest'> }) {
  return bodyOf(api.POST('/api/v1/agencies/{id}/moving', { params: guarded(seen), body: told }));
}

/** Opens an agency again. */
export function reopenAgency(seen: Seen) {
  return bodyOf(api.POST('/api/v1/agencies/{id}/reopening', { params: guarded(seen) }));
}

/** Gives up everything that was announced. */
export function callOff(seen: Seen) {
  return bodyOf(api.DELETE('/api/v1/agencies/{id}/announcements', { params: guarded(seen) }));
}
