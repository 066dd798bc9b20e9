import type { Assent } from './consent.codes.js';

/** The stored states of a consent. 同意, 不同意, 更新済, 撤回, 誤登録. */
export type ConsentStatus = 'given' | 'refused' | 'superseded' | 'withdrawn' | 'error';

/** The states that people see: what becomes of a given consent by the calendar and by other decisions, as of now. */
export type ConsentState = ConsentStatus | 'upcoming' | 'expired' | 'lapsed' | 'objected' | 'overruled';

export const consentStateNames: Readonly<Record<ConsentState, string>> = {
  given: '同意（有効）',
  upcoming: '同意（開始前）',
  expired: '期限切れ',
  lapsed: '失効',
  objected: '本人の反対により停止',
  overruled: '停止（あらためて確認が必要）',
  refused: '不同意',
  superseded: '更新済',
  withdrawn: '撤回',
  error: '誤登録',
};

/** The whole life of a consent; what is not here does not happen. A decision is never edited, only followed by another. */
export const consentTransitions = {
  given: { withdraw: 'withdrawn', supersede: 'superseded', mistake: 'error' },
  // By a manager other than whoever wrote it down, where there is one. The no counts on all the same: everything that was
  // agreed to before it stays closed until the person is asked anew and says otherwise.
  refused: { mistake: 'error' },
  superseded: {},
  withdrawn: {},
  error: {},
} as const satisfies Record<ConsentStatus, Partial<Record<ConsentVerb, ConsentStatus>>>;

export type ConsentVerb = 'withdraw' | 'supersede' | 'mistake';

/** What the calendar and the person's own word do to a given consent. Days are YYYY-MM-DD in Japan. */
export interface ConsentDays {
  readonly status: ConsentStatus;
  readonly validFrom: string;
  /** The last day, which counts whole. */
  readonly validUntil: string;
  /** The first day on which the authority behind it is gone. */
  readonly lapsesOn?: string | null;
  readonly assent?: Assent | null;
}

/** The state on a day in Japan, as far as the consent itself tells; what others decided later is asked of its cells. */
export function stateOn(day: string, consent: ConsentDays): Exclude<ConsentState, 'overruled'> {
  if (consent.status !== 'given') return consent.status;
  if (consent.assent === 'objects') return 'objected';
  if (consent.lapsesOn && day >= consent.lapsesOn) return 'lapsed';
  if (day < consent.validFrom) return 'upcoming';
  return day > consent.validUntil ? 'expired' : 'given';
}
