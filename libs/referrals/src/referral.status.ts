/**
 * The life of a referral, whole. A referral (依頼元's) has one line per recipient (宛先); a line moves only by the verbs
 * of this table, from the states and by the side named there. What is not here does not happen.
 *
 *   queued ─send→ sent ─receive→ received ─review→ reviewing ─accept→ accepted ─start→ in_progress ─report→ reported ─complete→ completed
 *                                             reviewing ⇄ info_requested, proposed, waitlisted
 *   before the start the source may cancel, the recipient decline or point elsewhere; the person may say no at any time;
 *   a withdrawal or the closing of an agency suspends; time may expire; an ended line may be reopened as a new one.
 */
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
] as const;
export type LineStatus = (typeof lineStatuses)[number];

export const referralStatuses = [
  'draft',
  'active',
  'matched',
  'completed',
  'unfulfilled',
  'withdrawn',
  'error',
] as const;
export type ReferralStatus = (typeof referralStatuses)[number];

/**
 * Who moves the line: one of the two agencies, or either; `rule` is what follows from something else (a withdrawal, a closed
 * agency, another agency's acceptance, a day that has passed), whoever's hand was on that.
 */
export type Side = 'source' | 'recipient' | 'either' | 'rule';

interface Transition {
  readonly from: readonly LineStatus[];
  /** `previous` is the state before the suspension; `new line` leaves this one as it is. */
  readonly to: LineStatus | 'previous' | 'new line';
  readonly side: Side;
  /** A rule makes the same move, without anybody's hand. */
  readonly alsoByRule?: true;
  /** Only somebody who may decide for the agency. */
  readonly decides?: true;
  /** What must be covered at this moment: what the package tells, or reporting back to the source. */
  readonly consent?: 'package' | 'report';
  /** A coded reason is required. */
  readonly reason?: true;
}

/** States in which the recipient has not said yes or no. */
const unanswered = ['sent', 'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted'] as const;
const open = [...unanswered, 'accepted', 'in_progress', 'reported', 'suspended'] as const;
const ended = [
  'completed',
  'declined',
  'redirected',
  'cancelled',
  'person_declined',
  'not_selected',
  'expired',
  'failed',
] as const;

export const transitions = {
  send: { from: ['queued'], to: 'sent', side: 'source', alsoByRule: true, consent: 'package' },
  receive: { from: ['sent'], to: 'received', side: 'recipient', consent: 'package' },
  review: { from: ['received'], to: 'reviewing', side: 'recipient', consent: 'package' },
  ask: { from: ['received', 'reviewing'], to: 'info_requested', side: 'recipient', consent: 'package' },
  answer: { from: ['info_requested'], to: 'reviewing', side: 'source', consent: 'package' },
  propose: { from: ['received', 'reviewing'], to: 'proposed', side: 'recipient', consent: 'package' },
  agree: { from: ['proposed'], to: 'reviewing', side: 'source', consent: 'package' },
  turn_down: { from: ['proposed'], to: 'reviewing', side: 'source', consent: 'package' },
  waitlist: { from: ['received', 'reviewing'], to: 'waitlisted', side: 'recipient', consent: 'package' },
  accept: {
    from: ['sent', 'received', 'reviewing', 'waitlisted'],
    to: 'accepted',
    side: 'recipient',
    decides: true,
    consent: 'package',
  },
  decline: {
    from: [...unanswered],
    to: 'declined',
    side: 'recipient',
    alsoByRule: true,
    decides: true,
    reason: true,
  },
  redirect: {
    from: ['received', 'reviewing'],
    to: 'redirected',
    side: 'recipient',
    alsoByRule: true,
    decides: true,
    reason: true,
  },
  select: { from: ['accepted'], to: 'accepted', side: 'source', consent: 'package' },
  not_select: { from: ['queued', ...unanswered, 'accepted', 'suspended'], to: 'not_selected', side: 'rule' },
  start: { from: ['accepted'], to: 'in_progress', side: 'recipient', consent: 'package' },
  report: { from: ['in_progress'], to: 'reported', side: 'recipient', consent: 'report' },
  complete: { from: ['reported'], to: 'completed', side: 'source', alsoByRule: true },
  fail: { from: ['accepted', 'in_progress'], to: 'failed', side: 'recipient', reason: true },
  cancel: {
    from: [...unanswered, 'accepted', 'suspended'],
    to: 'cancelled',
    side: 'source',
    alsoByRule: true,
    reason: true,
  },
  stop: { from: ['in_progress'], to: 'cancelled', side: 'recipient', decides: true, reason: true },
  person_decline: { from: [...open], to: 'person_declined', side: 'either', reason: true },
  expire: { from: ['sent', 'received', 'reviewing', 'waitlisted'], to: 'expired', side: 'rule' },
  suspend: { from: [...unanswered, 'accepted', 'in_progress', 'reported'], to: 'suspended', side: 'rule' },
  resume: { from: ['suspended'], to: 'previous', side: 'source', consent: 'package' },
  reopen: {
    from: ['declined', 'redirected', 'cancelled', 'person_declined', 'expired', 'failed'],
    to: 'new line',
    side: 'source',
    consent: 'package',
    reason: true,
  },
  mark_error: { from: [...open, ...ended], to: 'error', side: 'source', decides: true, reason: true },
} as const satisfies Record<string, Transition>;

export type LineVerb = keyof typeof transitions;

/** What is noted of a line that stays where it is: a withdrawal, another deadline, that the person still wishes, a no to be looked at. */
export const notedVerbs = [
  'consent_withdrawn',
  'extend',
  'reconfirm',
  'propose_decline',
  'withdraw_decline',
] as const;
export type NotedVerb = (typeof notedVerbs)[number];

/** What happened in the own house before a draft was sent; the recipients do not see it. */
export const houseVerbs = ['approve'] as const;
export type HouseVerb = (typeof houseVerbs)[number];

/** What a timeline shows: every move, and what is noted between and before them. */
export type EventVerb = LineVerb | NotedVerb | HouseVerb;
export const eventVerbs: readonly EventVerb[] = [
  ...(Object.keys(transitions) as LineVerb[]),
  ...notedVerbs,
  ...houseVerbs,
];

/** The row of the table, with all its columns. */
export function transitionOf(verb: LineVerb): Transition {
  return transitions[verb];
}

/** States that nothing leaves: a reopening makes a new line. What was an error from the beginning can still be marked as one. */
export const terminalStatuses: readonly LineStatus[] = [...ended, 'error'];

/** States in which the recipient may read the package, as far as consent reaches. */
export const readableStatuses: readonly LineStatus[] = [
  'received',
  'reviewing',
  'info_requested',
  'proposed',
  'waitlisted',
  'accepted',
  'in_progress',
  'reported',
];

/** States that a withdrawal stops: nothing has been agreed yet. Later the recipient goes on with what is its own. */
export const stoppedByWithdrawal: readonly LineStatus[] = unanswered;

/** States in which the recipient owes an answer, and the clock runs. */
export const answeringStatuses: readonly LineStatus[] = ['sent', 'received', 'reviewing', 'waitlisted'];

/** States in which somebody supports the person, or is about to. */
export const supportingStatuses: readonly LineStatus[] = ['accepted', 'in_progress', 'reported'];

export const lineStatusNames: Readonly<Record<LineStatus, string>> = {
  queued: '送付待ち',
  sent: '送付済',
  received: '受領',
  reviewing: '受入検討中',
  info_requested: '追加情報依頼中',
  proposed: '代替提案中',
  waitlisted: '待機',
  accepted: '受入決定',
  in_progress: '支援開始',
  reported: '結果報告済',
  completed: '完了',
  declined: '受入不可',
  redirected: '他機関へ再紹介',
  cancelled: '取下げ',
  person_declined: '本人辞退',
  not_selected: '選定外',
  expired: '期限切れ',
  failed: '受入後中止',
  suspended: '提供停止',
  error: '誤登録・誤送付',
};

export const referralStatusNames: Readonly<Record<ReferralStatus, string>> = {
  draft: '下書き',
  active: '依頼中',
  matched: '受入先決定',
  completed: '完了',
  unfulfilled: '不成立',
  withdrawn: '取下げ',
  error: '誤登録',
};

/** Whose turn it is: the side that can move the line on, or nobody's. */
export function turnOf(status: LineStatus): 'source' | 'recipient' | null {
  if (['queued', 'info_requested', 'proposed', 'reported', 'suspended'].includes(status)) return 'source';
  return terminalStatuses.includes(status) ? null : 'recipient';
}
