import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Notice } from '../../../components/notice.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { declineReviewsQuery, takeDeclineBack, type DeclineReview } from '../api/declines.js';
import { presentLines, type Referral, type ReferralLine } from '../api/get-referral.js';

/** A no of a recipient that does not stand yet, or that is to be thought over. */
export function DeclinePart({ referral }: { referral: Referral }) {
  const reviews = useQuery({
    ...declineReviewsQuery(referral.id),
    enabled: referral.status === 'active',
  }).data;
  return presentLines(referral).map((line) => {
    const last = reviews?.filter(({ lineId }) => lineId === line.id).at(-1);
    const isOpen = line.turn !== null && (last?.state === 'waiting' || last?.state === 'reconsidered');
    return last && isOpen ? (
      <DeclineNotice key={line.id} referral={referral} line={line} review={last} />
    ) : null;
  });
}

type DeclineNoticeProps = { referral: Referral; line: ReferralLine; review: DeclineReview };

function DeclineNotice({ referral, line, review }: DeclineNoticeProps) {
  const { t } = useTranslation('declines');
  const say = useSay();
  const keyFor = useAttemptKey();
  const taking = useMutation({ mutationFn: takeDeclineBack, onSuccess: () => say(t('takenBack')) });
  if (review.state === 'reconsidered')
    return (
      <Notice tone="warning" title={t('reconsidered')}>
        {review.note && <p className="whitespace-pre-line">{review.note}</p>}
        {referral.side === 'recipient' && <p>{t('reconsideredNext')}</p>}
      </Notice>
    );
  return (
    <Notice
      title={
        referral.side === 'source'
          ? t(`waitingSource.${review.verb}`, { agency: line.agency.name })
          : t(`waitingRecipient.${review.verb}`)
      }
      actions={
        review.mayTakeBack && (
          <Button
            look="secondary"
            busy={taking.isPending}
            onClick={() =>
              taking.mutate({ referralId: referral.id, line, key: keyFor([line.id, line.version]) })
            }
          >
            {t('takeBack')}
          </Button>
        )
      }
    >
      <p>{t('reason', { reason: review.reasonName })}</p>
      <p>{t(`until.${review.verb}`, { day: inEra(review.dueOn) })}</p>
      {taking.isError && <FailureNotice failure={taking.error} />}
    </Notice>
  );
}
