import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { recordAnswer, type LeafletAgency, type LeafletField } from '../api/leaflet-agencies.js';
import { FieldChoice } from './field-choice.js';

type RecordAnswerDialogProps = { leafletId: string; agency: LeafletAgency; onClose: () => void };

/** Writes down what an agency said on the telephone or on paper. */
export function RecordAnswerDialog({ leafletId, agency, onClose }: RecordAnswerDialogProps) {
  const { t } = useTranslation('leaflets');
  const say = useSay();
  const faults = useFaults();
  const [answer, setAnswer] = useState<'agreed' | 'refused'>('agreed');
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [fields, setFields] = useState<LeafletField[]>(
    (agency.agreed?.fields ?? agency.block.items.map(({ field }) => field)) as LeafletField[],
  );
  const recording = useMutation({
    mutationFn: recordAnswer,
    onSuccess: () => {
      say(t('record.saved'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const told = answer === 'agreed' ? { fields, shown: agency.block.digest } : {};
    recording.mutate({ id: leafletId, agencyId: agency.agencyId, told: { answer, name, note, ...told } });
  }
  return (
    <Dialog title={t('record.title')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('record.lead')}</p>
        <RadioGroup
          name="answer"
          label={t('record.answer')}
          value={answer}
          onChange={(value) => setAnswer(value as 'agreed' | 'refused')}
          choices={(['agreed', 'refused'] as const).map((value) => ({ value, label: t(`record.${value}`) }))}
        />
        {answer === 'agreed' && (
          <FieldChoice label={t('record.fields')} block={agency.block} chosen={fields} onChange={setFields} />
        )}
        <TextField
          name="name"
          label={t('record.name')}
          required
          autoComplete="off"
          value={name}
          error={faults.of('name')}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          name="note"
          label={t('record.note')}
          support={t('record.noteSupport')}
          required
          autoComplete="off"
          value={note}
          error={faults.of('note')}
          onChange={(event) => setNote(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={recording.isPending}>
            {t('record.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
