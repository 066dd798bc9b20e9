import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { addItem, changeItem, type AgendaItem, type AgendaItemInput } from '../api/agenda.js';
import type { Meeting } from '../api/meetings.js';
import { useAgendaChoices } from './agenda-choices.js';
import { readNumber } from './typed-number.js';

/** A new item, at the top or under another one, or one to be changed. */
export type ItemAsked = { kind: 'new'; parent: AgendaItem | null } | { kind: 'edit'; item: AgendaItem };

/** Says what an item is. */
export function AgendaItemDialog({
  meeting,
  asked,
  onClose,
}: {
  meeting: Meeting;
  asked: ItemAsked;
  onClose: () => void;
}) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const choices = useAgendaChoices();
  const before = asked.kind === 'edit' ? asked.item : undefined;
  const parent = asked.kind === 'new' ? asked.parent : null;
  const [title, setTitle] = useState(before?.title ?? '');
  const [type, setType] = useState(before?.type ?? 'report');
  const [minutes, setMinutes] = useState(before?.minutes?.toString() ?? '');
  const [presenter, setPresenter] = useState(before?.presenter ?? '');
  const [text, setText] = useState(before?.text ?? '');
  const [visibility, setVisibility] = useState(before?.visibility ?? parent?.visibility ?? 'members');
  const saving = useMutation({
    mutationFn: async (input: AgendaItemInput) => {
      if (before) await changeItem({ id: before.id, version: before.version, input });
      else {
        const whole = { ...input, parentId: parent?.id ?? null };
        await addItem({ meetingId: meeting.id, key: keyFor([meeting.id, whole]), input: whole });
      }
    },
    onSuccess: () => {
      say(t('saved'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const count = readNumber(minutes);
    // What is no number the server names with the others.
    const said = count === 'wrong' ? 0 : count;
    saving.mutate({ title: title.trim(), type, minutes: said, presenter, text, visibility });
  }

  const name = before
    ? t('form.editTitle')
    : parent
      ? t('form.newUnder', { title: parent.title })
      : t('form.newTitle');
  return (
    <Dialog title={name} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextField
          name="title"
          label={t('form.name')}
          support={t('form.nameSupport')}
          required
          maxLength={200}
          value={title}
          error={faults.of('title')}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Select
          name="type"
          label={t('form.type')}
          choices={choices.types}
          value={type}
          onChange={(event) => setType(event.target.value as AgendaItem['type'])}
        />
        <TextField
          name="minutes"
          label={t('form.minutes')}
          support={t('form.minutesSupport')}
          inputMode="numeric"
          className="w-28"
          value={minutes}
          error={faults.of('minutes')}
          onChange={(event) => setMinutes(event.target.value)}
        />
        <TextField
          name="presenter"
          label={t('form.presenter')}
          maxLength={100}
          value={presenter}
          error={faults.of('presenter')}
          onChange={(event) => setPresenter(event.target.value)}
        />
        <TextArea
          name="text"
          label={t('form.text')}
          rows={3}
          value={text}
          error={faults.of('text')}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          name="visibility"
          label={t('form.visibility')}
          support={t('form.visibilitySupport')}
          choices={choices.visibilities}
          value={visibility}
          onChange={(event) => setVisibility(event.target.value as AgendaItem['visibility'])}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={saving.isPending}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
