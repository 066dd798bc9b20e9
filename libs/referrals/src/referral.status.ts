/**
 * The life of a referral, whole. A referral (依頼元's) has one line per recipient (宛先); a line moves only by the verbs
 * of this table, from the states and by the side named there. What is not here does not happen.
 *
 *   queued ─send→ sent ─receive→ received ─review→ reviewing ─accept→ accepted ─start→ in_progress ─report→ reported ─complete→ completed
 *                  └──────────────┴───────────────┴─ decline → declined          └────────┴─ fail → failed
 *   before the start the source may cancel; a withdrawal suspends what is not accepted yet; an ended line may be reopened as a new one.
 */
export const lineStatuses = [
  'queued',
  'sent',
  'received',
  'reviewing',
  'accepted',
  'in_progress',
  'reported',
  'completed',
  'declined',
  'cancelled',
  'suspended',
  'failed',
] as const;
export type LineStatus = (typeof lineStatuses)[number];

export const referralStatuses = [
  'draft',
  'active',
  'matched',
  'completed',
  'unfulfilled',
  'withdrawn',
] as const;
export type ReferralStatus = (typeof referralStatuses)[number];

/** Which of the two agencies moves the line; `consent` is the person's withdrawal, recorded by anybody. */
type Side = 'source' | 'recipient' | 'consent';

interface Transition {
  readonly from: readonly LineStatus[];
  /** `previous` is the state before the suspension; `new line` leaves this one as it is. */
  readonly to: LineStatus | 'previous' | 'new line';
  readonly side: Side;
  /** Only somebody who may decide for the agency. */
  readonly decides?: true;
  /** What must be covered at this moment: what the package tells, or reporting back to the source. */
  readonly consent?: 'package' | 'report';
  /** A coded reason is required. */
  readonly reason?: true;
  /** What becomes of the referral. */
  readonly referral?: ReferralStatus;
}

export const transitions = {
  send: { from: ['queued'], to: 'sent', side: 'source', consent: 'package', referral: 'active' },
  receive: { from: ['sent'], to: 'received', side: 'recipient', consent: 'package' },
  review: { from: ['received'], to: 'reviewing', side: 'recipient', consent: 'package' },
  accept: {
    from: ['sent', 'received', 'reviewing'],
    to: 'accepted',
    side: 'recipient',
    decides: true,
    consent: 'package',
    referral: 'matched',
  },
  decline: {
    from: ['sent', 'received', 'reviewing'],
    to: 'declined',
    side: 'recipient',
    decides: true,
    reason: true,
    referral: 'unfulfilled',
  },
  start: { from: ['accepted'], to: 'in_progress', side: 'recipient', consent: 'package' },
  report: { from: ['in_progress'], to: 'reported', side: 'recipient', consent: 'report' },
  complete: { from: ['reported'], to: 'completed', side: 'source', referral: 'completed' },
  fail: {
    from: ['accepted', 'in_progress'],
    to: 'failed',
    side: 'recipient',
    reason: true,
    referral: 'unfulfilled',
  },
  cancel: {
    from: ['sent', 'received', 'reviewing', 'accepted', 'suspended'],
    to: 'cancelled',
    side: 'source',
    reason: true,
    referral: 'withdrawn',
  },
  suspend: { from: ['sent', 'received', 'reviewing'], to: 'suspended', side: 'consent' },
  resume: { from: ['suspended'], to: 'previous', side: 'source', consent: 'package' },
  reopen: {
    from: ['declined', 'cancelled', 'failed'],
    to: 'new line',
    side: 'source',
    consent: 'package',
    reason: true,
    referral: 'active',
  },
} as const satisfies Record<string, Transition>;

export type LineVerb = keyof typeof transitions;

/** What a timeline shows: every move, and a withdrawal that leaves the line where it is. */
export type EventVerb = LineVerb | 'consent_withdrawn';
export const eventVerbs = [
  ...(Object.keys(transitions) as LineVerb[]),
  'consent_withdrawn',
] as const satisfies EventVerb[];

/** The row of the table, with all its columns. */
export function transitionOf(verb: LineVerb): Transition {
  return transitions[verb];
}

/** States that nothing leaves: a reopening makes a new line. */
export const terminalStatuses: readonly LineStatus[] = ['completed', 'declined', 'cancelled', 'failed'];

/** States in which the recipient may read the package, as far as consent reaches. */
export const readableStatuses: readonly LineStatus[] = [
  'received',
  'reviewing',
  'accepted',
  'in_progress',
  'reported',
];

export const lineStatusNames: Readonly<Record<LineStatus, string>> = {
  queued: '送付待ち',
  sent: '送付済',
  received: '受領',
  reviewing: '受入検討中',
  accepted: '受入決定',
  in_progress: '支援開始',
  reported: '結果報告済',
  completed: '完了',
  declined: '受入不可',
  cancelled: '取下げ',
  suspended: '提供停止',
  failed: '受入後中止',
};

export const referralStatusNames: Readonly<Record<ReferralStatus, string>> = {
  draft: '下書き',
  active: '依頼中',
  matched: '受入先決定',
  completed: '完了',
  unfulfilled: '不成立',
  withdrawn: '取下げ',
};

/** Whose turn it is: the side that can move the line on, or nobody's. */
export function turnOf(status: LineStatus): 'source' | 'recipient' | null {
  if (status === 'queued' || status === 'reported' || status === 'suspended') return 'source';
  return terminalStatuses.includes(status) ? null : 'recipient';
}
