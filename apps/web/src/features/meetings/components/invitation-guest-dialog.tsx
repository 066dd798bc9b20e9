import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { invite, type GuestInput } from '../api/invitations.js';

const roles = ['observer', 'required', 'optional'] as const;

/** Puts somebody beside the council on the list of a meeting. */
export function InvitationGuestDialog({ meetingId, onClose }: { meetingId: string; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const faults = useFaults();
  const [key] = useState(() => crypto.randomUUID());
  const [guest, setGuest] = useState<GuestInput>({ name: '', post: '', email: '', role: 'observer' });
  const saving = useMutation({
    mutationFn: invite,
    onSuccess: () => {
      say(t('invitations.invited'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    saving.mutate({ meetingId, key: `${key}-${faults.attempt}`, guest });
  }
  return (
    <Dialog title={t('invitations.guestTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {(['name', 'post', 'email'] as const).map((field) => (
          <TextField
            key={field}
            name={`guests.0.${field}`}
            type={field === 'email' ? 'email' : 'text'}
            label={t(`invitations.${field}`)}
            required={field !== 'post'}
            autoComplete="off"
            value={guest[field] ?? ''}
            error={faults.of(`guests.0.${field}`)}
            onChange={(event) => setGuest({ ...guest, [field]: event.target.value })}
          />
        ))}
        <Select
          name="guests.0.role"
          label={t('invitations.role')}
          choices={roles.map((value) => ({ value, label: t(`invitations.roles.${value}`) }))}
          value={guest.role}
          onChange={(event) =>
            setGuest({ ...guest, role: roles.find((code) => code === event.target.value) ?? 'observer' })
          }
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={saving.isPending}>
            {t('invitations.add')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
