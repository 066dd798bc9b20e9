import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { inEra } from '../../../lib/japanese-date.js';
import { resolveReview, reviewMinutes, type Minutes } from '../api/records.js';

type Review = Minutes['reviews'][number];
const verdicts = ['ok', 'change_requested', 'objection'] as const;
const tones: Readonly<Record<Review['verdict'], BadgeTone>> = {
  ok: 'good',
  change_requested: 'waiting',
  objection: 'danger',
};

/** What those who were asked said to circulated minutes. */
export function MinutesReviews({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation('meetingRecords');
  const { reviews, recipients, can } = minutes;
  return (
    <>
      {can.review && <ReviewForm minutes={minutes} />}
      <Card title={t('minutes.reviewTitle')}>
        <div className="grid gap-4">
          {reviews.length === 0 && <p className="text-solid-gray-700">{t('minutes.nobodyYet')}</p>}
          <ul className="grid gap-4">
            {reviews.map((review) => (
              <li key={review.id} className="grid gap-1 border-l-4 border-solid-gray-420 pl-3">
                <p className="flex flex-wrap items-center gap-2">
                  <StatusBadge tone={tones[review.verdict]}>{review.verdictName}</StatusBadge>
                  {[review.agency, review.name].filter(Boolean).join('　')}
                  <span className="text-dns-14N-130 text-solid-gray-700">{inEra(review.at)}</span>
                </p>
                {review.comment && <p className="whitespace-pre-wrap">{review.comment}</p>}
                {review.resolution && (
                  <p className="whitespace-pre-wrap">
                    {t('minutes.resolutionOf', { text: review.resolution })}
                  </p>
                )}
                {can.resolve && review.verdict !== 'ok' && !review.resolution && (
                  <Resolving review={review} />
                )}
              </li>
            ))}
          </ul>
          {recipients.length > 0 && (
            <section className="grid gap-1">
              <h3 className="font-bold">{t('minutes.recipients')}</h3>
              <ul>
                {recipients.map(({ agency, names }) => (
                  <li key={agency}>{[agency, names].filter(Boolean).join('　')}</li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </Card>
    </>
  );
}

function ReviewForm({ minutes: { id, reviews } }: { minutes: Minutes }) {
  const { t } = useTranslation('meetingRecords');
  const say = useSay();
  const faults = useFaults();
  const own = reviews.find(({ isOwn }) => isOwn);
  const [verdict, setVerdict] = useState<Review['verdict']>(own?.verdict ?? 'ok');
  const [comment, setComment] = useState(own?.comment ?? '');
  const reviewing = useMutation({
    mutationFn: reviewMinutes,
    onSuccess: () => say(t('minutes.reviewed')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    reviewing.mutate({ id, input: { verdict, comment } });
  }
  return (
    <Card title={t('minutes.reviewAsk')}>
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <RadioGroup
          name="verdict"
          label={t('minutes.verdict')}
          support={t('minutes.verdictSupport')}
          choices={verdicts.map((value) => ({ value, label: t(`minutes.verdicts.${value}`) }))}
          value={verdict}
          onChange={(value) => setVerdict(verdicts.find((one) => one === value) ?? 'ok')}
        />
        <TextArea
          name="comment"
          label={t('minutes.comment')}
          support={t('minutes.commentSupport')}
          rows={3}
          value={comment}
          error={faults.of('comment')}
          onChange={(event) => setComment(event.target.value)}
        />
        <div>
          <Button type="submit" busy={reviewing.isPending}>
            {t('minutes.sendReview')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Resolving({ review: { id } }: { review: Review }) {
  const { t } = useTranslation('meetingRecords');
  const say = useSay();
  const faults = useFaults();
  const [resolution, setResolution] = useState('');
  const resolving = useMutation({
    mutationFn: resolveReview,
    onSuccess: () => say(t('minutes.resolved')),
    onError: faults.takeFailure,
  });
  return (
    <form
      noValidate
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        resolving.mutate({ id, resolution });
      }}
    >
      <TextField
        name={`resolution-${id}`}
        label={t('minutes.resolution')}
        value={resolution}
        error={faults.of('resolution') ?? faults.of('root')}
        onChange={(event) => setResolution(event.target.value)}
      />
      <Button type="submit" look="secondary" busy={resolving.isPending}>
        {t('minutes.resolve')}
      </Button>
    </form>
  );
}
