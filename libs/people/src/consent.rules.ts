import type { Member } from '#libs/identity';
import type { FieldProblem, Tx } from '#libs/platform';
import type { DecisionInput } from './consents.service.js';

/** Longest time for which one decision may count, in days: after three years the person is asked again. */
const longestDays = 3 * 366;

/** Everything about a decision that cannot be, in the words of the form. `today` is the day in Japan. */
export async function problemsOfDecision(
  tx: Tx,
  actor: Member,
  input: DecisionInput,
  today: string,
): Promise<FieldProblem[]> {
  return [
    ...problemsOfDays(input, today),
    ...problemsOfWitness(input),
    ...(await problemsOfAgencies(tx, actor, input)),
  ];
}

/** Days that cannot be: decided tomorrow, ended already, longer than three years. */
export function problemsOfDays(
  { decidedOn, validFrom, validUntil }: Pick<DecisionInput, 'decidedOn' | 'validFrom' | 'validUntil'>,
  today: string,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (field: string, label: string, detail: string) => problems.push({ field, label, detail });
  if (decidedOn > today) say('decidedOn', '同意を確認した日', '今日までの日付にしてください。');
  if (validFrom < decidedOn) say('validFrom', '有効期間の始まり', '同意を確認した日以降にしてください。');
  if (validUntil < validFrom) say('validUntil', '有効期間の終わり', '始まりの日以降にしてください。');
  else if (validUntil < today) say('validUntil', '有効期間の終わり', '今日以降の日付にしてください。');
  else if (daysBetween(validFrom, validUntil) > longestDays)
    say('validUntil', '有効期間の終わり', '3年以内にしてください。');
  return problems;
}

function problemsOfWitness({ method, witness, givenBy, representative }: DecisionInput): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if ((method === 'oral' || method === 'phone') && !witness) {
    problems.push({
      field: 'witness',
      label: '立会人',
      detail: '口頭・電話のときは、立ち会った人を入力してください。',
    });
  }
  if (givenBy === 'representative' && !representative) {
    problems.push({
      field: 'representative',
      label: '代理人',
      detail: '代理人の氏名と続柄・権限を入力してください。',
    });
  }
  return problems;
}

async function problemsOfAgencies(tx: Tx, actor: Member, input: DecisionInput): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = [];
  const recipients = [...new Set(input.grants.map(({ recipientAgencyId }) => recipientAgencyId))];
  const known = await tx.query<{ id: string }[]>(
    `SELECT id FROM portal.agency WHERE id = ANY($1::uuid[]) AND status = 'active' AND id <> $2`,
    [recipients, actor.agencyId],
  );
  if (known.length < recipients.length) {
    problems.push({
      field: 'grants',
      label: '伝える相手',
      detail: '自機関以外の、活動中の機関を選んでください。',
    });
  }
  if (input.explainedBy) {
    const colleague = await tx.query<unknown[]>(
      'SELECT FROM portal.membership WHERE account_id = $1 AND agency_id = $2 AND ended_at IS NULL',
      [input.explainedBy, actor.agencyId],
    );
    if (colleague.length === 0) {
      problems.push({
        field: 'explainedBy',
        label: '説明した職員',
        detail: '自機関の職員を選んでください。',
      });
    }
  }
  return problems;
}

function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / 86_400_000;
}
