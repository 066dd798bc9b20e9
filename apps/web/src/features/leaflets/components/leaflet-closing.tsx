import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import type { Leaflet } from '../api/get-leaflets.js';
import { moveLeaflet, type LeafletMove } from '../api/keep-leaflet.js';
import { SureDialog } from './sure-dialog.js';

const said = { issue: 'issued', reopening: 'reopened', cancellation: 'cancelled' } as const;

/** Issues an edition, opens it again, or cancels it. */
export function LeafletClosing({ leaflet }: { leaflet: Leaflet }) {
  const { t } = useTranslation('leaflets');
  const say = useSay();
  const [sure, setSure] = useState(false);
  const moving = useMutation({
    mutationFn: moveLeaflet,
    onSuccess: (_now, { move }) => {
      setSure(false);
      say(t(`close.${said[move]}`));
    },
  });
  const { id, version, can } = leaflet;
  const move = (to: LeafletMove) => moving.mutate({ id, version, move: to });
  if (!can.issue && !can.reopen && !can.cancel) return null;
  return (
    <Card title={t('close.title')}>
      <div className="grid justify-items-start gap-4">
        {can.issue && (
          <div className="grid justify-items-start gap-1.5">
            <p className="text-dns-14N-130 text-solid-gray-700">{t('close.issueMeans')}</p>
            <Button look="secondary" busy={moving.isPending} onClick={() => move('issue')}>
              {t('close.issue')}
            </Button>
          </div>
        )}
        {can.reopen && (
          <Button look="secondary" busy={moving.isPending} onClick={() => move('reopening')}>
            {t('close.reopen')}
          </Button>
        )}
        {can.cancel && (
          <Button look="quiet" onClick={() => setSure(true)}>
            {t('close.cancel')}
          </Button>
        )}
        {moving.isError && !sure && <FailureNotice failure={moving.error} />}
      </div>
      {sure && (
        <SureDialog
          title={t('close.sure')}
          text={t('close.cancelMeans')}
          button={t('close.cancel')}
          moving={moving}
          onSure={() => move('cancellation')}
          onClose={() => setSure(false)}
        />
      )}
    </Card>
  );
}
