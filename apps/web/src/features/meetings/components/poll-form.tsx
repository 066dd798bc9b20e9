import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { DayField } from '../../../components/day-field.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import type { useFaults } from '../../../components/use-faults.js';
import type { PollInput } from '../api/polls.js';
import { PollOptionsField } from './poll-options-field.js';
import type { TypedOption } from './typed-options.js';
import { useChoices } from './use-choices.js';

/** What is typed about a poll. */
export type PollDraft = {
  title: string;
  note: string;
  mode: PollInput['mode'];
  venue: string;
  deadlineOn: string | null;
  hidesVotes: boolean;
  options: readonly TypedOption[];
};

type PollFormProps = {
  draft: PollDraft;
  isChange?: boolean;
  faults: ReturnType<typeof useFaults>;
  busy: boolean;
  /** Who is asked, where that is part of the form. */
  children?: ReactNode;
  onSubmit: (input: PollInput) => void;
};

/** What a poll says about itself. */
export function PollForm({ draft, isChange = false, faults, busy, children, onSubmit }: PollFormProps) {
  const { t } = useTranslation('meetingDates');
  const [typed, setTyped] = useState(draft);
  const modes = useChoices('mode').filter(({ value }) => value !== 'on_demand');
  const change = (part: Partial<PollDraft>) => setTyped({ ...typed, ...part });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (typed.options.length === 0) {
      faults.refuse([{ field: 'options', detail: t('pollForm.noDays') }]);
      return;
    }
    onSubmit({ ...typed, deadlineOn: typed.deadlineOn ?? '', options: [...typed.options] });
  }

  return (
    <form noValidate onSubmit={submit} className="grid max-w-2xl gap-6">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <TextField
        name="title"
        label={t('pollForm.title')}
        support={t('pollForm.titleSupport')}
        required
        autoComplete="off"
        value={typed.title}
        error={faults.of('title')}
        onChange={(event) => change({ title: event.target.value })}
      />
      <PollOptionsField
        options={typed.options}
        error={faults.of('options')}
        isChange={isChange}
        onChange={(options) => change({ options })}
      />
      <DayField
        name="deadlineOn"
        label={t('pollForm.deadlineOn')}
        required
        value={typed.deadlineOn}
        error={faults.of('deadlineOn')}
        onChange={(deadlineOn) => change({ deadlineOn })}
      />
      {children}
      <Select
        name="mode"
        label={t('pollForm.mode')}
        choices={modes}
        value={typed.mode}
        onChange={(event) => change({ mode: event.target.value as PollInput['mode'] })}
      />
      <TextField
        name="venue"
        label={t('pollForm.venue')}
        autoComplete="off"
        value={typed.venue}
        error={faults.of('venue')}
        onChange={(event) => change({ venue: event.target.value })}
      />
      <TextArea
        name="note"
        label={t('pollForm.note')}
        support={t('pollForm.noteSupport')}
        rows={3}
        value={typed.note}
        error={faults.of('note')}
        onChange={(event) => change({ note: event.target.value })}
      />
      <Checkbox
        label={t('pollForm.hidesVotes')}
        checked={typed.hidesVotes}
        onChange={(event) => change({ hidesVotes: event.target.checked })}
      />
      <Button type="submit" busy={busy} className="justify-self-start">
        {t(isChange ? 'pollForm.save' : 'pollForm.open')}
      </Button>
    </form>
  );
}
