import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { recordOutside, type OutsideSending, type SendingAt } from '../api/outside.js';

type OutsideAnswerDialogProps = { at: SendingAt; state: OutsideSending['state']; onClose: () => void };
type Kind = 'accepted' | 'declined' | 'reported';

/** What somebody outside said on paper or on the telephone. */
export function OutsideAnswerDialog({ at, state, onClose }: OutsideAnswerDialogProps) {
  const { t } = useTranslation('conversation');
  const say = useSay();
  const faults = useFaults();
  const kinds: readonly Kind[] = state === 'open' ? ['accepted', 'declined'] : ['reported'];
  const [kind, setKind] = useState<Kind | ''>(kinds.length === 1 ? kinds[0]! : '');
  const [by, setBy] = useState('');
  const [text, setText] = useState('');
  const recording = useMutation({
    mutationFn: recordOutside,
    onSuccess: () => {
      say(t('sent'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const wrong = [
      ...(kind === '' ? [{ field: 'kind', detail: t('need.choice') }] : []),
      ...(by.trim() === '' ? [{ field: 'by', detail: t('need.text') }] : []),
    ];
    if (faults.refuse(wrong) || kind === '') return;
    recording.mutate({ at, body: { kind, by: by.trim(), text: text.trim() } });
  }
  return (
    <Dialog title={t('outside.record')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <RadioGroup
          name="kind"
          label={t('field.decision')}
          required
          value={kind}
          error={faults.of('kind')}
          onChange={(value) => setKind(value as Kind)}
          choices={kinds.map((value) => ({ value, label: t(`outside.kinds.${value}`) }))}
        />
        <TextField
          name="by"
          label={t('outside.answerBy')}
          required
          maxLength={100}
          value={by}
          error={faults.of('by')}
          onChange={(event) => setBy(event.target.value)}
        />
        <TextArea
          name="text"
          label={t('outside.answerText')}
          rows={3}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={recording.isPending}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
