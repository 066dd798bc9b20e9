import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { checkIn, type Attendance } from '../api/attendance.js';
import type { Meeting } from '../api/meetings.js';

type CheckInFormProps = { meetingId: string; seats: Attendance['ownSeats']; mode: Meeting['mode'] };

/** Somebody of the own agency says that they are there. */
export function CheckInForm({ meetingId, seats, mode }: CheckInFormProps) {
  const { t } = useTranslation('attendance', { keyPrefix: 'checkIn' });
  const { t: tWays } = useTranslation('attendance', { keyPrefix: 'ways' });
  const say = useSay();
  const faults = useFaults();
  const [typed, setTyped] = useState({
    seatId: seats[0]?.id ?? '',
    name: seats[0]?.name ?? '',
    code: '',
    how: mode === 'web' ? ('web' as const) : ('venue' as const),
  });
  const checking = useMutation({
    mutationFn: checkIn,
    onSuccess: () => say(t('done')),
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const code = typed.code.normalize('NFKC').replaceAll(/\D/g, '');
    checking.mutate({ id: meetingId, input: { ...typed, code } });
  }

  return (
    <form
      noValidate
      onSubmit={submit}
      aria-label={t('title')}
      className="grid max-w-xl gap-4 rounded-12 bg-solid-gray-50 p-4"
    >
      <p>{t('text')}</p>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {seats.length > 1 && (
        <Select
          name="seatId"
          label={t('seat')}
          choices={seats.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.seatId}
          onChange={({ target }) => {
            const seat = seats.find(({ id }) => id === target.value);
            setTyped({ ...typed, seatId: target.value, name: seat?.name ?? '' });
          }}
        />
      )}
      <TextField
        name="code"
        label={t('code')}
        required
        inputMode="numeric"
        autoComplete="off"
        value={typed.code}
        error={faults.of('code')}
        onChange={(event) => setTyped({ ...typed, code: event.target.value })}
      />
      <TextField
        name="name"
        label={t('name')}
        support={t('nameSupport')}
        required
        autoComplete="off"
        value={typed.name}
        error={faults.of('name')}
        onChange={(event) => setTyped({ ...typed, name: event.target.value })}
      />
      {mode === 'hybrid' && (
        <RadioGroup
          name="how"
          label={t('how')}
          value={typed.how}
          onChange={(how) => setTyped({ ...typed, how: how as 'venue' | 'web' })}
          choices={(['venue', 'web'] as const).map((way) => ({ value: way, label: tWays(way) }))}
        />
      )}
      <Button type="submit" busy={checking.isPending} className="justify-self-start">
        {t('send')}
      </Button>
    </form>
  );
}
