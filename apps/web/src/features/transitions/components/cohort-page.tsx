import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { cohortQuery, retryCohort, sendSome, type Cohort } from '../api/cohorts.js';
import { CohortMembers } from './cohort-members.js';

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
  const unready = cohort.members.filter(
    ({ state, uncovered, missing }) => state === 'waiting' && uncovered.length + missing.length > 0,
  ).length;
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
      {waiting > 0 && unready > 0 && !sending.isPending && (
        <Notice tone="warning">{t('cohorts.unready', { count: unready })}</Notice>
      )}
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
      <CohortFiles id={cohort.id} />
      <CohortMembers cohort={cohort} />
    </Page>
  );
}

const files = [
  ['roster', 'roster'],
  ['xlsx', 'file?format=xlsx'],
  ['csv', 'file?format=csv'],
  ['csv_cp932', 'file?format=csv_cp932'],
] as const;

/** The group as a paper and as a list. */
function CohortFiles({ id }: { id: string }) {
  const { t } = useTranslation('transitions');
  return (
    <p className="no-print flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="text-solid-gray-700">{t('cohorts.take')}</span>
      {files.map(([name, path]) => (
        <a
          key={name}
          href={`/api/v1/cohorts/${id}/${path}`}
          className="inline-flex min-h-11 items-center text-blue-900 underline underline-offset-4"
        >
          {t(`cohorts.files.${name}`)}
        </a>
      ))}
    </p>
  );
}
