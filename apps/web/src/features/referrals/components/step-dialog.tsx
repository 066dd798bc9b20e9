import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { problemIn } from '../../../lib/problem.js';
import { declineSuggestionsQuery } from '../api/decline-suggestions.js';
import type { ReferralAction } from '../api/get-actions.js';
import type { Referral } from '../api/get-referral.js';
import { takeStep, type PressedVerb } from '../api/take-step.js';
import { faultsInWords, noWords, type TypedWords, wordsFor } from '../step-words.js';
import { StepFields } from './step-fields.js';

type StepDialogProps = {
  referral: Referral;
  lineId: string;
  /** The version of the line that the button answered to. */
  version: number;
  action: ReferralAction;
  onClose: () => void;
};

/** Verbs that end something. */
const endings: readonly PressedVerb[] = ['decline', 'cancel', 'fail', 'person_decline'];

/** Says what an action does, asks for what it needs, and takes it. What was typed stays until it is done. */
export function StepDialog({ referral, lineId, version, action, onClose }: StepDialogProps) {
  const { t } = useTranslation('referrals');
  const client = useQueryClient();
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [typed, setTyped] = useState<TypedWords>();
  const [stale, setStale] = useState(false);
  const verb = action.action as PressedVerb;
  const suggestions = useQuery({
    ...declineSuggestionsQuery(referral.id, lineId),
    enabled: verb === 'decline',
  });
  const [suggestion] = suggestions.data ?? [];
  // Chosen beforehand, until somebody chooses; nothing is sent without a press.
  const words = typed ?? { ...noWords(), ...(suggestion ? { reason: suggestion.reason } : {}) };
  const taking = useMutation({
    mutationFn: takeStep,
    onSuccess: ({ lines }) => {
      // A no that the secretariat looks at first leaves the line where it was.
      const isReviewed = verb === 'decline' && lines.find(({ id }) => id === lineId)?.status !== 'declined';
      say(isReviewed ? t('action.declineReviewed') : t('action.done', { label: action.label }));
      onClose();
    },
    onError: async (failure) => {
      if (!problemIn(failure)?.isStale) return faults.takeFailure(failure);
      setStale(true);
      await client.invalidateQueries({ queryKey: ['referral', referral.id] });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = faultsInWords(action.needs, words).map(({ field, text }) => ({
      field,
      detail: t(`action.${text}`),
    }));
    if (faults.refuse(found)) return;
    setStale(false);
    const said = wordsFor(action.needs, words);
    const { id: referralId } = referral;
    taking.mutate({
      verb,
      referralId,
      lineId,
      version,
      words: said,
      key: keyFor([verb, lineId, version, said]),
    });
  }

  const ends = endings.includes(verb);
  return (
    <Dialog title={action.label} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {stale && (
          <Notice tone="warning" live title={t('action.staleTitle')}>
            {t('action.stale')}
          </Notice>
        )}
        <p>{t(`action.mean.${verb}`)}</p>
        {suggestion && (
          <Notice title={t('action.suggested')}>
            <ul className="list-disc pl-5">
              {suggestion.services.map(({ name, asOf, saidBy }) => (
                <li key={name}>{t('action.suggestedBy', { name, day: inEra(asOf), by: saidBy })}</li>
              ))}
            </ul>
          </Notice>
        )}
        <StepFields verb={verb} needs={action.needs} words={words} onChange={setTyped} errorOf={faults.of} />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look={ends ? 'danger' : 'primary'} busy={taking.isPending}>
            {action.label}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
