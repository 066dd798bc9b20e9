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
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { giveSeat, type Council, type SeatInput } from '../api/councils.js';
import { HolderFields } from './holder-fields.js';
import { useChoices } from './use-choices.js';

/** Gives an agency a seat. */
export function SeatDialog({ council, onClose }: { council: Council; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const roles = useChoices('role');
  const [agency, setAgency] = useState<{ id: string; name: string } | null>(null);
  const [role, setRole] = useState<SeatInput['role']>('member');
  const [fromOn, setFromOn] = useState<string | null>(todayInTokyo());
  const [untilOn, setUntilOn] = useState<string | null>(null);
  const [holder, setHolder] = useState({ name: '', post: '', email: '' });
  const giving = useMutation({
    mutationFn: giveSeat,
    onSuccess: () => {
      say(t('seats.given'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!agency) {
      faults.refuse([{ field: 'agencyId', detail: `${t('seats.agency')}: ${t('seats.chooseAgency')}` }]);
      return;
    }
    const input: SeatInput = {
      agencyId: agency.id,
      role,
      fromOn: fromOn ?? '',
      untilOn,
      holder: { ...holder, email: holder.email.trim() || null },
    };
    giving.mutate({ id: council.id, key: keyFor([council.id, input]), input });
  }

  return (
    <Dialog title={t('seats.give')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {agency ? (
          <p className="flex flex-wrap items-center gap-3">
            <span className="font-bold">{agency.name}</span>
            <Button look="quiet" onClick={() => setAgency(null)}>
              {t('seats.otherAgency')}
            </Button>
          </p>
        ) : (
          <AgencyPicker
            name="agencyId"
            label={t('seats.chooseAgency')}
            anyone
            error={faults.of('agencyId')}
            onChoose={setAgency}
          />
        )}
        <HolderFields value={holder} prefix="holder." faultOf={faults.of} onChange={setHolder} />
        <Select
          name="role"
          label={t('seats.role')}
          choices={roles}
          value={role}
          onChange={(event) => setRole(event.target.value as SeatInput['role'])}
        />
        <DayField
          name="fromOn"
          label={t('seats.fromOn')}
          required
          value={fromOn}
          error={faults.of('fromOn')}
          onChange={setFromOn}
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
          <Button type="submit" busy={giving.isPending}>
            {t('seats.give')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
