import { api, bodyOf, ifMatch } from '../../../lib/api-client.js';
import type { DataCategory } from '../../../lib/terms.js';
import type { ReferralPurpose, ReferralType, Urgency } from '../referral.codes.js';
import type { Referral } from './get-referral.js';

/** All that a draft may say. */
export type DraftContent = {
  recipientAgencyId: string | null;
  type: ReferralType | null;
  purpose: ReferralPurpose | null;
  urgency: Urgency;
  replyBy: string | null;
  services: string[];
  categories: DataCategory[];
  request: { ask: string; wish: string; background: string };
};

/** Writes a draft down. */
export function writeDraft(input: {
  referralId: string;
  version: number;
  content: DraftContent;
}): Promise<Referral> {
  return bodyOf(
    api.PATCH('/api/v1/referrals/{id}', {
      params: { path: { id: input.referralId } },
      headers: ifMatch(input.version),
      body: input.content,
    }),
  );
}
