import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { inEra } from '../../../lib/japanese-date.js';
import {
  answerInquiry,
  inquiryTermsQuery,
  type AnswerInput,
  type Inquiry,
  type VacancyAnswer,
} from '../api/vacancy-inquiries.js';
import { AnswerBadge } from './answer-badge.js';
import { NoteField, useNoteCheck } from './note-field.js';

/** The own answer: what it is now, and the form while the inquiry is open. What the own entry says is chosen beforehand. */
export function AnswerForm({ inquiry, own }: { inquiry: Inquiry; own: VacancyAnswer }) {
  const { t } = useTranslation('vacancyInquiries');
  if (!inquiry.can.answer) return <GivenAnswer own={own} />;
  return (
    <Card title={t('answer.title')}>
      <p className="mb-4">{t('answer.lead')}</p>
      <Answering inquiry={inquiry} own={own} />
    </Card>
  );
}

function GivenAnswer({ own }: { own: VacancyAnswer }) {
  const { t } = useTranslation('vacancyInquiries');
  const { answer, answerName, months, note } = own;
  return (
    <Card title={t('answer.title')}>
      <DescriptionList
        items={[
          { term: t('answer.room'), detail: <AnswerBadge answer={answer} name={answerName} /> },
          { term: t('answer.months'), detail: months === null ? null : String(months) },
          { term: t('page.note'), detail: note },
        ]}
      />
    </Card>
  );
}

function Answering({ inquiry, own }: { inquiry: Inquiry; own: VacancyAnswer }) {
  const { t } = useTranslation('vacancyInquiries');
  const say = useSay();
  const faults = useFaults();
  const check = useNoteCheck(faults);
  const answers = useQuery(inquiryTermsQuery).data?.answers ?? [];
  const isStatedFull = own.answer === null && own.stated?.state === 'none';
  const [answer, setAnswer] = useState<string>(own.answer ?? (isStatedFull ? 'full' : ''));
  const [months, setMonths] = useState(own.months === null ? '' : String(own.months));
  const [note, setNote] = useState(own.note);
  const saving = useMutation({
    mutationFn: answerInquiry,
    onSuccess: () => say(t('answer.saved')),
    onError: check.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const isWaiting = answer === 'waiting';
    const missing = [
      ...(answer ? [] : [{ field: 'answer', detail: t('answer.need') }]),
      ...(isWaiting && months !== '' && !/^\d{1,2}$/.test(months)
        ? [{ field: 'months', detail: t('answer.needMonths') }]
        : []),
    ];
    if (faults.refuse(missing)) return;
    const input = {
      answer: answer as AnswerInput['answer'],
      months: isWaiting && months !== '' ? Number(months) : null,
      note,
      noteChecked: check.isChecked,
    };
    saving.mutate({ id: inquiry.id, version: own.version, input });
  }
  return (
    <form noValidate onSubmit={submit} className="grid max-w-prose gap-5">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {isStatedFull && own.stated && (
        <Notice>{t('answer.statedFull', { day: inEra(own.stated.asOf), by: own.stated.saidBy })}</Notice>
      )}
      <RadioGroup
        name="answer"
        label={t('answer.room')}
        required
        value={answer}
        error={faults.of('answer')}
        choices={answers.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={setAnswer}
      />
      {answer === 'waiting' && (
        <TextField
          name="months"
          inputMode="numeric"
          className="max-w-28"
          label={t('answer.months')}
          support={t('answer.monthsSupport')}
          value={months}
          error={faults.of('months')}
          onChange={(event) => setMonths(event.target.value)}
        />
      )}
      <NoteField value={note} error={faults.of('note')} check={check} onChange={setNote} />
      <Button type="submit" className="w-fit" busy={saving.isPending}>
        {t('answer.save')}
      </Button>
    </form>
  );
}
