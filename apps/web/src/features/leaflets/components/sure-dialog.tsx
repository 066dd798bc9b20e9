import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
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
  const { t } = useTranslation('kit');
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      {moving.isError && <FailureNotice failure={moving.error} />}
      <div className="flex flex-wrap gap-3">
        <Button look="danger" busy={moving.isPending} onClick={onSure}>
          {button}
        </Button>
        <Button look="secondary" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
