import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DayField } from '../../../components/day-field.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { recordCheckUp, type CheckUp, type CheckUpFinding } from '../api/check-ups.js';
import { reachedWays, situations } from '../check-up-names.js';

const choicesOf = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** How somebody was found to be, and when they are asked next. */
export function CheckUpDialog({ check, onClose }: { check: CheckUp; onClose: () => void }) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const faults = useFaults();
  const [on, setOn] = useState<string | null>(todayInTokyo());
  const [reached, setReached] = useState('');
  const [situation, setSituation] = useState('');
  const [note, setNote] = useState('');
  const [nextOn, setNextOn] = useState<string | null>(check.nextOn);
  const recording = useMutation({
    mutationFn: recordCheckUp,
    onSuccess: () => {
      say(t('checks.saved'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const missing = [
      ...(on ? [] : [{ field: 'on', detail: t('checks.needDay') }]),
      ...(reached ? [] : [{ field: 'reached', detail: t('checks.need') }]),
      ...(situation ? [] : [{ field: 'situation', detail: t('checks.need') }]),
    ];
    if (faults.refuse(missing) || !on) return;
    recording.mutate({
      id: check.id,
      version: check.version,
      on,
      reached: reached as CheckUpFinding['reached'],
      situation: situation as CheckUpFinding['situation'],
      note,
      nextOn,
    });
  }
  return (
    <Dialog
      title={
        check.personName === null
          ? t('checks.recordHanded', { number: check.referral?.number })
          : t('checks.recordTitle', { name: check.personName })
      }
      onClose={onClose}
    >
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <DayField
          name="on"
          label={t('checks.day')}
          required
          value={on}
          error={faults.of('on')}
          onChange={setOn}
        />
        <Select
          id="reached"
          label={t('checks.reached')}
          required
          blank={t('checks.choose')}
          value={reached}
          error={faults.of('reached')}
          choices={choicesOf(reachedWays)}
          onChange={(event) => setReached(event.target.value)}
        />
        <Select
          id="situation"
          label={t('checks.situation')}
          required
          blank={t('checks.choose')}
          value={situation}
          error={faults.of('situation')}
          choices={choicesOf(situations)}
          onChange={(event) => setSituation(event.target.value)}
        />
        <TextArea
          name="note"
          label={t('checks.note')}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <DayField
          name="nextOn"
          label={t('checks.next')}
          value={nextOn}
          error={faults.of('nextOn')}
          onChange={setNextOn}
        />
        <Button type="submit" className="w-fit" busy={recording.isPending}>
          {t('checks.save')}
        </Button>
      </form>
    </Dialog>
  );
}
