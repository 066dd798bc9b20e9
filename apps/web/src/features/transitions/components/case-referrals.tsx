import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Select } from '../../../components/select.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { releaseFromTransition, takeIntoTransition, type TransitionCase } from '../api/transition-cases.js';

type Referral = TransitionCase['referrals'][number];

/** The referrals of a transition; more are taken in, and let go, while it goes on. */
export function CaseReferrals({ transition }: { transition: TransitionCase }) {
  const { t } = useTranslation('transitionCases');
  const { referrals, closedAt } = transition;
  return (
    <Card title={t('referrals')}>
      <div className="grid gap-4">
        {referrals.length === 0 ? (
          <p className="text-solid-gray-700">{t('noReferrals')}</p>
        ) : (
          <ReferralTable transition={transition} />
        )}
        {!closedAt && <TakeIn transition={transition} />}
      </div>
    </Card>
  );
}

function ReferralTable({ transition: { id, closedAt, referrals } }: { transition: TransitionCase }) {
  const { t } = useTranslation('transitionCases');
  const say = useSay();
  const releasing = useMutation({ mutationFn: releaseFromTransition, onSuccess: () => say(t('released')) });
  const columns: Column<Referral>[] = [
    {
      key: 'number',
      label: t('number'),
      names: true,
      cell: (referral) => (
        <TextLink to={`/referrals/${referral.id}${referral.status === 'draft' ? '/compose' : ''}`}>
          {referral.number} {referral.typeName}
        </TextLink>
      ),
    },
    {
      key: 'status',
      label: t('state'),
      cell: ({ statusName }) => <StatusBadge tone="plain">{statusName}</StatusBadge>,
    },
    {
      key: 'agencies',
      label: t('agencies'),
      cell: ({ agencies }) => agencies.map(({ name, statusName }) => `${name}（${statusName}）`).join('、'),
    },
    { key: 'sent', label: t('sentOn'), cell: ({ sentAt }) => sentAt && inEra(sentAt) },
    ...(closedAt
      ? []
      : [
          {
            key: 'do',
            label: t('do'),
            cell: (referral: Referral) => (
              <Button
                look="quiet"
                busy={releasing.isPending && releasing.variables.referralId === referral.id}
                onClick={() => releasing.mutate({ id, referralId: referral.id })}
              >
                {t('release')}
                <span className="sr-only">（{referral.number}）</span>
              </Button>
            ),
          },
        ]),
  ];
  return (
    <>
      {releasing.isError && <FailureNotice failure={releasing.error} />}
      <DataTable caption={t('referrals')} columns={columns} rows={referrals} rowKey={(one) => one.id} />
    </>
  );
}

function TakeIn({ transition: { id, personId, others } }: { transition: TransitionCase }) {
  const { t } = useTranslation('transitionCases');
  const say = useSay();
  const keyFor = useAttemptKey();
  const [chosen, setChosen] = useState('');
  const taking = useMutation({
    mutationFn: takeIntoTransition,
    onSuccess: () => {
      say(t('taken'));
      setChosen('');
    },
  });
  const referralId = chosen || others[0]?.id;
  return (
    <div className="grid gap-3">
      {referralId && (
        <div className="flex flex-wrap items-end gap-3">
          <Select
            id="takeIn"
            label={t('add')}
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
      )}
      {taking.isError && <FailureNotice failure={taking.error} />}
      <p>
        <TextLink to={`/referrals/new?person=${personId}`}>{t('write')}</TextLink>
      </p>
    </div>
  );
}
