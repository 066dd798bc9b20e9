import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../components/checkbox.js';
import { Notice } from '../../../components/notice.js';
import { TextArea } from '../../../components/text-area.js';
import type { useFaults } from '../../../components/use-faults.js';
import { problemIn } from '../../../lib/problem.js';

/** Whether the server has warned of words that tell who somebody is, and whether the writer has looked. */
export type NoteCheck = ReturnType<typeof useNoteCheck>;

/** Keeps the warning beside the faults of the form. */
export function useNoteCheck(faults: ReturnType<typeof useFaults>) {
  const [isWarned, setWarned] = useState(false);
  const [isChecked, setChecked] = useState(false);
  return {
    isWarned,
    isChecked,
    setChecked,
    /** Other words have to be looked at anew. */
    reset: () => setChecked(false),
    takeFailure: (failure: unknown) => {
      if (problemIn(failure)?.code === 'vacancy_inquiry.telling') setWarned(true);
      faults.takeFailure(failure);
    },
  };
}

type NoteFieldProps = {
  value: string;
  error: string | undefined;
  check: NoteCheck;
  onChange: (note: string) => void;
};

/** A few words in which nobody may be recognised. */
export function NoteField({ value, error, check, onChange }: NoteFieldProps) {
  const { t } = useTranslation('vacancyInquiries');
  return (
    <div className="grid gap-3">
      <TextArea
        name="note"
        label={t('form.note')}
        support={t('form.noteSupport')}
        maxLength={300}
        rows={3}
        value={value}
        error={error}
        onChange={(event) => {
          check.reset();
          onChange(event.target.value);
        }}
      />
      {check.isWarned && (
        <Notice tone="warning" title={t('form.telling')}>
          <Checkbox
            label={t('form.checked')}
            checked={check.isChecked}
            onChange={(event) => check.setChecked(event.target.checked)}
          />
        </Notice>
      )}
    </div>
  );
}
