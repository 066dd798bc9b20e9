import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import type { Agency } from '../api/get-agency.js';

const tones: Readonly<Record<Agency['freshness']['level'], BadgeTone>> = {
  half_year: 'good',
  year: 'plain',
  older: 'waiting',
  never: 'waiting',
};

/** How long ago somebody said that the entry is right. */
export function FreshnessBadge({ freshness }: { freshness: Agency['freshness'] }) {
  return <StatusBadge tone={tones[freshness.level]}>{freshness.text}</StatusBadge>;
}
