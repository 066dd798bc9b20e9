import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { cancelSession, changeSession, type IntakeSession } from '../api/intake-sessions.js';
import { SessionForm } from './session-form.js';

/** What the session's agency can still do with it: change it, or call it off. */
export function SessionChanges({ session }: { session: IntakeSession }) {
  const { t } = useTranslation('transitions');
  const [open, setOpen] = useState<'change' | 'cancel'>();
  const close = () => setOpen(undefined);
  return (
    <div className="no-print flex flex-wrap gap-3">
      <Button look="secondary" onClick={() => setOpen('change')}>
        {t('sessions.change')}
      </Button>
      <Button look="quiet" onClick={() => setOpen('cancel')}>
        {t('sessions.cancel')}
      </Button>
      {open === 'change' && <ChangeDialog session={session} onClose={close} />}
      {open === 'cancel' && <CancelDialog session={session} onClose={close} />}
    </div>
  );
}

type DialogProps = { session: IntakeSession; onClose: () => void };

function ChangeDialog({ session, onClose }: DialogProps) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const faults = useFaults();
  const changing = useMutation({
    mutationFn: changeSession,
    onSuccess: () => {
      say(t('sessions.changed'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  const people = session.taken + session.waiting;
  return (
    <Dialog title={t('sessions.change')} onClose={onClose}>
      {people > 0 && <p>{t('sessions.changeTells', { count: people })}</p>}
      <SessionForm
        session={session}
        faults={faults}
        busy={changing.isPending}
        onSubmit={(plan) => changing.mutate({ id: session.id, version: session.version, plan })}
      />
    </Dialog>
  );
}

function CancelDialog({ session, onClose }: DialogProps) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const cancelling = useMutation({
    mutationFn: cancelSession,
    onSuccess: () => {
      say(t('sessions.cancelDone'));
      onClose();
    },
  });
  const people = session.taken + session.waiting;
  return (
    <Dialog title={t('sessions.cancelTitle')} onClose={onClose}>
      <p>{t(people > 0 ? 'sessions.cancelAsk' : 'sessions.cancelAskNobody', { count: people })}</p>
      {cancelling.isError && <FailureNotice failure={cancelling.error} />}
      <DialogActions onCancel={onClose}>
        <Button
          busy={cancelling.isPending}
          onClick={() => cancelling.mutate({ id: session.id, version: session.version })}
        >
          {t('sessions.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
