import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import type { ImportCounts, ImportJob } from '../api/get-import.js';
import { ConfirmDialog } from './confirm-dialog.js';
import type { useImportOrders } from './use-import-orders.js';

type CommitButtonProps = {
  job: ImportJob;
  counts: ImportCounts;
  orders: ReturnType<typeof useImportOrders>;
};

/** Takes the list over, after saying once more what that means. */
export function CommitButton({ job, counts, orders: { commit } }: CommitButtonProps) {
  const { t } = useTranslation('imports');
  const [asking, setAsking] = useState(false);
  const lines = [
    t('commit.text', { new: counts.new, added: counts.added, changed: counts.changed }),
    counts.conflict > 0 ? t('commit.conflict', { count: counts.conflict }) : '',
    counts.outside > 0 ? t('commit.outside', { count: counts.outside }) : '',
    counts.missing > 0 ? t('commit.missing', { count: counts.missing }) : '',
    counts.leftOut > 0 ? t('commit.leftOut', { count: counts.leftOut }) : '',
    counts.new > 0 && job.settings?.openData ? t('commit.openData') : '',
  ].filter(Boolean);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('commit.button')}</Button>
      {asking && (
        <ConfirmDialog
          title={t('commit.title')}
          ok={t('commit.ok')}
          busy={commit.isPending}
          onOk={() => commit.mutate(undefined, { onSettled: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        >
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </ConfirmDialog>
      )}
    </>
  );
}
