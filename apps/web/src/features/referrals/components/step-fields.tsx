import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../components/radio-group.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import type { ReferralAction } from '../api/get-actions.js';
import { vocabularyQuery, type Reason, type Vocabulary } from '../api/get-vocabulary.js';
import type { PressedVerb } from '../api/take-step.js';
import type { TypedWords } from '../step-words.js';
import { ReportFields } from './report-fields.js';
import { ReasonChoice } from './reason-choice.js';

type StepFieldsProps = {
  verb: PressedVerb;
  needs: ReferralAction['needs'];
  words: TypedWords;
  onChange: (words: TypedWords) => void;
  errorOf: (field: string) => string | undefined;
};

/** The fields that an action needs: reason, note, day, report. */
export function StepFields({ verb, needs, words, onChange, errorOf }: StepFieldsProps) {
  const { t } = useTranslation('referrals');
  const vocabulary = useQuery(vocabularyQuery).data;
  const change = (changes: Partial<TypedWords>) => onChange({ ...words, ...changes });
  const textArea = (field: 'done' | 'remaining' | 'roles', required = false) => (
    <TextArea
      name={field}
      label={t(field === 'done' ? 'action.doneWork' : `action.${field}`)}
      required={required}
      rows={3}
      maxLength={4000}
      value={words[field]}
      error={errorOf(field)}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  );
  return (
    <>
      {needs.includes('reason') && vocabulary && (
        <ReasonChoice
          reasons={reasonsOf(vocabulary, verb)}
          chosen={words.reason}
          error={errorOf('reason')}
          onChoose={({ code, noteRequired }) => change({ reason: code, noteRequired })}
        />
      )}
      {needs.includes('heardBy') && (
        <TextField
          name="heardBy"
          label={t('action.heardBy')}
          required
          maxLength={100}
          value={words.heardBy}
          error={errorOf('heardBy')}
          onChange={(event) => change({ heardBy: event.target.value })}
        />
      )}
      {needs.includes('wish') && (
        <TextArea
          name="wish"
          label={t('action.wish')}
          support={t('action.wishSupport')}
          required
          rows={3}
          maxLength={2000}
          value={words.wish}
          error={errorOf('wish')}
          onChange={(event) => change({ wish: event.target.value })}
        />
      )}
      {needs.includes('startedOn') && (
        <SeparatedDate
          name="startedOn"
          label={t('action.startedOn')}
          required
          value={words.startedOn}
          error={errorOf('startedOn')}
          onChange={(startedOn) => change({ startedOn })}
        />
      )}
      {needs.includes('report') && (
        <>
          <RadioGroup
            name="result"
            label={t('action.result')}
            required
            inline
            value={words.result}
            error={errorOf('result')}
            onChange={(result) => change({ result: result as TypedWords['result'] })}
            choices={(vocabulary?.results ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
          {textArea('done', true)}
          {textArea('remaining')}
          {textArea('roles')}
          <ReportFields words={words} onChange={change} errorOf={errorOf} />
        </>
      )}
      {needs.includes('note') && (
        <TextArea
          name="note"
          label={t('action.note')}
          support={t(words.noteRequired ? 'action.noteNeeded' : 'action.noteShown')}
          required={words.noteRequired}
          rows={3}
          maxLength={2000}
          value={words.note}
          error={errorOf('note')}
          onChange={(event) => change({ note: event.target.value })}
        />
      )}
    </>
  );
}

function reasonsOf(vocabulary: Vocabulary, verb: PressedVerb): readonly Reason[] {
  switch (verb) {
    case 'decline':
      return vocabulary.declineReasons;
    case 'cancel':
      return vocabulary.cancelReasons;
    case 'fail':
      return vocabulary.failReasons;
    case 'reopen':
      return vocabulary.reopenReasons;
    case 'person_decline':
      return vocabulary.personDeclineReasons;
    default:
      return [];
  }
}
