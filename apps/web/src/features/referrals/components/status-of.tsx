import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import type { ReferralListItem } from '../api/list-referrals.js';
import type { LineStatus } from '../referral.codes.js';

const lineTones: Record<LineStatus, BadgeTone> = {
  queued: 'plain',
  sent: 'waiting',
  received: 'waiting',
  reviewing: 'waiting',
  info_requested: 'waiting',
  proposed: 'waiting',
  waitlisted: 'waiting',
  accepted: 'good',
  in_progress: 'moving',
  reported: 'waiting',
  completed: 'ended',
  declined: 'danger',
  redirected: 'danger',
  cancelled: 'ended',
  person_declined: 'ended',
  not_selected: 'ended',
  expired: 'danger',
  suspended: 'danger',
  failed: 'danger',
  error: 'danger',
};

/** Where a recipient's line stands. */
export function LineBadge({ status, name }: { status: LineStatus; name: string }) {
  return <StatusBadge tone={lineTones[status]}>{name}</StatusBadge>;
}

/** Where a referral stands: its line says more than the referral itself once it is sent. */
export function StatusOf({ referral }: { referral: ReferralListItem }) {
  if (referral.status === 'draft' || !referral.lineStatus) {
    return <StatusBadge tone="plain">{referral.statusName}</StatusBadge>;
  }
  return <LineBadge status={referral.lineStatus} name={referral.lineStatusName ?? ''} />;
}
