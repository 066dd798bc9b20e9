/** The stored states of a consent. 同意, 不同意, 更新済, 撤回. */
export type ConsentStatus = 'given' | 'refused' | 'superseded' | 'withdrawn';

/** The states that people see: a given consent is also not yet begun or past its last day, as of now. */
export type ConsentState = ConsentStatus | 'upcoming' | 'expired';

export const consentStateNames: Readonly<Record<ConsentState, string>> = {
  given: '同意（有効）',
  upcoming: '同意（開始前）',
  expired: '期限切れ',
  refused: '不同意',
  superseded: '更新済',
  withdrawn: '撤回',
};

/** The whole life of a consent; what is not here does not happen. A decision is never edited, only followed by another. */
export const consentTransitions = {
  given: { withdraw: 'withdrawn', supersede: 'superseded' },
  refused: {},
  superseded: {},
  withdrawn: {},
} as const satisfies Record<ConsentStatus, Partial<Record<ConsentVerb, ConsentStatus>>>;

export type ConsentVerb = 'withdraw' | 'supersede';

/** The state on a day in Japan (YYYY-MM-DD); the last day counts whole. */
export function stateOn(
  day: string,
  consent: { status: ConsentStatus; validFrom: string; validUntil: string },
): ConsentState {
  if (consent.status !== 'given') return consent.status;
  if (day < consent.validFrom) return 'upcoming';
  return day > consent.validUntil ? 'expired' : 'given';
}
