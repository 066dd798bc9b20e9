import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DayField } from '../../../components/day-field.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { fillSeat, type Council, type Seat } from '../api/councils.js';
import { HolderFields } from './holder-fields.js';

type SeatFillDialogProps = { council: Council; seat: Seat; onClose: () => void };

/** Lets somebody else fill a seat. */
export function SeatFillDialog({ council, seat, onClose }: SeatFillDialogProps) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const faults = useFaults();
  const [fromOn, setFromOn] = useState<string | null>(todayInTokyo());
  const [holder, setHolder] = useState({ name: '', post: seat.post, email: '' });
  const filling = useMutation({
    mutationFn: fillSeat,
    onSuccess: () => {
      say(t('seats.saved'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    filling.mutate({
      id: council.id,
      seatId: seat.id,
      version: seat.version,
      input: { ...holder, email: holder.email.trim() || null, fromOn: fromOn ?? '' },
    });
  }

  return (
    <Dialog title={t('seats.fillTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <div>
          <p className="font-bold">{[seat.agency.name, seat.name].filter(Boolean).join('　')}</p>
          <p className="text-solid-gray-700">{t('seats.fillText')}</p>
        </div>
        <HolderFields value={holder} prefix="" faultOf={faults.of} onChange={setHolder} />
        <DayField
          name="fromOn"
          label={t('seats.fillFrom')}
          required
          value={fromOn}
          error={faults.of('fromOn')}
          onChange={setFromOn}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={filling.isPending}>
            {t('seats.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
