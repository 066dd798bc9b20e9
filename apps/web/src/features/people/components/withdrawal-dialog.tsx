import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import type { DataCategory } from '../../../lib/terms.js';
import type { Consent } from '../api/list-consents.js';
import { withdrawConsent, type Withdrawal } from '../api/withdraw-consent.js';
import { categoriesIn, cellsClosedBy, cellsOf, recipientsIn, type ConsentCell } from '../consent-cells.js';

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
  const [toldBy, setToldBy] = useState<Withdrawal['toldBy']>('person');
  const [note, setNote] = useState('');
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
    const withdrawal: Withdrawal = {
      scope,
      ...(scope === 'recipient' ? { agencyId } : {}),
      ...(scope === 'category' && category ? { category } : {}),
      toldBy,
      ...(note.trim() ? { note: note.trim() } : {}),
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
          choices={(['whole', 'recipient', 'category'] as const).map((value) => ({
            value,
            label: t(`withdrawal.${value}`),
          }))}
        />
        {scope === 'recipient' && (
          <Select
            name="agencyId"
            label={t('withdrawal.whichRecipient')}
            value={agencyId}
            onChange={(event) => setAgencyId(event.target.value)}
            choices={recipients.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {scope === 'category' && (
          <Select
            name="category"
            label={t('withdrawal.whichCategory')}
            value={category ?? ''}
            onChange={(event) => setCategory(event.target.value as DataCategory)}
            choices={categories.map((code) => ({ value: code, label: tTerms(`category.${code}`) }))}
          />
        )}
        <WhatCloses cells={cellsClosedBy(consent, { scope, agencyId, category })} />
        <RadioGroup
          name="toldBy"
          label={t('withdrawal.toldBy')}
          value={toldBy}
          onChange={(value) => setToldBy(value as Withdrawal['toldBy'])}
          inline
          choices={(['person', 'representative'] as const).map((value) => ({
            value,
            label: t(`withdrawal.${value}`),
          }))}
        />
        <TextArea
          name="note"
          label={t('withdrawal.note')}
          support={t('withdrawal.noteSupport')}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
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
