import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DayField } from '../../../components/day-field.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import type { useFaults } from '../../../components/use-faults.js';
import type { IntakeSession, SessionPlan } from '../api/intake-sessions.js';

type SessionFormProps = {
  /** The session as it is, where there is one. */
  session?: IntakeSession;
  faults: ReturnType<typeof useFaults>;
  busy: boolean;
  onSubmit: (plan: SessionPlan) => void;
};

const dayInJapan = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' });
const clockInJapan = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short', timeZone: 'Asia/Tokyo' });

/** When, where, for how many: the same for a new session and for one that is changed. */
export function SessionForm({ session, faults, busy, onSubmit }: SessionFormProps) {
  const { t } = useTranslation('transitions');
  const clock = (moment: string | undefined, usual: string) =>
    moment ? clockInJapan.format(new Date(moment)) : usual;
  const [title, setTitle] = useState(session?.title ?? t('sessions.usualName'));
  const [day, setDay] = useState<string | null>(
    session ? dayInJapan.format(new Date(session.startsAt)) : null,
  );
  const [times, setTimes] = useState({
    startsAt: clock(session?.startsAt, '10:00'),
    endsAt: clock(session?.endsAt, '11:30'),
  });
  const [place, setPlace] = useState(session?.place ?? '');
  const [note, setNote] = useState(session?.note ?? '');
  const [slots, setSlots] = useState(String(session?.slots ?? 6));
  function submit(event: FormEvent): void {
    event.preventDefault();
    const need = t('sessions.need');
    const missing = [
      ...(title.trim() ? [] : [{ field: 'title', detail: need }]),
      ...(day ? [] : [{ field: 'day', detail: need }]),
      ...(times.startsAt ? [] : [{ field: 'startsAt', detail: need }]),
      ...(times.endsAt ? [] : [{ field: 'endsAt', detail: need }]),
      ...(/^[0-9]{1,2}$/.test(slots) ? [] : [{ field: 'slots', detail: t('sessions.needNumber') }]),
      ...(session && Number(slots) < session.taken
        ? [{ field: 'slots', detail: t('sessions.tooFew', { taken: session.taken }) }]
        : []),
    ];
    if (faults.refuse(missing) || !day) return;
    const at = (time: string) => `${day}T${time}:00+09:00`;
    onSubmit({
      ...{ title, place, note },
      startsAt: at(times.startsAt),
      endsAt: at(times.endsAt),
      slots: Number(slots),
    });
  }
  return (
    <form noValidate onSubmit={submit} className="grid max-w-prose gap-5">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <TextField
        name="title"
        label={t('sessions.name')}
        required
        value={title}
        error={faults.of('title')}
        onChange={(event) => setTitle(event.target.value)}
      />
      <DayField
        name="day"
        label={t('sessions.day')}
        required
        value={day}
        error={faults.of('day')}
        onChange={setDay}
      />
      <div className="flex flex-wrap gap-4">
        {(['startsAt', 'endsAt'] as const).map((field) => (
          <TextField
            key={field}
            name={field}
            type="time"
            label={t(field === 'startsAt' ? 'sessions.from' : 'sessions.until')}
            required
            value={times[field]}
            error={faults.of(field)}
            onChange={(event) => setTimes({ ...times, [field]: event.target.value })}
          />
        ))}
        <TextField
          name="slots"
          inputMode="numeric"
          label={t('sessions.slots')}
          required
          value={slots}
          error={faults.of('slots')}
          onChange={(event) => setSlots(event.target.value)}
        />
      </div>
      <TextField
        name="place"
        label={t('sessions.place')}
        value={place}
        error={faults.of('place')}
        onChange={(event) => setPlace(event.target.value)}
      />
      <TextArea
        name="note"
        label={t('sessions.note')}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button type="submit" className="w-fit" busy={busy}>
        {t(session ? 'sessions.saveChange' : 'sessions.save')}
      </Button>
    </form>
  );
}
