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

/** How several agencies are asked. */
export const referralModes = ['single', 'first_accept', 'choose', 'sequential', 'joint'] as const;
/** One of them. */
export type ReferralMode = (typeof referralModes)[number];

/** Most agencies that one referral may ask. */
export const mostRecipients = 10;

/** What the recipient may use the package for. */
export const referralPurposes = ['intake', 'support', 'handover'] as const;
/** One purpose. */
export type ReferralPurpose = (typeof referralPurposes)[number];

/** States in which an answer is still owed. */
export const answering: readonly (LineStatus | null)[] = ['sent', 'received', 'reviewing', 'waitlisted'];

/** States in which the recipient can read the package, consent granted. */
export const readable: readonly LineStatus[] = [
  'received',
  'reviewing',
  'info_requested',
  'proposed',
  'waitlisted',
  'accepted',
  'in_progress',
  'reported',
];

/** States that nothing leaves. */
export const ended: readonly LineStatus[] = [
  'completed',
  'declined',
  'redirected',
  'cancelled',
  'person_declined',
  'not_selected',
  'expired',
  'failed',
  'error',
];

/** States in which an agency supports the person, or is about to. */
export const supporting: readonly LineStatus[] = ['accepted', 'in_progress', 'reported'];
