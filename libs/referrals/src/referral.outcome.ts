import type { ReferralMode } from './referral.codes.js';
import {
  type LineStatus,
  type ReferralStatus,
  supportingStatuses,
  terminalStatuses,
} from './referral.status.js';

/** As much of a line as its referral depends on. */
export interface LineStanding {
  readonly status: LineStatus;
  readonly suspendedFrom: LineStatus | null;
  readonly selectedAt: Date | null;
  readonly closedAt: Date | null;
}

/**
 * What becomes of a sent referral, from how its lines stand. One agency that supports the person is enough, except in a
 * shared referral (分担), which waits for the answers of all; where the person chooses, an acceptance counts once it is chosen.
 */
export function outcomeOf(mode: ReferralMode, lines: readonly LineStanding[]): ReferralStatus {
  const standing = lines.map((line) => ({ ...line, status: line.suspendedFrom ?? line.status }));
  const isSupporting = ({ status, selectedAt }: LineStanding) =>
    supportingStatuses.includes(status) && (mode !== 'choose' || selectedAt !== null);
  const supporting = standing.filter(isSupporting);
  const completed = standing.some(({ status }) => status === 'completed');
  const pending = standing.filter((line) => !isSupporting(line) && !terminalStatuses.includes(line.status));
  if (mode === 'joint' && pending.length > 0) return 'active';
  if (supporting.length > 0) return 'matched';
  if (mode === 'sequential' && completed) return 'completed';
  if (pending.length > 0) return 'active';
  if (completed) return 'completed';
  return unmet(standing);
}

/** Nobody supports the person: how the last line ended says why. */
function unmet(lines: readonly LineStanding[]): ReferralStatus {
  const said = lines.filter(({ status }) => status !== 'not_selected');
  if (said.length > 0 && said.every(({ status }) => status === 'error')) return 'error';
  const last = said
    .filter(({ status }) => status !== 'error')
    .reduce<LineStanding | undefined>((latest, line) => (isLater(line, latest) ? line : latest), undefined);
  return last?.status === 'cancelled' ? 'withdrawn' : 'unfulfilled';
}

function isLater(line: LineStanding, than: LineStanding | undefined): boolean {
  return !than || (line.closedAt?.getTime() ?? 0) >= (than.closedAt?.getTime() ?? 0);
}
