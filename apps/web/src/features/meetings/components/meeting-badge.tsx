import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import type { MeetingLine } from '../api/meetings.js';

const tones: Readonly<Record<MeetingLine['state'], BadgeTone>> = {
  draft: 'plain',
  announced: 'moving',
  postponed: 'waiting',
  in_session: 'waiting',
  held: 'good',
  closed: 'ended',
  cancelled: 'ended',
};

/** How a meeting stands. */
export function MeetingBadge({
  meeting: { state, stateName },
}: {
  meeting: Pick<MeetingLine, 'state' | 'stateName'>;
}) {
  return <StatusBadge tone={tones[state]}>{stateName}</StatusBadge>;
}
