import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { setDeclineSetting, type DeclineSetting } from '../api/declines.js';

/** Whether the secretariat looks at refusals, and for how long they wait for it. */
export function DeclineSettingCard({ setting }: { setting: DeclineSetting }) {
  const { t } = useTranslation('declines');
  const say = useSay();
  const faults = useFaults();
  const [isReviewed, setReviewed] = useState(setting.isReviewed);
  const [days, setDays] = useState(String(setting.reviewDays));
  const saving = useMutation({
    mutationFn: setDeclineSetting,
    onSuccess: () => say(t('setting.saved')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const wrong = /^([1-9]|10)$/.test(days) ? [] : [{ field: 'reviewDays', detail: t('setting.notNumber') }];
    if (faults.refuse(wrong)) return;
    saving.mutate({ isReviewed, reviewDays: Number(days), version: setting.version });
  }
  return (
    <Card title={t('setting.title')}>
      <form noValidate onSubmit={submit} className="grid max-w-prose gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <Checkbox
          label={t('setting.isReviewed')}
          support={t('setting.isReviewedSupport')}
          checked={isReviewed}
          onChange={(event) => setReviewed(event.target.checked)}
        />
        <TextField
          name="reviewDays"
          label={t('setting.reviewDays')}
          support={t('setting.reviewDaysSupport')}
          required
          inputMode="numeric"
          className="max-w-28"
          value={days}
          error={faults.of('reviewDays')}
          onChange={(event) => setDays(event.target.value)}
        />
        <Button type="submit" className="w-fit" busy={saving.isPending}>
          {t('setting.save')}
        </Button>
      </form>
    </Card>
  );
}
