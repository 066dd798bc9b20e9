import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import type { Schema } from '../../../lib/api-client.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';
import { endSupport, type PersonEnd, toldAgenciesQuery } from '../api/person-matters.js';

const kinds = ['closed', 'moved', 'died'] as const;
const reasons = [
  'goal_reached',
  'period_over',
  'handed_over',
  'person_wish',
  'no_contact',
  'entered_in_error',
  'other',
] as const;

/** Records how support ended, after saying which requests close and who is told. */
export function EndingDialog({ person, onClose }: { person: Schema<'PersonView'>; onClose: () => void }) {
  const { t } = useTranslation('matters');
  const { t: tKit } = useTranslation('kit');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const possible =
    person.status === 'open' ? kinds : kinds.filter((kind) => kind !== person.status && kind !== 'closed');
  const [kind, setKind] = useState<PersonEnd['kind']>(possible[0] ?? 'died');
  const [day, setDay] = useState(typedFrom(null));
  const [reason, setReason] = useState<(typeof reasons)[number]>('goal_reached');
  const [note, setNote] = useState('');
  const ending = useMutation({
    mutationFn: endSupport,
    onSuccess: () => {
      say(t('ending.done'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readTypedDay(day);
    if (read.kind !== 'day') {
      const detail = read.kind === 'wrong' ? tKit(`day.wrong.${read.reason}`) : t('ending.needDay');
      faults.refuse([{ field: 'endedOn', detail }]);
      return;
    }
    const end: PersonEnd = {
      kind,
      endedOn: read.day,
      ...(kind === 'closed' ? { reason } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    };
    ending.mutate({ id: person.id, version: person.version, key: keyFor(end), end });
  }

  return (
    <Dialog title={t('ending.title')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <RadioGroup
          name="kind"
          label={t('ending.kind')}
          inline
          value={kind}
          onChange={(value) => setKind(value as PersonEnd['kind'])}
          choices={possible.map((value) => ({ value, label: t(`ending.kinds.${value}`) }))}
        />
        <SeparatedDate
          name="endedOn"
          label={t(`ending.endedOn.${kind}`)}
          required
          value={day}
          onChange={setDay}
          error={faults.of('endedOn')}
        />
        {kind === 'closed' && (
          <Select
            name="reason"
            label={t('ending.reason')}
            required
            value={reason}
            onChange={(event) => setReason(event.target.value as typeof reason)}
            choices={reasons.map((value) => ({ value, label: t(`ending.reasons.${value}`) }))}
            error={faults.of('reason')}
          />
        )}
        <TextArea
          name="note"
          label={t(`ending.note.${kind}`)}
          rows={3}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          error={faults.of('note')}
        />
        <Effects personId={person.id} kind={kind} />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={ending.isPending}>
            {t('ending.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Which agencies learn of it, and which go on. */
function Effects({ personId, kind }: { personId: string; kind: PersonEnd['kind'] }) {
  const { t } = useTranslation('matters');
  const told = useQuery(toldAgenciesQuery(personId, kind)).data ?? [];
  const groups = [
    ['closes', told.filter(({ closes }) => closes)],
    ['stays', told.filter(({ closes }) => !closes)],
  ] as const;
  return (
    <section className="grid gap-2 rounded-8 bg-solid-gray-50 p-4">
      <h3 className="text-std-16B-170">{t('ending.effects')}</h3>
      {told.length === 0 && <p>{t('ending.nobody')}</p>}
      {groups.map(
        ([name, agencies]) =>
          agencies.length > 0 && (
            <div key={name}>
              <h4 className="font-bold">{t(`ending.${name}`)}</h4>
              <ul className="list-disc pl-6">
                {agencies.map(({ agencyId, agencyName, number, statusName }) => (
                  <li key={agencyId}>{[agencyName, number, statusName].filter(Boolean).join('　')}</li>
                ))}
              </ul>
            </div>
          ),
      )}
      <p>{t('ending.stops')}</p>
      {kind === 'moved' && (
        <>
          <p>{t('ending.tell')}</p>
          <p>
            <ButtonLink look="secondary" to={`/referrals/new?person=${personId}`}>
              {t('ending.refer')}
            </ButtonLink>
          </p>
        </>
      )}
    </section>
  );
}
