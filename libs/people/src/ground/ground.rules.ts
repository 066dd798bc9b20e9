import type { Member } from '#libs/identity';
import type { FieldProblem, Tx } from '#libs/platform';
import { longestGroundDays } from './ground.codes.js';
import type { GroundInput } from './legal-grounds.service.js';

interface Standing {
  id: string;
  status: string;
  legal_name: string | null;
  corporation_number: string | null;
  legal_regime: string;
}

/** Everything about a proposed ground that cannot be, and to which law the own agency is subject. */
export async function examined(
  tx: Tx,
  actor: Member,
  input: GroundInput,
  today: string,
): Promise<{ problems: FieldProblem[]; regime: string }> {
  const agencies = await tx.query<Standing[]>(
    `SELECT id, status, legal_name, corporation_number, legal_regime FROM portal.agency WHERE id = ANY($1::uuid[])`,
    [[actor.agencyId, input.recipientAgencyId]],
  );
  const own = agencies.find(({ id }) => id === actor.agencyId);
  const recipient = agencies.find(({ id }) => id === input.recipientAgencyId);
  const problems: FieldProblem[] = [];
  const say = (field: string, label: string, detail: string) => problems.push({ field, label, detail });
  if (!recipient || recipient.status !== 'active' || recipient === own)
    say('recipientAgencyId', '伝える相手', '自機関以外の、活動中の機関を選んでください。');
  else if (input.basis === 'same_entity' && !isSameEntity(own, recipient))
    say('basis', '根拠', '相手の法人番号・法人名が自機関と同じではありません。機関情報を確認してください。');
  if (input.basis === 'public_body' && own?.legal_regime === 'private')
    say('basis', '根拠', '民間の機関はこの根拠を使えません。');
  const latest = Date.parse(today) + longestGroundDays * 86_400_000;
  if (input.untilDay < today) say('untilDay', '期限', '今日以降の日付にしてください。');
  else if (Date.parse(input.untilDay) > latest)
    say('untilDay', '期限', `${longestGroundDays}日以内にしてください。`);
  return { problems, regime: own?.legal_regime ?? 'private' };
}

/** Two agencies of one legal person: the same corporation number, or the same name where a number is missing. */
export function isSameEntity(
  one: Pick<Standing, 'legal_name' | 'corporation_number'> | undefined,
  other: Pick<Standing, 'legal_name' | 'corporation_number'>,
): boolean {
  if (!one) return false;
  if (one.corporation_number && other.corporation_number)
    return one.corporation_number === other.corporation_number;
  return one.legal_name !== null && one.legal_name === other.legal_name;
}
