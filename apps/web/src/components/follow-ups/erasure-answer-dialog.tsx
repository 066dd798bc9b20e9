import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttemptKey } from '../../lib/attempt-key.js';
import { answerDuty, type ErasureAnswer, type ErasureDuty } from '../../lib/erasure-duties.js';
import { todayInTokyo } from '../../lib/japanese-date.js';
import { Button } from '../button.js';
import { DialogActions } from '../dialog-actions.js';
import { Dialog } from '../dialog.js';
import { ErrorSummary } from '../error-summary.js';
import { RadioGroup } from '../radio-group.js';
import { TextField } from '../text-field.js';
import { useSay } from '../toast.js';
import { useFaults } from '../use-faults.js';
import './texts.js';

/** What became of what was told: the own agency's answer, or that of an agency outside the portal as it was heard. */
export function AnswerDialog({ duty, onClose }: { duty: ErasureDuty; onClose: () => void }) {
  const { t } = useTranslation('followUps');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const isHeard = duty.mayRecord;
  const [answer, setAnswer] = useState<ErasureAnswer>({
    answer: 'destroyed',
    answeredOn: todayInTokyo(),
    answeredName: '',
    lawText: '',
    ...(isHeard ? { toldOn: todayInTokyo(), toldBy: '', toldMeans: 'phone' as const } : {}),
  });
  const answering = useMutation({
    mutationFn: answerDuty,
    onSuccess: () => {
      say(t(isHeard ? 'duty.recorded' : 'duty.done'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  const isKept = answer.answer === 'kept_by_law';

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = [
      ...(isHeard || answer.answeredName.trim()
        ? []
        : [{ field: 'answeredName', detail: t('duty.needName') }]),
      ...(isHeard && !answer.toldBy?.trim() ? [{ field: 'toldBy', detail: t('duty.needToldBy') }] : []),
      ...(isKept && !answer.lawText?.trim() ? [{ field: 'lawText', detail: t('duty.needLaw') }] : []),
    ];
    if (faults.refuse(found)) return;
    const { lawText, ...said } = answer;
    // Whoever told it did it, unless somebody else is named.
    const answeredName = answer.answeredName.trim() || (answer.toldBy ?? '').trim();
    const sent = { ...said, answeredName, ...(isKept && lawText ? { lawText } : {}) };
    answering.mutate({ duty, answer: sent, key: keyFor([duty.id, sent]) });
  }

  return (
    <Dialog
      title={isHeard ? t('duty.recordTitle', { agency: duty.agencyName }) : t('duty.answerTitle')}
      onClose={onClose}
    >
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t(isHeard ? 'duty.recordLead' : 'duty.answerLead')}</p>
        <RadioGroup
          name="answer"
          label={t('duty.what')}
          value={answer.answer}
          onChange={(value) => setAnswer({ ...answer, answer: value as ErasureAnswer['answer'] })}
          choices={(['destroyed', 'returned', 'kept_by_law'] as const).map((value) => ({
            value,
            label: t(`duty.answers.${value}`),
          }))}
        />
        {isKept && (
          <TextField
            name="lawText"
            label={t('duty.law')}
            required
            error={faults.of('lawText')}
            value={answer.lawText ?? ''}
            onChange={(event) => setAnswer({ ...answer, lawText: event.target.value })}
          />
        )}
        <TextField
          name="answeredOn"
          type="date"
          label={t('duty.on')}
          required
          max={todayInTokyo()}
          error={faults.of('answeredOn')}
          value={answer.answeredOn}
          onChange={(event) => setAnswer({ ...answer, answeredOn: event.target.value })}
        />
        {isHeard && <ToldFields answer={answer} onChange={setAnswer} errorOf={faults.of} />}
        <TextField
          name="answeredName"
          label={t(isHeard ? 'duty.byUnknown' : 'duty.by')}
          required={!isHeard}
          error={faults.of('answeredName')}
          value={answer.answeredName}
          onChange={(event) => setAnswer({ ...answer, answeredName: event.target.value })}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={answering.isPending}>
            {t(isHeard ? 'duty.record' : 'duty.answer')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type ToldFieldsProps = {
  answer: ErasureAnswer;
  onChange: (answer: ErasureAnswer) => void;
  errorOf: (field: string) => string | undefined;
};

/** When, by whom and how the answer became known. */
function ToldFields({ answer, onChange, errorOf }: ToldFieldsProps) {
  const { t } = useTranslation('followUps');
  return (
    <>
      <TextField
        name="toldOn"
        type="date"
        label={t('duty.toldOn')}
        required
        max={todayInTokyo()}
        error={errorOf('toldOn')}
        value={answer.toldOn ?? ''}
        onChange={(event) => onChange({ ...answer, toldOn: event.target.value })}
      />
      <RadioGroup
        name="toldMeans"
        label={t('duty.toldMeans')}
        value={answer.toldMeans ?? ''}
        onChange={(value) => onChange({ ...answer, toldMeans: value as Means })}
        choices={means.map((value) => ({ value, label: t(`duty.means.${value}`) }))}
      />
      <TextField
        name="toldBy"
        label={t('duty.toldBy')}
        required
        error={errorOf('toldBy')}
        value={answer.toldBy ?? ''}
        onChange={(event) => onChange({ ...answer, toldBy: event.target.value })}
      />
    </>
  );
}

const means = ['phone', 'letter', 'fax', 'mail', 'visit'] as const;
type Means = (typeof means)[number];
