import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary, type FormFault } from '../../../components/error-summary.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { readTypedDay, type TypedDay, typedFrom } from '../../../lib/typed-day.js';
import { closeAgency, moveAgency, suspendAgency } from '../api/agency-standing.js';
import type { Agency } from '../api/get-agency.js';
import { entryFormQuery } from '../api/get-entry-form.js';
import { EntryField } from './entry-field.js';
import { useEntryChoices } from './entry-lists.js';

type Seen = { agencyId: string; version: number };
type StandingFormProps = { seen: Seen; onClose: () => void };

/** Asks from when until when the agency rests. */
export function SuspensionForm({ seen, onClose }: StandingFormProps) {
  const { t } = useTranslation('records');
  const form = useStandingForm(suspendAgency, 'suspension', onClose);
  const [from, setFrom] = useState(() => typedFrom(todayInTokyo()));
  const [until, setUntil] = useState(() => typedFrom(null));
  const [note, setNote] = useState('');

  function submit(): void {
    const days = form.read({ from, until }, ['from']);
    if (days)
      form.send({ ...seen, told: { from: days.from!, until: days.until, note: note.trim() || null } });
  }

  return (
    <FormDialog
      title={t('standing.suspend')}
      form={form}
      name="suspension"
      onSubmit={submit}
      onClose={onClose}
    >
      <SeparatedDate
        label={t('standing.from')}
        name="from"
        required
        value={from}
        error={form.faults.of('from')}
        onChange={setFrom}
      />
      <SeparatedDate
        label={t('standing.until')}
        support={t('standing.untilSupport')}
        name="until"
        value={until}
        error={form.faults.of('until')}
        onChange={setUntil}
      />
      <NoteField note={note} onChange={setNote} />
    </FormDialog>
  );
}

/** Asks when the agency ends, and who carries on. */
export function ClosingForm({ seen, onClose }: StandingFormProps) {
  const { t } = useTranslation('records');
  const form = useStandingForm(closeAgency, 'closing', onClose);
  const [on, setOn] = useState(() => typedFrom(null));
  const [successor, setSuccessor] = useState<{ id: string; name: string }>();
  const [note, setNote] = useState('');

  function submit(): void {
    const days = form.read({ on }, ['on']);
    const successorId = successor?.id ?? null;
    if (days) form.send({ ...seen, told: { on: days.on!, successorId, note: note.trim() || null } });
  }

  return (
    <FormDialog title={t('standing.close')} form={form} name="closing" onSubmit={submit} onClose={onClose}>
      <SeparatedDate
        label={t('standing.on.closing')}
        name="on"
        required
        value={on}
        error={form.faults.of('on')}
        onChange={setOn}
      />
      {successor ? (
        <div className="flex flex-wrap items-center gap-3">
          <p>
            {t('standing.successorChosen')}：<span className="font-bold">{successor.name}</span>
          </p>
          <Button look="secondary" onClick={() => setSuccessor(undefined)}>
            {t('standing.changeSuccessor')}
          </Button>
        </div>
      ) : (
        <AgencyPicker
          label={t('standing.successor')}
          name="successorId"
          except={[seen.agencyId]}
          error={form.faults.of('successorId')}
          onChoose={setSuccessor}
        />
      )}
      <NoteField note={note} onChange={setNote} />
      <p className="text-dns-16N-130 text-solid-gray-700">{t('standing.effect')}</p>
    </FormDialog>
  );
}

const placeFields = ['area', 'postalCode', 'address', 'accessNote', 'latitude', 'longitude', 'phone', 'fax'];

/** Asks when the agency moves, and what changes with the place. */
export function MovingForm({ seen, agency, onClose }: StandingFormProps & { agency: Agency }) {
  const { t } = useTranslation('records');
  const form = useStandingForm(moveAgency, 'moving', onClose);
  const choices = useEntryChoices();
  const fields = useQuery(entryFormQuery).data?.fields ?? [];
  const [on, setOn] = useState(() => typedFrom(null));
  const [note, setNote] = useState('');
  const [place, setPlace] = useState<Record<string, unknown>>(() => ({
    area: agency.area?.code ?? null,
    postalCode: agency.postalCode,
    address: agency.address,
    accessNote: agency.accessNote,
    latitude: agency.latitude,
    longitude: agency.longitude,
    phone: agency.phone,
    fax: agency.fax,
  }));

  function submit(): void {
    const days = form.read({ on }, ['on']);
    if (days) form.send({ ...seen, told: { on: days.on!, place, note: note.trim() || null } });
  }

  return (
    <FormDialog title={t('standing.move')} form={form} name="moving" onSubmit={submit} onClose={onClose}>
      <SeparatedDate
        label={t('standing.on.moving')}
        name="on"
        required
        value={on}
        error={form.faults.of('on')}
        onChange={setOn}
      />
      {fields
        .filter(({ name }) => placeFields.includes(name))
        .map((field) => (
          <EntryField
            key={field.name}
            field={field}
            path={field.name}
            value={place[field.name]}
            onChange={(value) => setPlace((before) => ({ ...before, [field.name]: value }))}
            faultOf={form.faults.of}
            choices={choices}
          />
        ))}
      <NoteField note={note} onChange={setNote} />
    </FormDialog>
  );
}

function NoteField({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  const { t } = useTranslation('records');
  return (
    <TextArea
      id="standing-note"
      label={t('standing.note')}
      support={t('standing.noteSupport')}
      rows={2}
      maxLength={500}
      value={note}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

type StandingName = 'suspension' | 'moving' | 'closing';

function useStandingForm<Input>(
  send: (input: Input) => Promise<unknown>,
  name: StandingName,
  onDone: () => void,
) {
  const { t } = useTranslation('records');
  const { t: tKit } = useTranslation('kit');
  const say = useSay();
  const faults = useFaults();
  const sending = useMutation({
    mutationFn: send,
    onSuccess: () => {
      say(t(`standing.done.${name}`));
      onDone();
    },
    onError: faults.takeFailure,
  });

  /** The typed days, or nothing when one of them is wrong. */
  function read<Names extends string>(
    typed: Record<Names, TypedDay>,
    required: readonly NoInfer<Names>[],
  ): Record<Names, string | null> | undefined {
    const days = Object.entries<TypedDay>(typed).map(([field, day]) => [field, readTypedDay(day)] as const);
    const found = days.flatMap(([field, day]): FormFault[] => {
      if (day.kind === 'wrong') return [{ field, detail: tKit(`day.wrong.${day.reason}`) }];
      const isMissing = day.kind === 'empty' && (required as readonly string[]).includes(field);
      return isMissing ? [{ field, detail: t('form.required') }] : [];
    });
    if (faults.refuse(found)) return undefined;
    return Object.fromEntries(
      days.map(([field, day]) => [field, day.kind === 'day' ? day.day : null]),
    ) as Record<Names, string | null>;
  }

  return { faults, read, send: sending.mutate, isPending: sending.isPending };
}

type FormDialogProps = {
  title: string;
  form: Pick<ReturnType<typeof useStandingForm>, 'faults' | 'isPending'>;
  name: StandingName;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

function FormDialog({ title, form, name, onSubmit, onClose, children }: FormDialogProps) {
  const { t } = useTranslation('records');
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={form.faults.faults} attempt={form.faults.attempt} />
        {children}
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={form.isPending}>
            {t(`standing.submit.${name}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
