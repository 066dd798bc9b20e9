import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { agencyChoiceQuery } from '../../../lib/find-agencies.js';
import { useSession } from '../../../lib/session.js';
import { dataCategories, purposes, type DataCategory } from '../../../lib/terms.js';
import { newConsentDraft, type ConsentDraft } from '../consent-draft.js';

/** The draft, begun from what the address asks for: a referral leads here with its recipient and kinds of data. */
export function useConsentDraft() {
  const [search] = useSearchParams();
  const asked = (name: string) => search.get(name)?.split(',') ?? [];
  const askedCategories = dataCategories.filter((category) => asked('categories').includes(category));
  const askedPurposes = purposes.filter((purpose) => asked('purposes').includes(purpose));
  const { accountId } = useSession();
  const [draft, setDraft] = useState<ConsentDraft>(() =>
    newConsentDraft({
      purposes: askedPurposes.length > 0 ? askedPurposes : ['intake', 'support', 'report_back'],
      explainedBy: accountId,
    }),
  );
  const change = (changes: Partial<ConsentDraft>) => setDraft((before) => ({ ...before, ...changes }));

  const first = useQuery(agencyChoiceQuery(search.get('agency') ?? '')).data;
  useEffect(() => {
    if (!first) return;
    setDraft((before) =>
      before.recipients.length > 0
        ? before
        : withRecipient(before, { id: first.id, name: first.name }, askedCategories),
    );
    // Once, when the agency of the address is known.
  }, [first]);

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
