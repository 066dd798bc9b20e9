import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import type { Schema } from '../../../lib/api-client.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';
import { useSession } from '../../../lib/session.js';
import { postNote, type LineConversation } from '../api/conversation.js';

type Level = Schema<'NoteRequest'>['level'];
const means = ['meeting', 'phone', 'mail', 'letter', 'family'] as const;

/** Writes to the other agency, for the own one, or what the person was told. */
export function NoteForm({ referralId, line }: { referralId: string; line: LineConversation }) {
  const { t } = useTranslation('conversation');
  const { name: ownName } = useSession();
  const client = useQueryClient();
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const maySend = line.can.includes('share');
  const [chosen, setLevel] = useState<Level>();
  const level = chosen ?? (maySend ? 'shared' : 'internal');
  const [text, setText] = useState('');
  const [by, setBy] = useState(ownName);
  const [on, setOn] = useState(typedFrom(todayInTokyo()));
  const [how, setHow] = useState<(typeof means)[number]>('phone');
  const refresh = () => client.invalidateQueries({ queryKey: ['referral', referralId] });
  const posting = useMutation({
    mutationFn: postNote,
    onSuccess: () => {
      setText('');
      say(t('sent'));
    },
    // What was refused stands among the drafts now.
    onError: async (failure) => {
      faults.takeFailure(failure);
      await refresh();
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readTypedDay(on);
    const isTold = level === 'told';
    const wrong = [
      ...(text.trim() === '' ? [{ field: 'text', detail: t('need.text') }] : []),
      ...(isTold && by.trim() === '' ? [{ field: 'by', detail: t('need.text') }] : []),
      ...(isTold && read.kind !== 'day' ? [{ field: 'on', detail: t('need.day') }] : []),
    ];
    if (faults.refuse(wrong)) return;
    const told = isTold && read.kind === 'day' ? { told: { by: by.trim(), on: read.day, means: how } } : {};
    const note = { level, text: text.trim(), ...told };
    const { lineId, version } = line;
    posting.mutate({ at: { referralId, lineId, version, key: keyFor([lineId, version, note]) }, note });
  }

  const levels: readonly Level[] = maySend ? ['shared', 'internal', 'told'] : ['internal', 'told'];
  return (
    <form noValidate onSubmit={submit} className="no-print grid gap-4 border-t border-solid-gray-300 pt-4">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {line.draft && text === '' && (
        <Notice
          tone="warning"
          actions={
            <Button look="secondary" onClick={() => setText(line.draft ?? '')}>
              {t('useKept')}
            </Button>
          }
        >
          {t('kept')}
        </Notice>
      )}
      <RadioGroup
        name={`level-${line.lineId}`}
        label={t('write')}
        inline
        value={level}
        onChange={(value) => setLevel(value as Level)}
        choices={levels.map((value) => ({ value, label: t(`levels.${value}`) }))}
      />
      <TextArea
        name="text"
        label={t(`levels.${level}`)}
        support={t(`levelHelp.${level}`)}
        required
        rows={3}
        maxLength={4000}
        value={text}
        error={faults.of('text')}
        onChange={(event) => setText(event.target.value)}
      />
      {level === 'told' && (
        <>
          <TextField
            name="by"
            label={t('field.by')}
            required
            maxLength={100}
            value={by}
            error={faults.of('by')}
            onChange={(event) => setBy(event.target.value)}
          />
          <SeparatedDate
            name="on"
            label={t('field.on')}
            required
            value={on}
            error={faults.of('on')}
            onChange={setOn}
          />
          <Select
            name="means"
            label={t('field.means')}
            value={how}
            choices={means.map((value) => ({ value, label: t(`choice.${value}`) }))}
            onChange={(event) => setHow(event.target.value as (typeof means)[number])}
          />
        </>
      )}
      <Button type="submit" className="justify-self-start" busy={posting.isPending}>
        {t(level === 'shared' ? 'send' : 'save')}
      </Button>
    </form>
  );
}
