import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { consentSettingsQuery, settleConsents } from '../api/consent-notices.js';

/** How long the agency waits for the paper behind a spoken consent; the manager settles it. */
export function PaperDaysCard() {
  const { t } = useTranslation('consents');
  const settings = useQuery(consentSettingsQuery);
  return (
    <Card title={t('paperDays.title')}>
      <Loaded query={settings} lines={1}>
        {({ paperDays, version, canSettle }) =>
          canSettle ? (
            <PaperDaysForm key={version} paperDays={paperDays} version={version} />
          ) : (
            <p>{t('paperDays.is', { days: paperDays })}</p>
          )
        }
      </Loaded>
    </Card>
  );
}

function PaperDaysForm({ paperDays, version }: { paperDays: number; version: number }) {
  const { t } = useTranslation('consents');
  const say = useSay();
  const [days, setDays] = useState(String(paperDays));
  const settling = useMutation({ mutationFn: settleConsents, onSuccess: () => say(t('paperDays.saved')) });
  const wanted = Number(days.normalize('NFKC'));
  const isWrong = !Number.isInteger(wanted) || wanted < 1 || wanted > 90;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isWrong) settling.mutate({ version, paperDays: wanted });
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <TextField
        name="paperDays"
        label={t('paperDays.label')}
        support={t('paperDays.support')}
        inputMode="numeric"
        autoComplete="off"
        className="max-w-28"
        value={days}
        onChange={(event) => setDays(event.target.value)}
        error={isWrong ? t('paperDays.wrong') : undefined}
      />
      <Button type="submit" look="secondary" busy={settling.isPending}>
        {t('paperDays.save')}
      </Button>
      {settling.isError && <FailureNotice failure={settling.error} />}
    </form>
  );
}
