import type { Member } from '#libs/identity';
import { mayMove } from './referral.policy.js';
import type { ReferralLine } from './referral-line.entity.js';
import { type LineVerb, transitions } from './referral.status.js';

/** What the caller has to say with an action. */
export const actionNeeds = ['reason', 'note', 'startedOn', 'report', 'heardBy', 'wish'] as const;
export type ActionNeed = (typeof actionNeeds)[number];

/** Something that the caller may do now; `blocked` says what has to happen first. */
export interface Action {
  readonly action: OfferedVerb;
  readonly label: string;
  readonly needs: readonly ActionNeed[];
  readonly blocked: { readonly code: string; readonly detail: string } | null;
}

/** What people press; the rest follows from something else, or has a dialogue of its own. */
const labels = {
  send: { label: '送る', needs: [] },
  receive: { label: '受領する', needs: [] },
  review: { label: '受入れを検討する', needs: [] },
  accept: { label: '受入れを決定する', needs: ['note'] },
  waitlist: { label: '待機にする', needs: ['note'] },
  decline: { label: '受入れできないと回答する', needs: ['reason', 'note'] },
  select: { label: '本人がこの機関を選んだ', needs: ['wish'] },
  start: { label: '支援を開始する', needs: ['startedOn'] },
  report: { label: '結果を報告する', needs: ['report'] },
  complete: { label: '報告を確認して完了する', needs: [] },
  fail: { label: '支援を中止する', needs: ['reason', 'note'] },
  person_decline: { label: '本人の辞退を記録する', needs: ['reason', 'heardBy', 'note'] },
  cancel: { label: '依頼を取り下げる', needs: ['reason', 'note'] },
  resume: { label: '依頼を再開する', needs: [] },
  reopen: { label: 'もう一度依頼する', needs: ['reason', 'note'] },
} as const satisfies Partial<Record<LineVerb, { label: string; needs: readonly ActionNeed[] }>>;

/** A verb that somebody can press. */
export type OfferedVerb = keyof typeof labels;
export const offeredVerbCodes = Object.keys(labels) as OfferedVerb[];

const consentGone = {
  code: 'consent.not_active',
  detail: '有効な同意がないため、今はできません。本人の同意を確認してください。',
};

/** The verbs that the table, the policy, the mode and the calendar leave to the actor, in the order of the table. */
export function offeredVerbs(
  actor: Member,
  line: ReferralLine,
  { isLast, isAsking, now }: { isLast: boolean; isAsking: boolean; now: Date },
): OfferedVerb[] {
  return (Object.keys(transitions) as LineVerb[])
    .filter((verb): verb is OfferedVerb => Object.hasOwn(labels, verb))
    .filter((verb) => line.may(verb) && mayMove(actor, verb, line))
    .filter((verb) => verb !== 'send' || !isAsking)
    .filter((verb) => verb !== 'select' || line.isSelectable())
    .filter((verb) => verb !== 'start' || !line.awaitsChoice())
    .filter((verb) => verb !== 'reopen' || (isLast && line.isReopenable(now)));
}

/** The verbs as buttons; those that no consent covers say what has to happen first. */
export function actionsOf(verbs: readonly OfferedVerb[], blocked: ReadonlySet<LineVerb>): Action[] {
  return verbs.map((verb) => ({
    action: verb,
    ...labels[verb],
    blocked: blocked.has(verb) ? consentGone : null,
  }));
}
