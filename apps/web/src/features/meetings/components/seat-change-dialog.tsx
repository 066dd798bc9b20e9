import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DayField } from '../../../components/day-field.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { changeSeat, type Council, type Seat } from '../api/councils.js';
import { useChoices } from './use-choices.js';

type SeatChangeDialogProps = { council: Council; seat: Seat; onClose: () => void };

/** Changes in which part somebody sits there, and until when. */
export function SeatChangeDialog({ council, seat, onClose }: SeatChangeDialogProps) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const faults = useFaults();
  const roles = useChoices('role');
  const [role, setRole] = useState(seat.role);
  const [untilOn, setUntilOn] = useState(seat.untilOn);
  const changing = useMutation({
    mutationFn: changeSeat,
    onSuccess: () => {
      say(t('seats.saved'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    changing.mutate({ id: council.id, seatId: seat.id, version: seat.version, input: { role, untilOn } });
  }

  return (
    <Dialog title={t('seats.changeTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p className="font-bold">{[seat.agency.name, seat.name].filter(Boolean).join('　')}</p>
        <Select
          name="role"
          label={t('seats.role')}
          choices={roles}
          value={role}
          onChange={(event) => setRole(event.target.value as Seat['role'])}
        />
        <DayField
          name="untilOn"
          label={t('seats.untilOn')}
          support={t('seats.untilSupport')}
          value={untilOn}
          error={faults.of('untilOn')}
          onChange={setUntilOn}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={changing.isPending}>
            {t('seats.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
