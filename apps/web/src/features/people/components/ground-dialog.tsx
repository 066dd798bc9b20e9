import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { daysAfter, todayInTokyo } from '../../../lib/japanese-date.js';
import { type GroundProposal, legalBasesQuery, proposeGround } from '../../../lib/legal-grounds.js';
import { dataCategories, purposes } from '../../../lib/terms.js';

/** Writes down on which ground something is to be told without consent; a manager decides. */
export function GroundDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const bases = useQuery(legalBasesQuery).data ?? [];
  const [recipient, setRecipient] = useState<{ id: string; name: string }>();
  const [proposal, setProposal] = useState<Omit<GroundProposal, 'recipientAgencyId'>>({
    purpose: 'intake',
    categories: [],
    basis: 'law',
    reason: '',
    untilDay: daysAfter(todayInTokyo(), 7),
  });
  const change = (part: Partial<typeof proposal>) => setProposal({ ...proposal, ...part });
  const basis = bases.find(({ code }) => code === proposal.basis);
  const proposing = useMutation({
    mutationFn: proposeGround,
    onSuccess: () => {
      say(t('ground.done'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = [
      ...(recipient ? [] : [{ field: 'recipientAgencyId', detail: t('ground.needRecipient') }]),
      ...(proposal.categories.length > 0 ? [] : [{ field: 'categories', detail: t('ground.needCategory') }]),
      ...(proposal.reason.trim().length < 10 ? [{ field: 'reason', detail: t('ground.needReason') }] : []),
      ...(proposal.untilDay ? [] : [{ field: 'untilDay', detail: t('ground.needUntil') }]),
    ];
    if (faults.refuse(found) || !recipient) return;
    const sent = { ...proposal, recipientAgencyId: recipient.id };
    proposing.mutate({ personId, proposal: sent, key: keyFor([personId, sent]) });
  }

  return (
    <Dialog title={t('ground.propose')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <Select
          name="basis"
          label={t('ground.basis')}
          error={faults.of('basis')}
          support={basis && `${basis.meaning}${basis.toBeChecked ? t('ground.toBeChecked') : ''}`}
          value={proposal.basis}
          onChange={(event) => change({ basis: event.target.value as GroundProposal['basis'] })}
          choices={bases.map(({ code, name, article }) => ({ value: code, label: `${name}（${article}）` }))}
        />
        {recipient && <p>{t('ground.chosen', { name: recipient.name })}</p>}
        <AgencyPicker
          label={t('ground.recipient')}
          name="recipientAgencyId"
          error={faults.of('recipientAgencyId')}
          except={recipient ? [recipient.id] : []}
          onChoose={setRecipient}
        />
        <Select
          name="purpose"
          label={t('ground.purpose')}
          value={proposal.purpose}
          onChange={(event) => change({ purpose: event.target.value as GroundProposal['purpose'] })}
          choices={purposes.map((code) => ({ value: code, label: tTerms(`purpose.${code}`) }))}
        />
        <Fieldset id="categories" label={t('ground.categories')} error={faults.of('categories')}>
          <div className="grid gap-x-6 @lg:grid-cols-2">
            {dataCategories.map((code) => (
              <Checkbox
                key={code}
                label={tTerms(`category.${code}`)}
                checked={proposal.categories.includes(code)}
                onChange={(event) =>
                  change({
                    categories: event.target.checked
                      ? [...proposal.categories, code]
                      : proposal.categories.filter((known) => known !== code),
                  })
                }
              />
            ))}
          </div>
        </Fieldset>
        <TextArea
          name="reason"
          label={t('ground.reason')}
          support={t('ground.reasonSupport')}
          required
          rows={4}
          error={faults.of('reason')}
          value={proposal.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
        <TextField
          name="untilDay"
          type="date"
          label={t('ground.untilDay')}
          required
          min={todayInTokyo()}
          error={faults.of('untilDay')}
          value={proposal.untilDay}
          onChange={(event) => change({ untilDay: event.target.value })}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={proposing.isPending}>
            {t('ground.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
