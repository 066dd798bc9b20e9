import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { ConfirmDialog } from './confirm-dialog.js';
import type { useImportOrders } from './use-import-orders.js';

/** Takes a whole import back, after saying once more what that means. */
export function UndoButton({ orders: { undo } }: { orders: ReturnType<typeof useImportOrders> }) {
  const { t } = useTranslation('imports');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="secondary" onClick={() => setAsking(true)}>
        {t('undo.button')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('undo.title')}
          ok={t('undo.ok')}
          danger
          busy={undo.isPending}
          onOk={() => undo.mutate(undefined, { onSettled: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        >
          <p>{t('undo.text')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
