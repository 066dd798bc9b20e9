import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';
import type { AgencyService } from '../api/get-agency.js';
import type { VacancyState } from '../api/search-agencies.js';
import { updateVacancy } from '../api/update-vacancy.js';

const states = ['open', 'few', 'none', 'unknown'] as const;

/** Asks how many places are free now. */
export function VacancyDialog({ service, onClose }: { service: AgencyService; onClose: () => void }) {
  const { t } = useTranslation('directory');
  const { t: tKit } = useTranslation('kit');
  const say = useSay();
  const faults = useFaults();
  const [state, setState] = useState<VacancyState>(service.vacancy?.state ?? 'unknown');
  const [available, setAvailable] = useState(String(service.vacancy?.available || ''));
  const [goodUntil, setGoodUntil] = useState(typedFrom(service.vacancy?.goodUntil));
  const [note, setNote] = useState(service.vacancy?.note ?? '');
  const hasPlaces = state === 'open' || state === 'few';
  const updating = useMutation({
    mutationFn: updateVacancy,
    onSuccess: () => {
      say(t('vacancy.saved'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const typed = available.normalize('NFKC').trim();
    const day = readTypedDay(goodUntil);
    const found = [
      ...(hasPlaces && typed !== '' && !/^[1-9]\d{0,3}$/.test(typed)
        ? [{ field: 'available', detail: t('vacancy.wrongNumber') }]
        : []),
      ...(day.kind === 'wrong' ? [{ field: 'goodUntil', detail: tKit(`day.wrong.${day.reason}`) }] : []),
    ];
    if (faults.refuse(found)) return;
    updating.mutate({
      serviceId: service.id,
      version: service.vacancy?.version ?? 0,
      told: {
        state,
        available: hasPlaces && typed !== '' ? Number(typed) : null,
        goodUntil: day.kind === 'day' ? day.day : null,
        note: note.trim() || null,
      },
    });
  }

  return (
    <Dialog title={t('vacancy.form', { service: service.kind.name })} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <RadioGroup
          name="state"
          label={t('vacancy.state')}
          inline
          value={state}
          onChange={(value) => setState(value as VacancyState)}
          choices={states.map((value) => ({ value, label: t(`vacancy.states.${value}`) }))}
        />
        {hasPlaces && (
          <TextField
            label={t('vacancy.available')}
            support={t('vacancy.availableSupport')}
            name="available"
            inputMode="numeric"
            autoComplete="off"
            value={available}
            error={faults.of('available')}
            onChange={(event) => setAvailable(event.target.value)}
            className="max-w-28"
          />
        )}
        <SeparatedDate
          label={t('vacancy.goodUntil')}
          support={t('vacancy.goodUntilSupport')}
          name="goodUntil"
          value={goodUntil}
          error={faults.of('goodUntil')}
          onChange={setGoodUntil}
        />
        <TextArea
          label={t('vacancy.note')}
          support={t('vacancy.noteSupport')}
          name="note"
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={updating.isPending}>
            {t('vacancy.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
