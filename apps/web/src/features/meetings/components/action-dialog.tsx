import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { DayField } from '../../../components/day-field.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { raiseAction, type ActionItemInput } from '../api/records.js';

const priorities = ['high', 'normal', 'low'] as const;
type Where = { councilId: string; meetingId?: string; agendaItemId?: string | null };

/** Gives somebody something to do, at a meeting or under an item of its minutes. */
export function ActionDialog({ where, onClose }: { where: Where; onClose: () => void }) {
  const { t } = useTranslation('meetingRecords');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [agency, setAgency] = useState<{ id: string; name: string } | null>(null);
  const [said, setSaid] = useState({ task: '', ownerName: '' });
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [priority, setPriority] = useState<ActionItemInput['priority']>('normal');
  const raising = useMutation({
    mutationFn: raiseAction,
    onSuccess: () => {
      say(t('actions.raised_'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const input: ActionItemInput = {
      ...said,
      ownerAgencyId: agency?.id ?? null,
      dueOn,
      priority,
      meetingId: where.meetingId ?? null,
      agendaItemId: where.agendaItemId ?? null,
    };
    raising.mutate({ councilId: where.councilId, key: keyFor([where.councilId, input]), input });
  }

  return (
    <Dialog title={t('actions.raise')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextArea
          name="task"
          label={t('actions.task')}
          support={t('actions.personFree')}
          required
          rows={2}
          value={said.task}
          error={faults.of('task')}
          onChange={(event) => setSaid({ ...said, task: event.target.value })}
        />
        {agency ? (
          <p className="flex flex-wrap items-center gap-3">
            <span className="font-bold">{agency.name}</span>
            <Button look="quiet" onClick={() => setAgency(null)}>
              {t('actions.otherAgency')}
            </Button>
          </p>
        ) : (
          <AgencyPicker
            name="ownerAgencyId"
            label={t('actions.chooseAgency')}
            anyone
            error={faults.of('ownerAgencyId')}
            onChoose={setAgency}
          />
        )}
        <TextField
          name="ownerName"
          label={t('actions.ownerName')}
          support={t('actions.ownerSupport')}
          value={said.ownerName}
          error={faults.of('ownerName')}
          onChange={(event) => setSaid({ ...said, ownerName: event.target.value })}
        />
        <DayField
          name="dueOn"
          label={t('actions.due')}
          value={dueOn}
          error={faults.of('dueOn')}
          onChange={setDueOn}
        />
        <Select
          name="priority"
          label={t('actions.priority')}
          choices={priorities.map((value) => ({ value, label: t(`actions.priorities.${value}`) }))}
          value={priority}
          onChange={(event) => setPriority(event.target.value as ActionItemInput['priority'])}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={raising.isPending}>
            {t('actions.raise')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
