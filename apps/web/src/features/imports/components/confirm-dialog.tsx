import type { ReactNode } from 'react';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';

type ConfirmDialogProps = {
  title: string;
  ok: string;
  danger?: boolean;
  busy: boolean;
  onOk: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks once more before something large happens. */
export function ConfirmDialog({ title, ok, danger, busy, onOk, onClose, children }: ConfirmDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="grid gap-2">{children}</div>
      <DialogActions onCancel={onClose}>
        <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onOk}>
          {ok}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
