import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DownloadLink } from '../../../components/button.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { daysAfter, todayInTokyo } from '../../../lib/japanese-date.js';
import { ledgerFile, orderLedger, type LedgerOrder, type LedgerPart } from '../api/ledger.js';

/** Takes a list of the ledger along, and says what for. */
export function LedgerOrderDialog({ part, onClose }: { part: LedgerPart; onClose: () => void }) {
  const { t } = useTranslation('followUpPages');
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [order, setOrder] = useState<LedgerOrder>({
    side: part.side,
    from: part.from ?? daysAfter(todayInTokyo(), -365),
    until: part.until ?? todayInTokyo(),
    format: 'xlsx',
    reason: '',
  });
  const change = (changed: Partial<LedgerOrder>) => setOrder({ ...order, ...changed });
  const ordering = useMutation({ mutationFn: orderLedger, onError: faults.takeFailure });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(order.reason.trim() ? [] : [{ field: 'reason', detail: t('ledger.needReason') }]))
      return;
    ordering.mutate({ order, key: keyFor(order) });
  }

  return (
    <Dialog title={t('ledger.take')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <Select
          name="side"
          label={t('ledger.side')}
          value={order.side}
          onChange={(event) => change({ side: event.target.value as LedgerOrder['side'] })}
          choices={(['provider', 'recipient'] as const).map((value) => ({
            value,
            label: t(`ledger.sides.${value}`),
          }))}
        />
        <div className="grid gap-5 @lg:grid-cols-2">
          {(['from', 'until'] as const).map((name) => (
            <TextField
              key={name}
              name={name}
              type="date"
              required
              label={t(`ledger.${name}`)}
              error={faults.of(name)}
              value={order[name]}
              onChange={(event) => change({ [name]: event.target.value })}
            />
          ))}
        </div>
        <Select
          name="format"
          label={t('ledger.format')}
          value={order.format}
          onChange={(event) => change({ format: event.target.value as LedgerOrder['format'] })}
          choices={(['xlsx', 'csv', 'csv_cp932', 'pdf'] as const).map((value) => ({
            value,
            label: t(`ledger.formats.${value}`),
          }))}
        />
        <TextField
          name="reason"
          label={t('ledger.reason')}
          support={t('ledger.reasonSupport')}
          required
          error={faults.of('reason')}
          value={order.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
        {ordering.data && (
          <Notice
            tone="success"
            live
            title={t('ledger.ordered')}
            actions={<DownloadLink href={ledgerFile(ordering.data.id)}>{t('ledger.download')}</DownloadLink>}
          />
        )}
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={ordering.isPending}>
            {t('ledger.order')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
