import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttemptKey } from '../../lib/attempt-key.js';
import { type Opening, reviewOpening } from '../../lib/emergencies.js';
import { asMoment, inEra } from '../../lib/japanese-date.js';
import { Button } from '../button.js';
import { DialogActions } from '../dialog-actions.js';
import { Dialog } from '../dialog.js';
import { ErrorSummary } from '../error-summary.js';
import { RadioGroup } from '../radio-group.js';
import { StatusBadge } from '../status-badge.js';
import { TextArea } from '../text-area.js';
import { TextLink } from '../text-link.js';
import { useSay } from '../toast.js';
import { useFaults } from '../use-faults.js';
import './texts.js';

type OpeningsProps = {
  openings: readonly Opening[];
  /** Shows the number of the referral and the way to it. */
  linked?: boolean;
  /** What whoever opened it can do with it. */
  ownActions?: (opening: Opening) => ReactNode;
};

/** What was opened in an emergency: by whom, why, until when, and what the review found. */
export function Openings({ openings, linked = false, ownActions }: OpeningsProps) {
  const { t } = useTranslation('followUps');
  const [reviewing, setReviewing] = useState<Opening>();
  return (
    <>
      <ul className="divide-y divide-solid-gray-300">
        {openings.map((opening) => (
          <li key={opening.id} className="grid gap-2 py-4 first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {linked && <TextLink to={`/referrals/${opening.referralId}`}>{opening.number}</TextLink>}
              <strong>{t('opening.by', { agency: opening.agencyName, name: opening.byName })}</strong>
              <StatusBadge tone={opening.live ? 'danger' : 'ended'}>
                {t(opening.live ? 'opening.live' : 'opening.over')}
              </StatusBadge>
            </p>
            <p className="text-solid-gray-700">
              {t('opening.period', {
                from: asMoment(opening.openedAt),
                until: asMoment(opening.endedAt ?? opening.endsAt),
              })}
              {`　${opening.groundName}`}
            </p>
            <p className="whitespace-pre-line">
              <strong>{t('opening.reason')}</strong>
              {`　${opening.reason}`}
            </p>
            <ReviewLine opening={opening} />
            <div className="flex flex-wrap gap-3">
              {opening.mayReview && (
                <Button look="secondary" onClick={() => setReviewing(opening)}>
                  {t('opening.review')}
                </Button>
              )}
              {ownActions?.(opening)}
            </div>
          </li>
        ))}
      </ul>
      {reviewing && <ReviewDialog opening={reviewing} onClose={() => setReviewing(undefined)} />}
    </>
  );
}

function ReviewLine({ opening }: { opening: Opening }) {
  const { t } = useTranslation('followUps');
  if (opening.finding)
    return (
      <p className="text-solid-gray-700">
        {t('opening.reviewed', {
          finding: t(`opening.findings.${opening.finding}`),
          name: opening.reviewedBy,
        })}
        {opening.findingNote && <span className="block whitespace-pre-line">{opening.findingNote}</span>}
      </p>
    );
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <StatusBadge tone={opening.overdue ? 'danger' : 'waiting'}>
        {t(opening.overdue ? 'opening.overdue' : 'opening.waiting')}
      </StatusBadge>
      {t('opening.due', { day: inEra(opening.reviewDueOn) })}
    </p>
  );
}

function ReviewDialog({ opening, onClose }: { opening: Opening; onClose: () => void }) {
  const { t } = useTranslation('followUps');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [finding, setFinding] = useState<'justified' | 'not_justified'>('justified');
  const [note, setNote] = useState('');
  const reviewing = useMutation({
    mutationFn: reviewOpening,
    onSuccess: () => {
      say(t('opening.reviewDone'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = { finding, ...(note.trim() ? { note: note.trim() } : {}) };
    reviewing.mutate({ opening, found, key: keyFor([opening.id, found]) });
  }
  return (
    <Dialog title={t('opening.reviewTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('opening.reviewLead')}</p>
        <p className="rounded-8 bg-solid-gray-50 p-4 whitespace-pre-line">{opening.reason}</p>
        <RadioGroup
          name="finding"
          label={t('opening.finding')}
          value={finding}
          onChange={(value) => setFinding(value as typeof finding)}
          choices={(['justified', 'not_justified'] as const).map((value) => ({
            value,
            label: t(`opening.findings.${value}`),
          }))}
        />
        <TextArea
          name="note"
          label={t('opening.note')}
          rows={3}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={reviewing.isPending}>
            {t('opening.review')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
