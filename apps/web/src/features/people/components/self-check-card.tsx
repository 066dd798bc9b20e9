import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable } from '../../../components/data-table.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';
import { addSelfCheck, type SelfCheck, selfChecksQuery, strikeSelfCheck } from '../api/own-sheets.js';
import { SelfCheckChart } from './self-check-chart.js';

const items = [
  'sleep',
  'condition',
  'attendance',
  'work',
  'accuracy',
  'reporting',
  'relations',
  'feelings',
] as const;
const levels = [4, 3, 2, 1] as const;
const companions = ['alone', 'supporter', 'workplace', 'all'] as const;

/** The self-check: how it went each time, as a picture and as a table. */
export function SelfCheckCard({ personId }: { personId: string }) {
  const { t } = useTranslation('sheets');
  const checks = useQuery(selfChecksQuery(personId));
  const [adding, setAdding] = useState(false);
  const [striking, setStriking] = useState<SelfCheck>();
  return (
    <Card title={t('check.title')}>
      <p className="mb-3 text-solid-gray-700">{t('check.lead')}</p>
      <Button look="secondary" onClick={() => setAdding(true)}>
        {t('check.add')}
      </Button>
      <Loaded query={checks}>
        {(series) =>
          series.length === 0 ? (
            <p className="mt-3">{t('check.none')}</p>
          ) : (
            <div className="mt-4 grid gap-4">
              <SelfCheckChart series={series} />
              <DataTable
                caption={t('check.title')}
                rows={[...series].reverse()}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'day',
                    label: t('check.day'),
                    names: true,
                    cell: ({ checkedOn }) => <span className="whitespace-nowrap">{inEra(checkedOn)}</span>,
                  },
                  {
                    key: 'text',
                    label: t('check.noteColumn'),
                    cell: ({ text }) => <span className="whitespace-pre-line">{text}</span>,
                  },
                  { key: 'with', label: t('check.with'), cell: ({ withName }) => withName },
                  {
                    key: 'strike',
                    label: t('check.strike'),
                    cell: (check) => (
                      <Button look="quiet" className="whitespace-nowrap" onClick={() => setStriking(check)}>
                        {t('check.strike')}
                        <span className="sr-only">（{inEra(check.checkedOn)}）</span>
                      </Button>
                    ),
                  },
                ]}
              />
            </div>
          )
        }
      </Loaded>
      {adding && <CheckDialog personId={personId} onClose={() => setAdding(false)} />}
      {striking && (
        <StrikeDialog personId={personId} check={striking} onClose={() => setStriking(undefined)} />
      )}
    </Card>
  );
}

function CheckDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { t } = useTranslation('sheets');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const [day, setDay] = useState(() => typedFrom(todayInTokyo()));
  const [companion, setCompanion] = useState<(typeof companions)[number]>('alone');
  const [chosen, setChosen] = useState<Partial<Record<(typeof items)[number], number>>>({});
  const [note, setNote] = useState('');
  const adding = useMutation({
    mutationFn: addSelfCheck,
    onSuccess: () => {
      say(t('check.added'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readTypedDay(day);
    const answered = items.flatMap((item) => (chosen[item] ? [{ item, level: chosen[item] }] : []));
    const found = [
      ...(read.kind === 'day' ? [] : [{ field: 'checkedOn', detail: t('check.dayMissing') }]),
      ...(answered.length > 0 ? [] : [{ field: 'sleep', detail: t('check.levelsMissing') }]),
    ];
    if (faults.refuse(found) || read.kind !== 'day') return;
    const body = { checkedOn: read.day, with: companion, levels: answered, note };
    adding.mutate({ personId, ...body, key: keyFor(body) });
  }

  return (
    <Dialog title={t('check.add')} wide onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <SeparatedDate
          name="checkedOn"
          label={t('check.day')}
          required
          error={faults.of('checkedOn')}
          value={day}
          onChange={setDay}
        />
        {items.map((item) => (
          <RadioGroup
            key={item}
            name={item}
            label={t(`check.items.${item}`)}
            inline
            error={faults.of(item)}
            value={chosen[item] === undefined ? undefined : String(chosen[item])}
            choices={levels.map((level) => ({ value: String(level), label: t(`check.levels.l${level}`) }))}
            onChange={(value) => setChosen({ ...chosen, [item]: Number(value) })}
          />
        ))}
        <Select
          id="with"
          label={t('check.with')}
          choices={companions.map((code) => ({ value: code, label: t(`check.companions.${code}`) }))}
          value={companion}
          onChange={(event) =>
            setCompanion(companions.find((code) => code === event.target.value) ?? 'alone')
          }
        />
        <TextField
          id="note"
          label={t('check.note')}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={adding.isPending}>
            {t('check.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type StrikeDialogProps = { personId: string; check: SelfCheck; onClose: () => void };

function StrikeDialog({ personId, check, onClose }: StrikeDialogProps) {
  const { t } = useTranslation('sheets');
  const say = useSay();
  const striking = useMutation({
    mutationFn: strikeSelfCheck,
    onSuccess: () => {
      say(t('check.struck'));
      onClose();
    },
  });
  return (
    <Dialog title={t('check.strikeTitle')} onClose={onClose}>
      <p>{t('check.strikeText', { day: inEra(check.checkedOn) })}</p>
      {striking.isError && <FailureNotice failure={striking.error} />}
      <DialogActions onCancel={onClose}>
        <Button
          look="danger"
          busy={striking.isPending}
          onClick={() => striking.mutate({ personId, id: check.id })}
        >
          {t('check.strike')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
