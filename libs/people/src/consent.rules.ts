import type { Member } from '#libs/identity';
import type { FieldProblem, Tx } from '#libs/platform';
import { isSpoken, type Authority, type Decider } from './consent.codes.js';
import { adulthoodOf } from './consent.lapse.js';
import type { Circumstances, DecisionInput } from './consents.service.js';

/** Longest time for which one decision may count, in days: after three years the person is asked again. */
const longestDays = 3 * 366;

/** What the rules know beside what was typed in. `today` is the day in Japan. */
export interface KnownDays {
  readonly today: string;
  readonly birthDate: string | null;
}

/** Everything about a decision that cannot be, in the words of the form. */
export async function problemsOfDecision(
  tx: Tx,
  actor: Member,
  input: DecisionInput,
  known: KnownDays,
): Promise<FieldProblem[]> {
  const recipients = input.grants.map(({ recipientAgencyId }) => recipientAgencyId);
  return [
    ...problemsOfDays(input, known),
    ...problemsOfCircumstances(input, input.decision, known),
    ...(await problemsOfRecipients(tx, actor, recipients)),
    ...(await problemsOfColleague(tx, actor, input.explainedBy)),
  ];
}

/** Days that cannot be: decided tomorrow or before birth, ended already, longer than three years. */
export function problemsOfDays(
  { decidedOn, validFrom, validUntil }: Pick<DecisionInput, 'decidedOn' | 'validFrom' | 'validUntil'>,
  { today, birthDate }: KnownDays,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (field: string, label: string, detail: string) => problems.push({ field, label, detail });
  if (decidedOn > today) say('decidedOn', '同意を確認した日', '今日までの日付にしてください。');
  else if (birthDate && decidedOn < birthDate)
    say('decidedOn', '同意を確認した日', '本人の生年月日より後の日付にしてください。');
  if (validFrom < decidedOn) say('validFrom', '有効期間の始まり', '同意を確認した日以降にしてください。');
  if (validUntil < validFrom) say('validUntil', '有効期間の終わり', '始まりの日以降にしてください。');
  else if (validUntil < today) say('validUntil', '有効期間の終わり', '今日以降の日付にしてください。');
  else if (daysBetween(validFrom, validUntil) > longestDays)
    say('validUntil', '有効期間の終わり', '3年以内にしてください。');
  return problems;
}

/** What a spoken decision and one of a representative need beside the decision itself. */
export function problemsOfCircumstances(
  input: Circumstances,
  decision: 'given' | 'refused',
  known: KnownDays,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const need = (field: string, label: string, detail: string) => problems.push({ field, label, detail });
  if (isSpoken(input.method)) {
    if (!input.witness) need('witness', '立会人', '口頭・電話のときは、立ち会った人を入力してください。');
    if (decision === 'given' && !input.noPaperReason)
      need(
        'noPaperReason',
        '書面にできない理由',
        '口頭・電話のときは、書面にできない理由を入力してください。',
      );
  }
  if (input.givenBy === 'person') return problems;
  problems.push(...problemsOfRepresentative(input, known));
  if (!input.authorityNote)
    need('authorityNote', '代理権の確認', '何で代理権を確かめたかを入力してください。');
  if (!input.assent) need('assent', '本人の意思', '本人の意思を選択してください。');
  if (!input.assentWords)
    need('assentWords', '本人の言葉', '本人の言葉、または確かめられない理由を入力してください。');
  const { authorityEndsOn, decidedOn } = input;
  if (authorityEndsOn && authorityEndsOn <= later(decidedOn, known.today))
    need(
      'authorityEndsOn',
      '代理権がなくなる日',
      'すでに終わっています。本人か、いまの代理人に確認してください。',
    );
  return problems;
}

/** Whether somebody can be a representative at all: a parent only while the person is a minor. */
export function problemsOfRepresentative(
  {
    givenBy,
    representative,
    authority,
  }: { givenBy: Decider; representative?: string | null; authority?: Authority | null },
  { today, birthDate }: KnownDays,
): FieldProblem[] {
  if (givenBy === 'person') return [];
  const problems: FieldProblem[] = [];
  const need = (field: string, label: string, detail: string) => problems.push({ field, label, detail });
  if (!representative) need('representative', '代理人', '代理人の氏名と続柄・権限を入力してください。');
  if (!authority) need('authority', '代理権', '代理権の種類を選択してください。');
  if (authority === 'parent' && !birthDate)
    need('authority', '代理権', '親権者のときは、先に本人の生年月日を登録してください。');
  else if (authority === 'parent' && birthDate && adulthoodOf(birthDate) <= today)
    need('authority', '代理権', '本人は18歳以上です。親権者ではなく、本人の同意を確認してください。');
  return problems;
}

/** Recipients that are not there, rest, or are the own agency. */
export async function problemsOfRecipients(
  tx: Tx,
  actor: Member,
  agencyIds: readonly string[],
): Promise<FieldProblem[]> {
  const recipients = [...new Set(agencyIds)];
  const known = await tx.query<{ id: string }[]>(
    `SELECT id FROM portal.agency WHERE id = ANY($1::uuid[]) AND status = 'active' AND id <> $2`,
    [recipients, actor.agencyId],
  );
  if (known.length === recipients.length) return [];
  return [{ field: 'grants', label: '伝える相手', detail: '自機関以外の、活動中の機関を選んでください。' }];
}

/** Whoever explained it must be a colleague. */
export async function problemsOfColleague(
  tx: Tx,
  actor: Member,
  accountId: string | null | undefined,
): Promise<FieldProblem[]> {
  if (!accountId) return [];
  const colleague = await tx.query<unknown[]>(
    'SELECT FROM portal.membership WHERE account_id = $1 AND agency_id = $2 AND ended_at IS NULL',
    [accountId, actor.agencyId],
  );
  if (colleague.length > 0) return [];
  return [{ field: 'explainedBy', label: '説明した職員', detail: '自機関の職員を選んでください。' }];
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / 86_400_000;
}
