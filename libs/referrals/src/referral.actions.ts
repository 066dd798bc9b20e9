import type { Member } from '#libs/identity';
import { mayMove } from './referral.policy.js';
import type { ReferralLine } from './referral-line.entity.js';
import { type LineVerb, transitionOf, transitions } from './referral.status.js';

/** What the caller has to say with an action. */
export type ActionNeed = 'reason' | 'note' | 'startedOn' | 'report';

/** Something that the caller may do now; `blocked` says what has to happen first. */
export interface Action {
  readonly action: LineVerb;
  readonly label: string;
  readonly needs: readonly ActionNeed[];
  readonly blocked: { readonly code: string; readonly detail: string } | null;
}

const labels: Readonly<
  Record<Exclude<LineVerb, 'suspend'>, { label: string; needs: readonly ActionNeed[] }>
> = {
  send: { label: '送る', needs: [] },
  receive: { label: '受領する', needs: [] },
  review: { label: '受入れを検討する', needs: [] },
  accept: { label: '受入れを決定する', needs: ['note'] },
  decline: { label: '受入れできないと回答する', needs: ['reason', 'note'] },
  start: { label: '支援を開始する', needs: ['startedOn'] },
  report: { label: '結果を報告する', needs: ['report'] },
  complete: { label: '報告を確認して完了する', needs: [] },
  fail: { label: '支援を中止する', needs: ['reason', 'note'] },
  cancel: { label: '依頼を取り下げる', needs: ['reason', 'note'] },
  resume: { label: '依頼を再開する', needs: [] },
  reopen: { label: 'もう一度依頼する', needs: ['reason', 'note'] },
};

const consentGone = {
  code: 'consent.not_active',
  detail: '有効な同意がないため、今はできません。本人の同意を確認してください。',
};

/** What the actor may do with a line, in the order of the table: the same table, policy and consent as when it is done. */
export function actionsOf(
  actor: Member,
  line: ReferralLine,
  covered: { readonly package: boolean; readonly report: boolean },
  isLast: boolean,
): Action[] {
  return (Object.keys(transitions) as LineVerb[])
    .filter((verb): verb is Exclude<LineVerb, 'suspend'> => verb !== 'suspend')
    .filter((verb) => line.may(verb) && mayMove(actor, verb, line) && (verb !== 'reopen' || isLast))
    .map((verb) => {
      const { consent } = transitionOf(verb);
      return { action: verb, ...labels[verb], blocked: consent && !covered[consent] ? consentGone : null };
    });
}
