import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { type Column, DataTable } from '../../../components/data-table.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Select } from '../../../components/select.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import type { Schema } from '../../../lib/api-client.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { chargesQuery, handOver } from '../api/person-matters.js';

type Charge = Schema<'ChargeView'>;

/** How many people each colleague has, and handing all of somebody's over. */
export function ChargesCard() {
  const { t } = useTranslation('matters');
  const charges = useQuery(chargesQuery);
  const [handing, setHanding] = useState<Charge>();
  const columns: Column<Charge>[] = [
    {
      key: 'name',
      label: t('oversight.name'),
      names: true,
      cell: ({ accountId, name, hasLeft }) => (
        <>
          <TextLink to={`/people?inCharge=${accountId}`} className="inline-block min-h-6">
            {name}
          </TextLink>{' '}
          {hasLeft && <StatusBadge tone="danger">{t('oversight.hasLeft')}</StatusBadge>}
        </>
      ),
    },
    { key: 'people', label: t('oversight.people'), cell: ({ people }) => people },
    {
      key: 'do',
      label: t('pairs.do'),
      cell: (charge) =>
        charge.people > 0 && (
          <Button
            look="secondary"
            aria-label={`${t('oversight.handOver')}　${charge.name}`}
            onClick={() => setHanding(charge)}
          >
            {t('oversight.handOver')}
          </Button>
        ),
    },
  ];
  return (
    <Card title={t('oversight.charges')}>
      <Loaded query={charges}>
        {(found) => (
          <>
            <DataTable
              caption={t('oversight.charges')}
              columns={columns}
              rows={found}
              rowKey={({ accountId }) => accountId}
            />
            {handing && (
              <HandOverDialog
                from={handing}
                colleagues={found.filter(
                  ({ accountId, hasLeft }) => !hasLeft && accountId !== handing.accountId,
                )}
                onClose={() => setHanding(undefined)}
              />
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

type HandOverDialogProps = { from: Charge; colleagues: readonly Charge[]; onClose: () => void };

function HandOverDialog({ from, colleagues, onClose }: HandOverDialogProps) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const keyFor = useAttemptKey();
  const [to, setTo] = useState(colleagues[0]?.accountId ?? '');
  const handing = useMutation({
    mutationFn: handOver,
    onSuccess: ({ handed }) => {
      say(t('oversight.handed', { count: handed }));
      onClose();
    },
  });
  return (
    <Dialog title={t('oversight.handTitle', { name: from.name, count: from.people })} onClose={onClose}>
      {handing.isError && <FailureNotice failure={handing.error} />}
      <Select
        name="to"
        label={t('oversight.to')}
        value={to}
        onChange={(event) => setTo(event.target.value)}
        choices={colleagues.map(({ accountId, name }) => ({ value: accountId, label: name }))}
      />
      <DialogActions onCancel={onClose}>
        <Button
          busy={handing.isPending}
          onClick={() =>
            handing.mutate({ from: from.accountId, to, key: keyFor([from.accountId, to, from.people]) })
          }
        >
          {t('oversight.handOver')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
