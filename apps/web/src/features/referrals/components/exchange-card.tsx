import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { fetchBundle } from '../api/exchange.js';
import type { Referral } from '../api/get-referral.js';

/** Takes a referral along for another system. */
export function ExchangeCard({ referral }: { referral: Referral }) {
  const { t } = useTranslation('exchange');
  const [files, setFiles] = useState(false);
  const writing = useMutation({ mutationFn: fetchBundle });
  return (
    <Card title={t('out.title')}>
      <div className="grid gap-3">
        <p className="text-solid-gray-700">
          {t(referral.side === 'source' ? 'out.lead' : 'out.leadRecipient')}
        </p>
        <p className="text-solid-gray-700">{t('out.care')}</p>
        <Checkbox
          label={t('out.files')}
          checked={files}
          onChange={(event) => setFiles(event.target.checked)}
        />
        <Button
          look="secondary"
          className="w-fit"
          busy={writing.isPending}
          onClick={() => writing.mutate({ id: referral.id, files })}
        >
          {t('out.write')}
        </Button>
        <p role="status" className={writing.isPending ? undefined : 'sr-only'}>
          {writing.isPending && t('out.working')}
        </p>
        {writing.isError && <FailureNotice failure={writing.error} />}
      </div>
    </Card>
  );
}
