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
import { inviteMember, type NewInvitation } from '../api/invite-member.js';

const roles = ['staff', 'acceptor', 'manager', 'secretariat'] as const;

/** Asks whom to invite, and as what. */
export function InvitationDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('members');
  const say = useSay();
  const faults = useFaults();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<NewInvitation['role']>('staff');
  const inviting = useMutation({
    mutationFn: inviteMember,
    onSuccess: (_sent, invitation) => {
      say(t('form.sent', { email: invitation.email }));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(email.trim() ? [] : [{ field: 'email', detail: t('form.needEmail') }])) return;
    inviting.mutate({ email: email.trim(), role });
  }

  return (
    <Dialog title={t('form.title')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('form.lead')}</p>
        <TextField
          name="email"
          type="email"
          label={t('form.email')}
          required
          autoComplete="off"
          value={email}
          error={faults.of('email')}
          onChange={(event) => setEmail(event.target.value)}
        />
        <RadioGroup
          name="role"
          label={t('form.role')}
          value={role}
          onChange={(value) => setRole(value as NewInvitation['role'])}
          choices={roles.map((value) => ({
            value,
            label: t(`roles.${value}`),
            support: t(`roleMeans.${value}`),
          }))}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={inviting.isPending}>
            {t('form.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
