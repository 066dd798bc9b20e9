import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { changePlan, type CouncilYear } from '../api/year-plans.js';
import { fiscalYearName } from './fiscal-year.js';
import { fiscalMonths } from './plan-words.js';
import { readNumber } from './typed-number.js';

type PlanEditorProps = {
  year: CouncilYear;
  plan: NonNullable<CouncilYear['plan']>;
  onDone: () => void;
};
type TypedSlot = { key: string; id: string | null; month: string; theme: string; isFree: boolean };

/** The plan of a year as a form: its number, its slots, their order. */
export function PlanEditor({ year, plan, onDone }: PlanEditorProps) {
  const { t } = useTranslation('meetingDates');
  const { t: tKit } = useTranslation('kit');
  const say = useSay();
  const faults = useFaults();
  const added = useRef(0);
  const [count, setCount] = useState(String(plan.plannedCount));
  const [note, setNote] = useState(plan.note);
  const [slots, setSlots] = useState<readonly TypedSlot[]>(() =>
    year.slots.map(({ id, month, theme, state }) => ({
      ...{ key: id, id, theme, month: month === null ? '' : String(month) },
      isFree: state === 'unscheduled',
    })),
  );
  const changing = useMutation({
    mutationFn: changePlan,
    onSuccess: () => {
      say(t('year.saved'));
      onDone();
    },
    onError: faults.takeFailure,
  });
  const change = (at: number, part: Partial<TypedSlot>) =>
    setSlots(slots.map((slot, nth) => (nth === at ? { ...slot, ...part } : slot)));
  const swap = (at: number, other: number) =>
    setSlots(slots.map((slot, nth) => (nth === at ? slots[other]! : nth === other ? slots[at]! : slot)));
  const add = () => {
    added.current += 1;
    setSlots([...slots, { key: `new-${added.current}`, id: null, month: '', theme: '', isFree: true }]);
  };

  function submit(event: FormEvent): void {
    event.preventDefault();
    const plannedCount = readNumber(count);
    if (plannedCount === 'wrong' || plannedCount === null) {
      faults.refuse([{ field: 'plannedCount', detail: tKit('notNumber') }]);
      return;
    }
    changing.mutate({
      id: plan.id,
      version: plan.version,
      input: {
        plannedCount,
        note,
        slots: slots.map(({ id, month, theme }) => ({
          id,
          theme,
          month: month === '' ? null : Number(month),
        })),
      },
    });
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <h3 className="text-std-16B-170">{t('year.editTitle', { year: fiscalYearName(year.fiscalYear) })}</h3>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <div className="w-40">
        <TextField
          name="plannedCount"
          label={t('year.plannedCount')}
          inputMode="numeric"
          autoComplete="off"
          value={count}
          error={faults.of('plannedCount')}
          onChange={(event) => setCount(event.target.value)}
        />
      </div>
      <ol className="grid gap-4">
        {slots.map((slot, at) => (
          <li key={slot.key}>
            <SlotFields
              slot={slot}
              number={at + 1}
              error={faults.of(`slots.${at}.theme`)}
              onChange={(part) => change(at, part)}
              onUp={at > 0 ? () => swap(at, at - 1) : undefined}
              onDown={at < slots.length - 1 ? () => swap(at, at + 1) : undefined}
              onRemove={() => setSlots(slots.filter((_, nth) => nth !== at))}
            />
          </li>
        ))}
      </ol>
      <Button look="secondary" className="justify-self-start" onClick={add}>
        {t('year.add')}
      </Button>
      <TextArea
        name="note"
        label={t('year.note')}
        rows={2}
        value={note}
        error={faults.of('note')}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={changing.isPending}>
          {t('year.save')}
        </Button>
        <Button look="secondary" onClick={onDone}>
          {tKit('cancel')}
        </Button>
      </div>
    </form>
  );
}

type SlotFieldsProps = {
  slot: TypedSlot;
  number: number;
  error: string | undefined;
  onChange: (part: Partial<TypedSlot>) => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRemove: () => void;
};

function SlotFields({ slot, number, error, onChange, onUp, onDown, onRemove }: SlotFieldsProps) {
  const { t } = useTranslation('meetingDates');
  const which = <span className="sr-only">（{t('year.nth', { count: number })}）</span>;
  return (
    <fieldset className="grid gap-3 rounded-8 border border-solid-gray-300 p-3">
      <legend className="px-1 font-bold">{t('year.slotLegend', { count: number })}</legend>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="w-28">
          <Select
            id={`${slot.key}-month`}
            label={t('year.month')}
            blank={t('year.noMonth')}
            choices={fiscalMonths.map((month) => ({
              value: String(month),
              label: t('year.monthName', { count: month }),
            }))}
            value={slot.month}
            onChange={(event) => onChange({ month: event.target.value })}
          />
        </div>
        <div className="min-w-56 flex-1">
          <TextField
            id={`${slot.key}-theme`}
            label={t('year.theme')}
            autoComplete="off"
            value={slot.theme}
            error={error}
            onChange={(event) => onChange({ theme: event.target.value })}
          />
        </div>
      </div>
      <div className="flex flex-wrap gap-1">
        <Button look="quiet" disabled={!onUp} onClick={onUp}>
          {t('year.up')}
          {which}
        </Button>
        <Button look="quiet" disabled={!onDown} onClick={onDown}>
          {t('year.down')}
          {which}
        </Button>
        {slot.isFree ? (
          <Button look="quiet" onClick={onRemove}>
            {t('year.remove')}
            {which}
          </Button>
        ) : (
          <span className="self-center text-dns-14N-130 text-solid-gray-700">{t('year.cannotRemove')}</span>
        )}
      </div>
    </fieldset>
  );
}
