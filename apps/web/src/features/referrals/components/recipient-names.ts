import type { TFunction } from 'i18next';
import type { AgencyChoice } from '../../../lib/find-agencies.js';

const namedWhole = 3;

/** The recipients in words: a few by name, more of them by how many they are. */
export function namesOf(recipients: readonly AgencyChoice[], t: TFunction<'referrals'>): string {
  return recipients.length > namedWhole
    ? t('compose.severalAgencies', { total: recipients.length })
    : recipients.map(({ name }) => name).join('、');
}
