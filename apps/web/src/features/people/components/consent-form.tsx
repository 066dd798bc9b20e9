import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { safeWayBack } from '../../../lib/way-back.js';
import type { Person } from '../api/get-person.js';
import { recordConsent } from '../api/record-consent.js';
import type { Recipient } from '../consent-cells.js';
import { consentFrom, faultsIn, type ConsentDraft } from '../consent-draft.js';
import { ConsentCircumstances } from './consent-circumstances.js';
import { ConsentExtent } from './consent-extent.js';
import { ConsentSentence } from './consent-sentence.js';
import { useConsentDraft } from './use-consent-draft.js';

/** The whole decision on one page, read back as a sentence before it is recorded. */
export function ConsentForm({ person, recipient }: { person: Person; recipient: Recipient | undefined }) {
  const { t } = useTranslation('people');
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const drafting = useConsentDraft(recipient);
  const { draft, change } = drafting;
  const recording = useMutation({
    mutationFn: recordConsent,
    onSuccess: async () => {
      say(t(draft.decision === 'given' ? 'consentForm.savedGiven' : 'consentForm.savedRefused'));
      await navigate(safeWayBack(search.get('back'), `/people/${person.id}/consents`));
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = faultsIn(draft).map(({ field, text }) => ({ field, detail: t(`consentForm.${text}`) }));
    if (faults.refuse(found)) return;
    const consent = consentFrom(draft);
    recording.mutate({ personId: person.id, consent, key: keyFor(consent) });
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-6">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <Card>
        <RadioGroup
          name="decision"
          label={t('consentForm.decision')}
          inline
          value={draft.decision}
          onChange={(decision) => change({ decision: decision as ConsentDraft['decision'] })}
          choices={[
            { value: 'given', label: t('consentForm.given') },
            { value: 'refused', label: t('consentForm.refused'), support: t('consentForm.refusedSupport') },
          ]}
        />
      </Card>
      <ConsentExtent drafting={drafting} errorOf={faults.of} />
      <ConsentCircumstances drafting={drafting} errorOf={faults.of} />
      <ConsentSentence draft={draft} />
      <Button type="submit" busy={recording.isPending} className="justify-self-start">
        {t('consentForm.save')}
      </Button>
    </form>
  );
}
