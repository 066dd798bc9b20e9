import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { problemIn } from '../../../lib/problem.js';
import { safeWayBack } from '../../../lib/way-back.js';
import {
  consentTableQuery,
  draftAsking,
  rewriteAsking,
  type Asking,
  type ConsentTable,
  type EarlierRefusal,
} from '../api/askings.js';
import type { Person } from '../api/get-person.js';
import { recordConsent } from '../api/record-consent.js';
import type { Recipient } from '../consent-cells.js';
import { askingFrom, consentFrom, faultsIn, type ConsentDraft } from '../consent-draft.js';
import { CircumstancesFields, DeciderFields } from './circumstances-fields.js';
import { ConsentExtent } from './consent-extent.js';
import { ConsentSentence } from './consent-sentence.js';
import { useConsentDraft } from './use-consent-draft.js';
import { ValidityFields } from './validity-fields.js';

type ConsentFormProps = {
  person: Person;
  recipient: Recipient | undefined;
  /** An asking whose draft is to be changed. */
  asking?: Asking | undefined;
};

/** A decision, or a question that is still to be put, on one page; read back as a sentence before it is kept. */
export function ConsentForm(props: ConsentFormProps) {
  const table = useQuery(consentTableQuery(props.person.id));
  return <Loaded query={table}>{(known) => <LoadedForm {...props} table={known} />}</Loaded>;
}

function LoadedForm({ person, recipient, asking, table }: ConsentFormProps & { table: ConsentTable }) {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const faults = useFaults();
  const drafting = useConsentDraft(recipient, asking);
  const { draft, change } = drafting;
  const sending = useSending(person, asking, faults.takeFailure);

  function send(despiteRefusal = false): void {
    const found = faultsIn(draft).map(({ field, text }) => ({ field, detail: tConsents(`fault.${text}`) }));
    if (!faults.refuse(found)) sending.send(draft, despiteRefusal);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    send();
  }

  return (
    <form noValidate onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {sending.refusals && (
        <RefusedBefore refusals={sending.refusals} busy={sending.isPending} onAsk={() => send(true)} />
      )}
      {!asking && (
        <Card>
          <RadioGroup
            name="decision"
            label={t('consentForm.decision')}
            value={draft.decision}
            onChange={(decision) => change({ decision: decision as ConsentDraft['decision'] })}
            choices={[
              { value: 'given', label: t('consentForm.given') },
              { value: 'refused', label: t('consentForm.refused'), support: t('consentForm.refusedSupport') },
              { value: 'ask', label: tConsents('form.ask'), support: tConsents('form.askSupport') },
            ]}
          />
        </Card>
      )}
      <ConsentExtent drafting={drafting} errorOf={faults.of} table={table} before={asking?.before?.cells} />
      <Card>
        <div className="grid gap-6">
          {draft.decision !== 'refused' && <ValidityFields drafting={drafting} errorOf={faults.of} />}
          {draft.decision === 'ask' ? (
            <DeciderFields draft={draft} change={change} errorOf={faults.of} />
          ) : (
            <CircumstancesFields
              draft={draft}
              change={change}
              errorOf={faults.of}
              isYes={draft.decision === 'given'}
            />
          )}
        </div>
      </Card>
      <ConsentSentence draft={draft} />
      <Button type="submit" busy={sending.isPending} className="justify-self-start">
        {draft.decision === 'ask'
          ? tConsents(asking ? 'form.keepAsking' : 'form.makeAsking')
          : t('consentForm.save')}
      </Button>
    </form>
  );
}

/** The three ways in which the form is sent, and where each leads. */
function useSending(person: Person, asking: Asking | undefined, onFailure: (failure: unknown) => void) {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const say = useSay();
  const keyFor = useAttemptKey();
  const [refusals, setRefusals] = useState<EarlierRefusal[]>();
  const base = `/people/${person.id}`;
  const recording = useMutation({
    mutationFn: recordConsent,
    onSuccess: async ({ state }) => {
      say(t(state === 'refused' ? 'consentForm.savedRefused' : 'consentForm.savedGiven'));
      await navigate(safeWayBack(search.get('back'), `${base}/consents`));
    },
    onError: onFailure,
  });
  const onAsked = async ({ id, number }: Asking) => {
    say(tConsents('form.asked', { number }));
    await navigate(`${base}/askings/${id}`);
  };
  const onAskFailure = (failure: unknown) => {
    const problem = problemIn(failure);
    if (problem?.code !== 'consent.refused_before') return onFailure(failure);
    setRefusals(problem.extra['refusals'] as EarlierRefusal[]);
  };
  const drafting = useMutation({ mutationFn: draftAsking, onSuccess: onAsked, onError: onAskFailure });
  const rewriting = useMutation({ mutationFn: rewriteAsking, onSuccess: onAsked, onError: onAskFailure });
  return {
    refusals,
    isPending: recording.isPending || drafting.isPending || rewriting.isPending,
    send(draft: ConsentDraft, despiteRefusal: boolean): void {
      if (draft.decision !== 'ask') {
        const consent = consentFrom(draft);
        return recording.mutate({ personId: person.id, consent, key: keyFor(consent) });
      }
      const question = { ...askingFrom(draft), ...(despiteRefusal ? { despiteRefusal } : {}) };
      if (asking) rewriting.mutate({ id: asking.id, version: asking.version, asking: question });
      else drafting.mutate({ personId: person.id, asking: question, key: keyFor(question) });
    },
  };
}

function RefusedBefore({
  refusals,
  busy,
  onAsk,
}: {
  refusals: readonly EarlierRefusal[];
  busy: boolean;
  onAsk: () => void;
}) {
  const { t } = useTranslation('consents');
  return (
    <Notice
      tone="warning"
      live
      title={t('refusal.again')}
      actions={
        <Button look="secondary" busy={busy} onClick={onAsk}>
          {t('refusal.askAnyway')}
        </Button>
      }
    >
      <ul className="list-disc pl-6">
        {refusals.map(({ consentId, number, decidedOn, agencyName, categoryNames }) => (
          <li key={consentId + agencyName}>
            {t('refusal.what', {
              day: inEra(decidedOn),
              number,
              agency: agencyName,
              categories: categoryNames.join('、'),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
