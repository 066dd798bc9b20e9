import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Select } from '../../../components/select.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextArea } from '../../../components/text-area.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import {
  closeTransition,
  releaseFromTransition,
  takeIntoTransition,
  transitionCasesQuery,
  type TransitionCase,
} from '../api/transition-cases.js';
import { TransitionForm } from './transition-form.js';

/** The transitions of a person, each with its referrals and where they stand. */
export function TransitionCasesCard({ personId }: { personId: string }) {
  const { t } = useTranslation('transitionCases');
  const cases = useQuery(transitionCasesQuery(personId)).data;
  if (!cases) return null;
  return (
    <Card title={t('title')}>
      <div className="grid gap-4">
        <p className="text-solid-gray-700">{cases.length === 0 ? t('none') : t('lead')}</p>
        {cases.map((one) => (
          <TransitionPart key={one.id} transition={one} />
        ))}
        <TransitionForm personId={personId} />
      </div>
    </Card>
  );
}

function TransitionPart({ transition }: { transition: TransitionCase }) {
  const { t } = useTranslation('transitionCases');
  const say = useSay();
  const releasing = useMutation({ mutationFn: releaseFromTransition, onSuccess: () => say(t('release')) });
  const { id, kindName, goal, outcome, startsOn, endsOn, closedAt, referrals } = transition;
  return (
    <section className="grid gap-3 rounded-12 border border-solid-gray-420 p-4" aria-label={kindName}>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-std-18B-160">{kindName}</span>
        <span>{t('days', { from: inEra(startsOn), until: inEra(endsOn) })}</span>
        {closedAt && (
          <StatusBadge tone="ended">{t('closed', { day: inEra(closedAt.slice(0, 10)) })}</StatusBadge>
        )}
      </p>
      <p className="whitespace-pre-line">{goal}</p>
      {outcome && <p className="whitespace-pre-line">{t('outcome', { outcome })}</p>}
      {releasing.isError && <FailureNotice failure={releasing.error} />}
      {referrals.length === 0 ? (
        <p className="text-solid-gray-700">{t('noReferrals')}</p>
      ) : (
        <ul className="divide-y divide-solid-gray-300">
          {referrals.map((referral) => (
            <li key={referral.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <TextLink to={`/referrals/${referral.id}`} className="font-bold">
                {referral.number} {referral.typeName}
              </TextLink>
              <StatusBadge tone="plain">{referral.statusName}</StatusBadge>
              <span className="text-solid-gray-700">
                {referral.agencies.map(({ name, statusName }) => `${name}（${statusName}）`).join('、')}
              </span>
              {!closedAt && (
                <Button
                  look="quiet"
                  busy={releasing.isPending}
                  onClick={() => releasing.mutate({ id, referralId: referral.id })}
                >
                  {t('release')}
                  <span className="sr-only">（{referral.number}）</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <p>
        <a
          className="text-blue-900 underline underline-offset-4"
          href={`/api/v1/transition-cases/${id}/sheet`}
          target="_blank"
          rel="noreferrer"
        >
          {t('print')}
        </a>
      </p>
      {!closedAt && <TakeIn transition={transition} />}
      {!closedAt && <Closing transition={transition} />}
    </section>
  );
}

function TakeIn({ transition: { id, others } }: { transition: TransitionCase }) {
  const { t } = useTranslation('transitionCases');
  const keyFor = useAttemptKey();
  const [chosen, setChosen] = useState('');
  const taking = useMutation({ mutationFn: takeIntoTransition, onSuccess: () => setChosen('') });
  if (others.length === 0) return null;
  const referralId = chosen || others[0]!.id;
  return (
    <details>
      <summary className="cursor-pointer text-blue-900 underline">{t('add')}</summary>
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <Select
          id={`take-${id}`}
          label={t('choose')}
          value={referralId}
          choices={others.map((other) => ({ value: other.id, label: `${other.number} ${other.typeName}` }))}
          onChange={(event) => setChosen(event.target.value)}
        />
        <Button
          look="secondary"
          busy={taking.isPending}
          onClick={() => taking.mutate({ id, referralId, key: keyFor([id, referralId]) })}
        >
          {t('put')}
        </Button>
      </div>
      {taking.isError && <FailureNotice failure={taking.error} />}
    </details>
  );
}

function Closing({ transition: { id, version, mayClose } }: { transition: TransitionCase }) {
  const { t } = useTranslation('transitionCases');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const [outcome, setOutcome] = useState('');
  const closing = useMutation({
    mutationFn: closeTransition,
    onSuccess: () => say(t('closedNow')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const said = outcome.trim();
    if (faults.refuse(said ? [] : [{ field: 'outcome', detail: t('needOutcome') }])) return;
    closing.mutate({ id, version, outcome: said, key: keyFor([id, version, said]) });
  }
  if (!mayClose) return <p className="text-dns-14N-130 text-solid-gray-700">{t('closeLead')}</p>;
  return (
    <details>
      <summary className="cursor-pointer text-blue-900 underline">{t('close')}</summary>
      <form noValidate onSubmit={submit} className="mt-3 grid gap-4">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextArea
          name="outcome"
          label={t('closeOutcome')}
          required
          rows={2}
          error={faults.of('outcome')}
          value={outcome}
          onChange={(event) => setOutcome(event.target.value)}
        />
        <Button type="submit" className="w-fit" busy={closing.isPending}>
          {t('close')}
        </Button>
      </form>
    </details>
  );
}
