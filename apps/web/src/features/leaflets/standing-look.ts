import type { BadgeTone } from '../../components/status-badge.js';
import type { Leaflet } from './api/get-leaflets.js';
import type { Standing } from './api/leaflet-agencies.js';

/** How each answer feels. */
export const standingTones: Readonly<Record<Standing, BadgeTone>> = {
  agreed: 'good',
  stale: 'waiting',
  correction: 'danger',
  refused: 'ended',
  waiting: 'moving',
  lapsed: 'waiting',
  not_asked: 'plain',
};

/** How the state of an edition feels. */
export const leafletTones: Readonly<Record<Leaflet['state'], BadgeTone>> = {
  preparing: 'plain',
  proofing: 'moving',
  issued: 'good',
  cancelled: 'ended',
};

/** How many agencies stand so. */
export function countOf({ counts }: Pick<Leaflet, 'counts'>, standing: Standing): number {
  return counts.find((count) => count.standing === standing)?.count ?? 0;
}
