import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DayField } from '../../../components/day-field.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { inEra } from '../../../lib/japanese-date.js';
import { changeTerm, endTerm, type SupportTerm } from '../api/support-terms.js';

/** Puts the day of a term right, or ends the term. */
export function TermChanges({ term }: { term: SupportTerm }) {
  const { t } = useTranslation('transitions');
  const [open, setOpen] = useState<'change' | 'end'>();
  const close = () => setOpen(undefined);
  const whose = <span className="sr-only">（{term.personName}）</span>;
  return (
    <div className="flex flex-wrap gap-x-2">
      <Button look="quiet" onClick={() => setOpen('change')}>
        {t('terms.change')}
        {whose}
      </Button>
      <Button look="quiet" onClick={() => setOpen('end')}>
        {t('terms.end')}
        {whose}
      </Button>
      {open === 'change' && <ChangeDialog term={term} onClose={close} />}
      {open === 'end' && <EndDialog term={term} onClose={close} />}
    </div>
  );
}

type DialogProps = { term: SupportTerm; onClose: () => void };

function ChangeDialog({ term, onClose }: DialogProps) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const faults = useFaults();
  const [day, setDay] = useState<string | null>(term.baseOn);
  const changing = useMutation({
    mutationFn: changeTerm,
    onSuccess: ({ endsOn }) => {
      say(t('terms.changed', { day: inEra(endsOn) }));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(day ? [] : [{ field: 'baseOn', detail: t('terms.needDay') }]) || !day) return;
    changing.mutate({ id: term.id, version: term.version, baseOn: day });
  }
  return (
    <Dialog title={t('terms.changeTitle', { name: term.personName, kind: term.kindName })} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t(`terms.changeLead.${term.kind}`)}</p>
        <DayField
          name="baseOn"
          label={t(`terms.baseOf.${term.kind}`)}
          required
          value={day}
          error={faults.of('baseOn')}
          onChange={setDay}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={changing.isPending}>
            {t('terms.saveChange')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function EndDialog({ term, onClose }: DialogProps) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const ending = useMutation({
    mutationFn: endTerm,
    onSuccess: () => {
      say(t('terms.ended'));
      onClose();
    },
  });
  return (
    <Dialog title={t('terms.endTitle', { name: term.personName, kind: term.kindName })} onClose={onClose}>
      <p>{t('terms.endLead')}</p>
      {ending.isError && <FailureNotice failure={ending.error} />}
      <DialogActions onCancel={onClose}>
        <Button busy={ending.isPending} onClick={() => ending.mutate({ id: term.id, version: term.version })}>
          {t('terms.end')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
