import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';

type SureDialogProps = {
  title: string;
  text: string;
  button: string;
  moving: { isPending: boolean; isError: boolean; error: unknown };
  onSure: () => void;
  onClose: () => void;
};

/** Says what follows, before it does. */
export function SureDialog({ title, text, button, moving, onSure, onClose }: SureDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      {moving.isError && <FailureNotice failure={moving.error} />}
      <DialogActions onCancel={onClose}>
        <Button look="danger" busy={moving.isPending} onClick={onSure}>
          {button}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
