import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../../lib/session.js';
import { dataCategories, purposes, type DataCategory, type Purpose } from '../../../lib/terms.js';
import type { Asking } from '../api/askings.js';
import type { Recipient } from '../consent-cells.js';
import { draftOf, newConsentDraft, type ConsentDraft, type Told } from '../consent-draft.js';

/** The draft, begun from an asking, or from what the address asks for: a referral leads here with its recipient and kinds of data. */
export function useConsentDraft(first: Recipient | undefined, asking?: Asking) {
  const [search] = useSearchParams();
  const { accountId } = useSession();
  const asked = (name: string) => search.get(name)?.split(',') ?? [];
  const [begin] = useState(() => beginning(asked('purposes'), asked('categories')));
  const [draft, setDraft] = useState<ConsentDraft>(() => {
    if (asking) return draftOf(asking, accountId);
    const empty = newConsentDraft(accountId);
    return first ? withRecipient(empty, first, begin) : empty;
  });

  return {
    draft,
    change: (changes: Partial<ConsentDraft>) => setDraft((before) => ({ ...before, ...changes })),
    addRecipient: (recipient: Recipient) =>
      setDraft((before) => withRecipient(before, recipient, sameAsFirst(before) ?? begin)),
    dropRecipient: (id: string) =>
      setDraft((before) => ({
        ...before,
        recipients: before.recipients.filter((recipient) => recipient.id !== id),
      })),
    tell: (agencyId: string, told: Told) =>
      setDraft((before) => ({ ...before, told: { ...before.told, [agencyId]: told } })),
  };
}

function withRecipient(draft: ConsentDraft, { id, name }: Recipient, told: Told): ConsentDraft {
  return { ...draft, recipients: [...draft.recipients, { id, name }], told: { ...draft.told, [id]: told } };
}

/** A second recipient begins with what the first may be told; taking away is one press. */
function sameAsFirst({ recipients, told }: ConsentDraft): Told | undefined {
  const first = recipients[0];
  return first && told[first.id];
}

function beginning(askedPurposes: readonly string[], askedCategories: readonly string[]): Told {
  const some = <Code extends string>(codes: readonly Code[], chosen: readonly string[], usual: Code[]) => {
    const known = codes.filter((code) => chosen.includes(code));
    return known.length > 0 ? known : usual;
  };
  const categories = some<DataCategory>(dataCategories, askedCategories, ['identity', 'request']);
  const wanted = some<Purpose>(purposes, askedPurposes, ['intake', 'support', 'report_back']);
  return Object.fromEntries(wanted.map((purpose) => [purpose, categories]));
}
