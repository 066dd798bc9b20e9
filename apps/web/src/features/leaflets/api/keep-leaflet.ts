import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** What the secretariat says about an edition. */
export type LeafletPlan = Schema<'LeafletRequest'>;
/** With which agencies a new one begins. */
export type LeafletCircle = Schema<'LeafletPlanRequest'>['circle'];

/** Begins an edition. */
export function planLeaflet({
  plan,
  circle,
  key,
}: {
  plan: LeafletPlan;
  circle: LeafletCircle;
  key: string;
}) {
  return bodyOf(api.POST('/api/v1/leaflets', { params: { header: onceBy(key) }, body: { ...plan, circle } }));
}

/** Changes what an edition says. */
export function changeLeaflet({ id, version, plan }: { id: string; version: number; plan: LeafletPlan }) {
  return bodyOf(
    api.PUT('/api/v1/leaflets/{id}', { params: { path: { id }, header: ifMatch(version) }, body: plan }),
  );
}

/** How an edition moves on. */
export type LeafletMove = 'issue' | 'reopening' | 'cancellation';

/** Issues an edition, opens it again, or cancels it. */
export function moveLeaflet({ id, version, move }: { id: string; version: number; move: LeafletMove }) {
  const params = { path: { id }, header: ifMatch(version) };
  switch (move) {
    case 'issue':
      return bodyOf(api.PUT('/api/v1/leaflets/{id}/issue', { params }));
    case 'reopening':
      return bodyOf(api.PUT('/api/v1/leaflets/{id}/reopening', { params }));
    case 'cancellation':
      return bodyOf(api.PUT('/api/v1/leaflets/{id}/cancellation', { params }));
  }
}

/** Sends proofs. */
export function sendProofs({ id, to, key }: { id: string; to: 'all' | 'missing'; key: string }) {
  return bodyOf(
    api.POST('/api/v1/leaflets/{id}/proofs', { params: { path: { id }, header: onceBy(key) }, body: { to } }),
  );
}

/** Reminds whoever has not answered. */
export function remind({ id, key }: { id: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/leaflets/{id}/reminders', { params: { path: { id }, header: onceBy(key) } }),
  );
}

/** Orders a file. */
export function orderPrint({ id, format, key }: { id: string; format: 'a4' | 'a3'; key: string }) {
  return bodyOf(
    api.POST('/api/v1/leaflets/{id}/prints', {
      params: { path: { id }, header: onceBy(key) },
      body: { format },
    }),
  );
}
