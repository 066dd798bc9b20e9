import { Invalid } from '#libs/platform';
import { type ReasonedVerb, reasonsOf, type Why } from '#libs/referrals';
import type { ReasonRequest } from './referrals.dto.js';

/**
 * The reason of a verb, with the side on which it lies.
 * @throws {Invalid} for a code of another verb, or without the words that the code needs.
 */
export function whyOf(verb: ReasonedVerb, { reason, note }: ReasonRequest): Why {
  const known = reasonsOf(verb);
  const chosen = Object.hasOwn(known, reason) ? known[reason] : undefined;
  if (!chosen) {
    const detail = `次のどれかを選択してください（${Object.keys(known).join('、')}）。`;
    throw new Invalid([{ field: 'reason', label: '理由', detail }]);
  }
  if (chosen.noteRequired && !note) {
    const detail = `「${chosen.name}」のときは、説明を入力してください。`;
    throw new Invalid([{ field: 'note', label: '理由の説明', detail }]);
  }
  return { reason: { code: reason, attribution: chosen.attribution }, note: note ?? null };
}
