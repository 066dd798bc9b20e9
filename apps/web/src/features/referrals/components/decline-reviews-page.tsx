import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { EmptyState } from '../../../components/empty-state.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import {
  decideDecline,
  declinesToReviewQuery,
  declineSettingQuery,
  type DeclineToReview,
} from '../api/declines.js';
import { DeclineSettingCard } from './decline-setting-card.js';

/** The refusals that wait for the secretariat, by number, and whether it looks at them at all. */
export function DeclineReviewsPage() {
  const { t } = useTranslation('declines');
  const waiting = useQuery(declinesToReviewQuery);
  const setting = useQuery(declineSettingQuery);
  return (
    <Page title={t('page.title')} lead={t('page.lead')} trail={[{ to: '/stalls', label: t('page.trail') }]}>
      <Loaded query={waiting}>
        {(declines) =>
          declines.length === 0 ? (
            <EmptyState title={t(setting.data?.isReviewed === false ? 'page.off' : 'page.none')} />
          ) : (
            <DeclineTable declines={declines} />
          )
        }
      </Loaded>
      <Loaded query={setting}>{(found) => <DeclineSettingCard key={found.version} setting={found} />}</Loaded>
    </Page>
  );
}

function DeclineTable({ declines }: { declines: readonly DeclineToReview[] }) {
  const { t } = useTranslation('declines');
  const [asking, setAsking] = useState<{ review: DeclineToReview; verdict: 'confirmed' | 'reconsidered' }>();
  const columns: Column<DeclineToReview>[] = [
    {
      key: 'number',
      label: t('page.number'),
      names: true,
      cell: ({ number }) => <span className="whitespace-nowrap">{number}</span>,
    },
    { key: 'type', label: t('page.type'), className: 'whitespace-nowrap', cell: ({ typeName }) => typeName },
    { key: 'source', label: t('page.source'), cell: ({ source }) => source.name },
    { key: 'recipient', label: t('page.recipient'), cell: ({ recipient }) => recipient.name },
    { key: 'answer', label: t('page.answer'), cell: (review) => <AnswerOf review={review} /> },
    { key: 'reason', label: t('page.reason'), cell: ({ reasonName }) => reasonName },
    {
      key: 'dueOn',
      label: t('page.dueOn'),
      className: 'whitespace-nowrap',
      cell: ({ dueOn }) => inEra(dueOn),
    },
    {
      key: 'do',
      label: t('page.do'),
      cell: (review) => (
        <span className="flex flex-wrap gap-2">
          <Button look="secondary" onClick={() => setAsking({ review, verdict: 'confirmed' })}>
            {t('page.confirm')}
            <span className="sr-only">（{review.number}）</span>
          </Button>
          <Button look="secondary" onClick={() => setAsking({ review, verdict: 'reconsidered' })}>
            {t('page.reconsider')}
            <span className="sr-only">（{review.number}）</span>
          </Button>
        </span>
      ),
    },
  ];
  return (
    <div className="grid gap-2">
      <p>{t('page.found', { total: declines.length })}</p>
      <DataTable caption={t('page.title')} columns={columns} rows={declines} rowKey={({ id }) => id} />
      {asking && <VerdictDialog {...asking} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

/** A plain no, or whom the recipient names in its place. */
function AnswerOf({ review: { verbName, named } }: { review: DeclineToReview }) {
  const { t } = useTranslation('declines');
  return named.length === 0 ? verbName : t('page.named', { answer: verbName, names: named.join('、') });
}

type VerdictProps = {
  review: DeclineToReview;
  verdict: 'confirmed' | 'reconsidered';
  onClose: () => void;
};

function VerdictDialog({ review, verdict, onClose }: VerdictProps) {
  const { t } = useTranslation('declines');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [note, setNote] = useState('');
  const deciding = useMutation({
    mutationFn: decideDecline,
    onSuccess: () => {
      say(t(verdict === 'confirmed' ? 'page.confirmed' : 'page.reconsidered'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const decision = { verdict, ...(note.trim() ? { note: note.trim() } : {}) };
    deciding.mutate({ review, decision, key: keyFor([review.id, review.version, decision]) });
  }
  const isAgreeing = verdict === 'confirmed';
  return (
    <Dialog
      title={isAgreeing ? t('page.confirm') : t('page.reconsiderTitle', { number: review.number })}
      onClose={onClose}
    >
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>
          {review.number}　{review.source.name} → {review.recipient.name}　
          <AnswerOf review={review} />　{review.reasonName}
        </p>
        {!isAgreeing && (
          <TextArea
            name="note"
            label={t('page.note')}
            support={t('page.noteSupport')}
            rows={3}
            error={faults.of('note')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={deciding.isPending}>
            {t(isAgreeing ? 'page.confirm' : 'page.reconsider')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
