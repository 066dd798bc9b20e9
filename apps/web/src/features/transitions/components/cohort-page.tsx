import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextArea } from '../../../components/text-area.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import {
  cohortQuery,
  describeMember,
  retryCohort,
  sendSome,
  type Cohort,
  type CohortMember,
} from '../api/cohorts.js';

/** One group: what each person wishes and has agreed to, and who could be sent. */
export function CohortPage() {
  const { cohortId = '' } = useParams();
  const cohort = useQuery(cohortQuery(cohortId));
  return <Loaded query={cohort}>{(found) => <CohortContent cohort={found} />}</Loaded>;
}

function CohortContent({ cohort }: { cohort: Cohort }) {
  const { t } = useTranslation('transitions');
  const { sent, refused, total } = cohort;
  const client = useQueryClient();
  const waiting = total - sent - refused;
  const sending = useMutation({
    // A few at a time, so that the page can say how far it is.
    mutationFn: async () => {
      let left = waiting;
      while (left > 0) {
        const now = await sendSome(cohort.id);
        client.setQueryData(cohortQuery(cohort.id).queryKey, now);
        left = now.total - now.sent - now.refused;
      }
    },
  });
  const retrying = useMutation({ mutationFn: retryCohort });
  return (
    <Page
      title={cohort.title}
      trail={[{ to: '/cohorts', label: t('cohorts.trail') }]}
      lead={`${cohort.typeName}　${t('cohorts.chosen', { name: cohort.recipient })}`}
    >
      <p className="whitespace-pre-line">{cohort.ask}</p>
      <div aria-live="polite">
        {sending.isPending ? (
          <Notice>{t('cohorts.sending', { done: sent + refused, total })}</Notice>
        ) : (
          waiting === 0 && (
            <Notice tone={refused > 0 ? 'warning' : 'success'}>
              {t('cohorts.result', { sent, refused })}
            </Notice>
          )
        )}
      </div>
      {sending.isError && <FailureNotice failure={sending.error} />}
      {retrying.isError && <FailureNotice failure={retrying.error} />}
      <div className="flex flex-wrap gap-3">
        {waiting > 0 && (
          <Button busy={sending.isPending} onClick={() => sending.mutate()}>
            {t('cohorts.send', { count: waiting })}
          </Button>
        )}
        {refused > 0 && !sending.isPending && (
          <Button look="secondary" busy={retrying.isPending} onClick={() => retrying.mutate(cohort.id)}>
            {t('cohorts.retry')}
          </Button>
        )}
      </div>
      <MemberTable cohort={cohort} />
    </Page>
  );
}

const tones = { waiting: 'waiting', sent: 'good', refused: 'danger' } as const;

function MemberTable({ cohort }: { cohort: Cohort }) {
  const { t } = useTranslation('transitions');
  const columns: Column<CohortMember>[] = [
    {
      key: 'who',
      label: t('person'),
      names: true,
      cell: ({ personId, name }) => <TextLink to={`/people/${personId}`}>{name}</TextLink>,
    },
    {
      key: 'wish',
      label: t('cohorts.wish'),
      cell: (member) =>
        member.state === 'sent' ? (
          member.wish
        ) : (
          <Wish key={member.wish} cohortId={cohort.id} member={member} />
        ),
    },
    {
      key: 'consent',
      label: t('cohorts.consent'),
      cell: ({ personId, uncovered }) =>
        uncovered.length === 0 ? (
          t('cohorts.consentOk')
        ) : (
          <>
            {t('cohorts.consentMissing')}{' '}
            <TextLink to={`/people/${personId}/consents`}>{t('cohorts.consentLink')}</TextLink>
          </>
        ),
    },
    {
      key: 'state',
      label: t('cohorts.state'),
      cell: ({ state, why, referralId }) => (
        <div className="grid justify-items-start gap-1">
          <StatusBadge tone={tones[state]}>{t(`cohorts.states.${state}`)}</StatusBadge>
          {why && <span>{why}</span>}
          {referralId && <TextLink to={`/referrals/${referralId}`}>{t('cohorts.openReferral')}</TextLink>}
        </div>
      ),
    },
  ];
  return (
    <DataTable
      caption={cohort.title}
      columns={columns}
      rows={cohort.members}
      rowKey={({ personId }) => personId}
    />
  );
}

function Wish({ cohortId, member }: { cohortId: string; member: CohortMember }) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const [wish, setWish] = useState(member.wish);
  const saving = useMutation({ mutationFn: describeMember, onSuccess: () => say(t('cohorts.wishSaved')) });
  return (
    <div className="grid gap-2">
      {saving.isError && <FailureNotice failure={saving.error} />}
      <TextArea
        id={`wish-${member.personId}`}
        label={t('cohorts.wishFor', { name: member.name })}
        rows={2}
        maxLength={4000}
        value={wish}
        onChange={(event) => setWish(event.target.value)}
      />
      {wish !== member.wish && (
        <Button
          look="secondary"
          className="w-fit"
          busy={saving.isPending}
          onClick={() => saving.mutate({ id: cohortId, personId: member.personId, wish })}
        >
          {t('cohorts.wishSave')}
        </Button>
      )}
    </div>
  );
}
