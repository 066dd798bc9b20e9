import type { Schema } from '../../lib/api-client.js';

/** The states of a recipient's line. */
export type LineStatus = Schema<'LineView'>['status'];

/** All of them, in the order of a line's life. */
export const lineStatuses = [
  'queued',
  'sent',
  'received',
  'reviewing',
  'info_requested',
  'proposed',
  'waitlisted',
  'accepted',
  'in_progress',
  'reported',
  'completed',
  'declined',
  'redirected',
  'cancelled',
  'person_declined',
  'not_selected',
  'expired',
  'failed',
  'suspended',
  'error',
] as const satisfies readonly LineStatus[];

/** What moves a line. */
export type LineVerb = Schema<'ActionView'>['action'];

/** What the recipient may use the package for. */
export const referralPurposes = ['intake', 'support', 'handover'] as const;
/** One purpose. */
export type ReferralPurpose = (typeof referralPurposes)[number];

/** States in which an answer is still owed. */
export const answering: readonly (LineStatus | null)[] = ['sent', 'received', 'reviewing', 'waitlisted'];
