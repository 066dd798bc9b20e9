import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.js';

/** The buttons at the end of a dialog: what it is for (`children`), and the way out of it. */
export function DialogActions({ onCancel, children }: { onCancel: () => void; children: ReactNode }) {
  const { t } = useTranslation('kit');
  return (
    <div className="flex flex-wrap gap-3">
      {children}
      <Button look="secondary" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  );
}
