import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';

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
  const { t } = useTranslation('kit');
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="grid gap-2">{children}</div>
      <div className="flex flex-wrap gap-3">
        <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onOk}>
          {ok}
        </Button>
        <Button look="secondary" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
