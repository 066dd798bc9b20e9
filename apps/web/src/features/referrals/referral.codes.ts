/** The kinds of referral. */
export type ReferralType =
  'introduction' | 'collaboration' | 'handover' | 'evaluation' | 'trainee' | 'information';

/** What the recipient may use the package for. */
export const referralPurposes = ['intake', 'support', 'handover'] as const;
/** One purpose. */
export type ReferralPurpose = (typeof referralPurposes)[number];

/** How soon an answer is needed. */
export type Urgency = 'normal' | 'soon' | 'urgent';

/** The states of a referral. */
export type ReferralStatus = 'draft' | 'active' | 'matched' | 'completed' | 'unfulfilled' | 'withdrawn';

/** The states of a recipient's line. */
export type LineStatus =
  | 'queued'
  | 'sent'
  | 'received'
  | 'reviewing'
  | 'accepted'
  | 'in_progress'
  | 'reported'
  | 'completed'
  | 'declined'
  | 'cancelled'
  | 'suspended'
  | 'failed';

/** What moves a line. */
export type LineVerb =
  | 'send'
  | 'receive'
  | 'review'
  | 'accept'
  | 'decline'
  | 'start'
  | 'report'
  | 'complete'
  | 'fail'
  | 'cancel'
  | 'suspend'
  | 'resume'
  | 'reopen';
