import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import {
  HeardFields,
  heardRequest,
  useHeardFaults,
  usuallyHeard,
} from '../../../components/follow-ups/heard-fields.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { purposes, type DataCategory, type Purpose } from '../../../lib/terms.js';
import { hearWithdrawal } from '../api/follow-up.js';
import type { Referral, ReferralLine } from '../api/get-referral.js';
import { ended } from '../referral.codes.js';

type HearProps = { referral: Referral; line: ReferralLine; onClose: () => void };
type Scope = 'recipient' | 'whole' | 'category' | 'cell';

/** Whose part is over hears for itself alone; the wider words belong to the agency that keeps the consent. */
function scopesOn({ status }: ReferralLine): readonly Scope[] {
  return ended.includes(status) ? ['recipient'] : ['recipient', 'whole', 'category', 'cell'];
}

/** What the person said here: closes at once, and tells the agency that keeps the consent. */
export function HearWithdrawalDialog({ referral, line, onClose }: HearProps) {
  const { t } = useTranslation('referralFollowUp');
  const { t: tTerms } = useTranslation('terms');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const faultsIn = useHeardFaults();
  const [scope, setScope] = useState<Scope>('recipient');
  const [category, setCategory] = useState<DataCategory | undefined>(referral.categories[0]);
  const [purpose, setPurpose] = useState<Purpose>(referral.purpose ?? 'intake');
  const [heard, setHeard] = useState(usuallyHeard);
  const hearing = useMutation({
    mutationFn: hearWithdrawal,
    onSuccess: () => {
      say(t('hear.done'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  const asksCategory = scope === 'category' || scope === 'cell';

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(faultsIn(heard))) return;
    const withdrawal = {
      scope,
      ...(asksCategory && category ? { category } : {}),
      ...(scope === 'cell' ? { purpose } : {}),
      ...heardRequest(heard),
    };
    hearing.mutate({
      referralId: referral.id,
      lineId: line.id,
      withdrawal,
      key: keyFor([line.id, withdrawal]),
    });
  }

  return (
    <Dialog title={t('hear.title')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('hear.lead')}</p>
        {ended.includes(line.status) && <p>{t('hear.endedLead')}</p>}
        <RadioGroup
          name="scope"
          label={t('hear.scope')}
          value={scope}
          onChange={(value) => setScope(value as Scope)}
          choices={scopesOn(line).map((value) => ({ value, label: t(`hear.scopes.${value}`) }))}
        />
        {asksCategory && (
          <Select
            name="category"
            label={t('hear.category')}
            value={category ?? ''}
            onChange={(event) => setCategory(event.target.value as DataCategory)}
            choices={referral.categories.map((code) => ({ value: code, label: tTerms(`category.${code}`) }))}
          />
        )}
        {scope === 'cell' && (
          <Select
            name="purpose"
            label={t('hear.purpose')}
            value={purpose}
            onChange={(event) => setPurpose(event.target.value as Purpose)}
            choices={purposes.map((code) => ({ value: code, label: tTerms(`purpose.${code}`) }))}
          />
        )}
        <HeardFields heard={heard} onChange={setHeard} errorOf={faults.of} />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="danger" busy={hearing.isPending}>
            {t('hear.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
