import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import type { ImportJob } from '../api/get-import.js';
import { draftOf, requestOf } from '../import-draft.js';
import type { useImportOrders } from './use-import-orders.js';

type LeaveOutButtonProps = { job: ImportJob; orders: ReturnType<typeof useImportOrders> };

/** Has the list checked once more, without the rows that cannot be taken over. */
export function LeaveOutButton({ job, orders: { settle } }: LeaveOutButtonProps) {
  const { t } = useTranslation('imports');
  const draft = { ...draftOf(job), leaveOut: true };
  return (
    <Button
      look="secondary"
      busy={settle.isPending}
      onClick={() => settle.mutate(requestOf(draft, job.settings?.layout ?? null))}
    >
      {t('check.leaveOut')}
    </Button>
  );
}
