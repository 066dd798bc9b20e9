import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import {
  HeardFields,
  heardRequest,
  useHeardFaults,
  usuallyHeard,
} from '../../../components/follow-ups/heard-fields.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import type { DataCategory, Purpose } from '../../../lib/terms.js';
import type { Consent } from '../api/list-consents.js';
import { withdrawConsent, type Withdrawal } from '../api/withdraw-consent.js';
import {
  categoriesIn,
  cellsClosedBy,
  cellsOf,
  purposesIn,
  recipientsIn,
  type ConsentCell,
} from '../consent-cells.js';

/** Takes a consent back, whole or in part, after saying exactly what closes. */
export function WithdrawalDialog({ consent, onClose }: { consent: Consent; onClose: () => void }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const cells = cellsOf(consent);
  const recipients = recipientsIn(cells);
  const categories = categoriesIn(cells);
  const [scope, setScope] = useState<Withdrawal['scope']>('whole');
  const [agencyId, setAgencyId] = useState(recipients[0]?.id ?? '');
  const [category, setCategory] = useState<DataCategory | undefined>(categories[0]);
  const [purpose, setPurpose] = useState<Purpose | undefined>(purposesIn(cells)[0]);
  const [heard, setHeard] = useState(usuallyHeard);
  const faultsIn = useHeardFaults();
  const asksAgency = scope === 'recipient' || scope === 'cell';
  const asksCategory = scope === 'category' || scope === 'cell';
  const withdrawing = useMutation({
    mutationFn: withdrawConsent,
    onSuccess: () => {
      say(t('withdrawal.done'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(faultsIn(heard))) return;
    const withdrawal: Withdrawal = {
      scope,
      ...(asksAgency ? { agencyId } : {}),
      ...(asksCategory && category ? { category } : {}),
      ...(scope === 'cell' && purpose ? { purpose } : {}),
      ...heardRequest(heard),
    };
    withdrawing.mutate({
      consentId: consent.id,
      version: consent.version,
      withdrawal,
      key: keyFor(withdrawal),
    });
  }

  return (
    <Dialog title={t('withdrawal.title')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('withdrawal.lead')}</p>
        <RadioGroup
          name="scope"
          label={t('withdrawal.scope')}
          value={scope}
          onChange={(value) => setScope(value as Withdrawal['scope'])}
          choices={(['whole', 'recipient', 'category', 'cell'] as const).map((value) => ({
            value,
            label: t(`withdrawal.${value}`),
          }))}
        />
        {asksAgency && (
          <Select
            name="agencyId"
            label={t('withdrawal.whichRecipient')}
            value={agencyId}
            onChange={(event) => setAgencyId(event.target.value)}
            choices={recipients.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {asksCategory && (
          <Select
            name="category"
            label={t('withdrawal.whichCategory')}
            value={category ?? ''}
            onChange={(event) => setCategory(event.target.value as DataCategory)}
            choices={categories.map((code) => ({ value: code, label: tTerms(`category.${code}`) }))}
          />
        )}
        {scope === 'cell' && (
          <Select
            name="purpose"
            label={t('withdrawal.whichPurpose')}
            value={purpose ?? ''}
            onChange={(event) => setPurpose(event.target.value as Purpose)}
            choices={purposesIn(cells).map((code) => ({ value: code, label: tTerms(`purpose.${code}`) }))}
          />
        )}
        <WhatCloses cells={cellsClosedBy(consent, { scope, agencyId, category, purpose })} />
        <HeardFields heard={heard} onChange={setHeard} errorOf={faults.of} />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="danger" busy={withdrawing.isPending}>
            {t('withdrawal.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function WhatCloses({ cells }: { cells: ConsentCell[] }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  return (
    <Notice tone="warning" title={t('withdrawal.closes')}>
      <ul className="list-disc pl-5">
        {recipientsIn(cells).map((recipient) => (
          <li key={recipient.id}>
            {t('withdrawal.closesLine', {
              agency: recipient.name,
              categories: categoriesIn(cells.filter((cell) => cell.agencyId === recipient.id))
                .map((code) => tTerms(`category.${code}`))
                .join('、'),
            })}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-dns-14N-130">{t('withdrawal.keeps')}</p>
    </Notice>
  );
}
