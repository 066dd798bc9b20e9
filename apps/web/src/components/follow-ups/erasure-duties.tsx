import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttemptKey } from '../../lib/attempt-key.js';
import { answerDuty, type ErasureAnswer, type ErasureDuty } from '../../lib/erasure-duties.js';
import { inEra, todayInTokyo } from '../../lib/japanese-date.js';
import { Button } from '../button.js';
import { DialogActions } from '../dialog-actions.js';
import { Dialog } from '../dialog.js';
import { ErrorSummary } from '../error-summary.js';
import { RadioGroup } from '../radio-group.js';
import { StatusBadge } from '../status-badge.js';
import { TextField } from '../text-field.js';
import { TextLink } from '../text-link.js';
import { useSay } from '../toast.js';
import { useFaults } from '../use-faults.js';
import './texts.js';

type DutiesProps = {
  duties: readonly ErasureDuty[];
  /** Shows the way to the referral. */
  linked?: boolean;
};

/** What recipients were asked, and what they have answered. */
export function ErasureDuties({ duties, linked = false }: DutiesProps) {
  const [answering, setAnswering] = useState<ErasureDuty>();
  return (
    <>
      <ul className="divide-y divide-solid-gray-300">
        {duties.map((duty) => (
          <DutyItem key={duty.id} duty={duty} linked={linked} onAnswer={() => setAnswering(duty)} />
        ))}
      </ul>
      {answering && <AnswerDialog duty={answering} onClose={() => setAnswering(undefined)} />}
    </>
  );
}

function DutyItem({ duty, linked, onAnswer }: { duty: ErasureDuty; linked: boolean; onAnswer: () => void }) {
  const { t } = useTranslation('followUps');
  const { t: tTerms } = useTranslation('terms');
  const isOpen = duty.answer === null;
  return (
    <li className="grid gap-2 py-4 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong>{t('duty.line', { cause: t(`duty.causes.${duty.cause}`), number: duty.number })}</strong>
        {isOpen && (
          <StatusBadge tone={duty.overdue ? 'danger' : 'waiting'}>
            {t(duty.overdue ? 'duty.overdue' : 'duty.waiting')}
          </StatusBadge>
        )}
      </p>
      <p>
        {duty.mayAnswer
          ? t('duty.fromOwner', { owner: duty.ownerName })
          : t('duty.toAgency', { agency: duty.agencyName })}
        ：{duty.categories.map((code) => tTerms(`category.${code}`)).join('、')}
      </p>
      {duty.answer && duty.answeredOn ? (
        <p className="text-solid-gray-700">
          {t('duty.answered', {
            answer: t(`duty.answers.${duty.answer}`),
            day: inEra(duty.answeredOn),
            name: duty.answeredName,
          })}
          {duty.lawText && <span className="block">{duty.lawText}</span>}
        </p>
      ) : (
        <p className="text-solid-gray-700">
          {t('duty.due', { day: inEra(duty.dueOn) })}
          {duty.reminders > 0 && `　${t('duty.reminded', { count: duty.reminders })}`}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-4">
        {duty.mayAnswer && (
          <Button look="secondary" onClick={onAnswer}>
            {t('duty.answer')}
          </Button>
        )}
        {linked &&
          duty.referralIds.slice(0, 1).map((id) => (
            <TextLink key={id} to={`/referrals/${id}`}>
              {t('duty.referral')}
            </TextLink>
          ))}
      </div>
    </li>
  );
}

function AnswerDialog({ duty, onClose }: { duty: ErasureDuty; onClose: () => void }) {
  const { t } = useTranslation('followUps');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [answer, setAnswer] = useState<ErasureAnswer>({
    answer: 'destroyed',
    answeredOn: todayInTokyo(),
    answeredName: '',
    lawText: '',
  });
  const answering = useMutation({
    mutationFn: answerDuty,
    onSuccess: () => {
      say(t('duty.done'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  const isKept = answer.answer === 'kept_by_law';

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = [
      ...(answer.answeredName.trim() ? [] : [{ field: 'answeredName', detail: t('duty.needName') }]),
      ...(isKept && !answer.lawText?.trim() ? [{ field: 'lawText', detail: t('duty.needLaw') }] : []),
    ];
    if (faults.refuse(found)) return;
    const { lawText, ...said } = answer;
    const sent = { ...said, ...(isKept && lawText ? { lawText } : {}) };
    answering.mutate({ duty, answer: sent, key: keyFor([duty.id, sent]) });
  }

  return (
    <Dialog title={t('duty.answerTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('duty.answerLead')}</p>
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
        <TextField
          name="answeredName"
          label={t('duty.by')}
          required
          error={faults.of('answeredName')}
          value={answer.answeredName}
          onChange={(event) => setAnswer({ ...answer, answeredName: event.target.value })}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={answering.isPending}>
            {t('duty.answer')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
