import { type FieldProblem, Invalid } from '#libs/platform';

/** Whether a service has a free place. 空きあり・残りわずか・空きなし・未確認. */
export const vacancyStates = ['open', 'few', 'none', 'unknown'] as const;
export type VacancyState = (typeof vacancyStates)[number];

/** The Japanese names of the states. */
export const vacancyNames: Readonly<Record<VacancyState, string>> = {
  open: '空きあり',
  few: '残りわずか',
  none: '空きなし',
  unknown: '未確認',
};

/** What was told about the free places of a service, by whom, on which day and until when it holds good. */
export interface Vacancy {
  readonly state: VacancyState;
  readonly available: number | null;
  readonly asOf: string;
  readonly saidBy: string;
  readonly goodUntil: string | null;
  readonly note: string | null;
  readonly version: number;
}

/** The state as it stands on `today`: what is past its date is unknown again, whatever it said. */
export function stateOn(today: string, vacancy: Pick<Vacancy, 'state' | 'goodUntil'> | null): VacancyState {
  if (vacancy === null) return 'unknown';
  return vacancy.goodUntil !== null && vacancy.goodUntil < today ? 'unknown' : vacancy.state;
}

/** What an agency tells: a number of free places, a state, or both. */
export interface VacancyNotice {
  readonly state?: VacancyState | null;
  readonly available?: number | null;
  readonly goodUntil?: string | null;
  readonly note?: string | null;
}

/** A notice that does not contradict itself. */
export type SoundNotice = Pick<Vacancy, 'state' | 'available' | 'goodUntil' | 'note'>;

/**
 * What the notice says in full: a number alone also says the state.
 * @throws {Invalid} when it says nothing, contradicts itself or does not even hold good for today.
 */
export function soundNotice(notice: VacancyNotice, today: string): SoundNotice {
  const { available = null, goodUntil = null } = notice;
  const state = notice.state ?? (available === null ? null : available > 0 ? 'open' : 'none');
  const problems = [...numberProblem(state, available), ...dateProblem(goodUntil, today)];
  if (state === null || problems.length > 0) throw new Invalid(problems);
  return { state, available, goodUntil, note: notice.note || null };
}

function numberProblem(state: VacancyState | null, available: number | null): FieldProblem[] {
  const problem = (detail: string) => [
    { field: 'available', label: '空き人数', detail: `空き人数: ${detail}。` },
  ];
  if (state === null) return problem('人数を入力してください');
  if (available === null) return [];
  switch (state) {
    case 'open':
    case 'few':
      return available > 0 ? [] : problem('空きがあるときは1人以上にしてください');
    case 'none':
      return available === 0 ? [] : problem('空きがないときは0人にするか、空欄にしてください');
    case 'unknown':
      return problem('未確認のときは空欄にしてください');
  }
}

function dateProblem(goodUntil: string | null, today: string): FieldProblem[] {
  if (goodUntil === null || goodUntil >= today) return [];
  return [{ field: 'goodUntil', label: '有効期限', detail: '有効期限: 今日以降の日付にしてください。' }];
}
