import { Asking, Consent, Person } from '#libs/people';
import { Referral, ReferralLine } from '#libs/referrals';

/** The mapped classes of every lib that the API uses. */
export const entities = [Person, Asking, Consent, Referral, ReferralLine];
