import type { DataCategory, Purpose } from '../../lib/terms.js';
import type { GivenConsent } from './api/get-told-basis.js';

/** Until when a kind of data may be told to an agency for a purpose, or `undefined` when it may not. */
export function coveredUntil(
  consents: readonly GivenConsent[],
  asked: { agencyId: string; purpose: Purpose; category: DataCategory },
): string | undefined {
  const days = consents
    .filter(({ recipients }) =>
      recipients.some(
        ({ agencyId, purposes, categories }) =>
          agencyId === asked.agencyId &&
          purposes.includes(asked.purpose) &&
          categories.includes(asked.category),
      ),
    )
    .map(({ validUntil }) => validUntil);
  return days.sort().at(-1);
}
