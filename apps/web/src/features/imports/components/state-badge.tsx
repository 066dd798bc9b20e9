import { type BadgeTone, StatusBadge } from '../../../components/status-badge.js';
import type { ImportLine } from '../api/list-imports.js';

const tones: Record<ImportLine['state'], BadgeTone> = {
  reading: 'moving',
  unreadable: 'danger',
  described: 'waiting',
  checking: 'moving',
  checked: 'waiting',
  committing: 'moving',
  committed: 'good',
  undoing: 'moving',
  undone: 'ended',
  dropped: 'ended',
};

/** How far a list is. */
export function StateBadge({ job }: { job: Pick<ImportLine, 'state' | 'stateName'> }) {
  return <StatusBadge tone={tones[job.state]}>{job.stateName}</StatusBadge>;
}
