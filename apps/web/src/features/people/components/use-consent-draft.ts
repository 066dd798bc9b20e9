import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../../lib/session.js';
import { dataCategories, purposes, type DataCategory } from '../../../lib/terms.js';
import type { Recipient } from '../consent-cells.js';
import { newConsentDraft, type ConsentDraft } from '../consent-draft.js';

/** The draft, begun from what the address asks for: a referral leads here with its recipient and kinds of data. */
export function useConsentDraft(first: Recipient | undefined) {
  const [search] = useSearchParams();
  const { accountId } = useSession();
  const asked = (name: string) => search.get(name)?.split(',') ?? [];
  const askedCategories = dataCategories.filter((category) => asked('categories').includes(category));
  const [draft, setDraft] = useState<ConsentDraft>(() => {
    const askedPurposes = purposes.filter((purpose) => asked('purposes').includes(purpose));
    const empty = newConsentDraft({
      purposes: askedPurposes.length > 0 ? askedPurposes : ['intake', 'support', 'report_back'],
      explainedBy: accountId,
    });
    return first ? withRecipient(empty, first, askedCategories) : empty;
  });
  const change = (changes: Partial<ConsentDraft>) => setDraft((before) => ({ ...before, ...changes }));

  return {
    draft,
    change,
    addRecipient: (recipient: { id: string; name: string }) =>
      setDraft((before) => withRecipient(before, recipient, commonCategories(before, askedCategories))),
    dropRecipient: (id: string) =>
      setDraft((before) => ({
        ...before,
        recipients: before.recipients.filter((recipient) => recipient.id !== id),
      })),
    tell: (agencyId: string, categories: DataCategory[]) =>
      setDraft((before) => ({ ...before, told: { ...before.told, [agencyId]: categories } })),
  };
}

function withRecipient(
  draft: ConsentDraft,
  { id, name }: { id: string; name: string },
  categories: DataCategory[],
): ConsentDraft {
  const told = categories.length > 0 ? categories : (['identity', 'request'] as DataCategory[]);
  return { ...draft, recipients: [...draft.recipients, { id, name }], told: { ...draft.told, [id]: told } };
}

/** A second recipient begins with what the first may be told; taking away is one press. */
function commonCategories(draft: ConsentDraft, asked: DataCategory[]): DataCategory[] {
  const first = draft.recipients[0];
  return first ? (draft.told[first.id] ?? asked) : asked;
}
