import { StatusBadge } from '../../../components/status-badge.js';
import type { Schema } from '../../../lib/api-client.js';

/** How long ago an entry was confirmed, in plain words. */
export function FreshnessBadge({ freshness }: { freshness: Schema<'FreshnessView'> }) {
  const tones = { half_year: 'good', year: 'plain', older: 'waiting', never: 'waiting' } as const;
  const tone = tones[freshness.level as keyof typeof tones] ?? 'plain';
  return <StatusBadge tone={tone}>{freshness.text}</StatusBadge>;
}
