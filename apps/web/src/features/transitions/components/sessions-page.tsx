import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { DayField } from '../../../components/day-field.js';
import { EmptyState } from '../../../components/empty-state.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment, todayInTokyo } from '../../../lib/japanese-date.js';
import { planSession, sessionsQuery, type IntakeSession } from '../api/intake-sessions.js';
import { Places } from './places.js';
import { SessionCalendar } from './session-calendar.js';
import { TransitionLinks } from './transition-links.js';

/** The sessions of a month, as a calendar and as a list, and the form that plans one. */
export function SessionsPage() {
  const { t } = useTranslation('transitions');
  const [params] = useSearchParams();
  const month = params.get('month') ?? todayInTokyo().slice(0, 7);
  const sessions = useQuery(sessionsQuery(month));
  const [year, number] = month.split('-').map(Number);
  return (
    <Page title={t('sessions.title')} lead={t('sessions.lead')}>
      <TransitionLinks />
      <div className="flex flex-wrap items-center gap-4">
        <TextLink to={`?month=${shifted(month, -1)}`}>{t('sessions.before')}</TextLink>
        <h2 className="text-std-20B-150">{t('sessions.month', { year, month: number })}</h2>
        <TextLink to={`?month=${shifted(month, 1)}`}>{t('sessions.after')}</TextLink>
      </div>
      <Loaded query={sessions}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState title={t('sessions.none')} />
          ) : (
            <>
              <SessionCalendar month={month} sessions={found} />
              <SessionTable sessions={found} />
            </>
          )
        }
      </Loaded>
      <PlanForm />
    </Page>
  );
}

function SessionTable({ sessions }: { sessions: readonly IntakeSession[] }) {
  const { t } = useTranslation('transitions');
  const columns: Column<IntakeSession>[] = [
    { key: 'when', label: t('sessions.when'), cell: ({ startsAt }) => asMoment(startsAt) },
    {
      key: 'name',
      label: t('sessions.name'),
      names: true,
      cell: ({ id, title }) => <TextLink to={`/intake-sessions/${id}`}>{title}</TextLink>,
    },
    { key: 'agency', label: t('sessions.agency'), cell: ({ agency }) => agency.name },
    { key: 'place', label: t('sessions.place'), cell: ({ place }) => place },
    { key: 'places', label: t('sessions.places'), cell: (session) => <Places session={session} /> },
  ];
  return <DataTable caption={t('sessions.list')} columns={columns} rows={sessions} rowKey={({ id }) => id} />;
}

function PlanForm() {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const navigate = useNavigate();
  const [title, setTitle] = useState('職業ガイダンス');
  const [day, setDay] = useState<string | null>(null);
  const [times, setTimes] = useState({ startsAt: '10:00', endsAt: '11:30' });
  const [place, setPlace] = useState('');
  const [note, setNote] = useState('');
  const [slots, setSlots] = useState('6');
  const planning = useMutation({
    mutationFn: planSession,
    onSuccess: ({ session }) => {
      say(t('sessions.planned'));
      return navigate(`/intake-sessions/${session.id}`);
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const need = t('sessions.need');
    const missing = [
      ...(title.trim() ? [] : [{ field: 'title', detail: need }]),
      ...(day ? [] : [{ field: 'day', detail: need }]),
      ...(times.startsAt ? [] : [{ field: 'startsAt', detail: need }]),
      ...(times.endsAt ? [] : [{ field: 'endsAt', detail: need }]),
    ];
    if (faults.refuse(missing) || !day) return;
    const at = (clock: string) => `${day}T${clock}:00+09:00`;
    const plan = {
      ...{ title, place, note },
      startsAt: at(times.startsAt),
      endsAt: at(times.endsAt),
      slots: Number(slots) || 6,
    };
    planning.mutate({ key: keyFor(plan), plan });
  }
  return (
    <Card title={t('sessions.plan')}>
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
        <Button type="submit" className="w-fit" busy={planning.isPending}>
          {t('sessions.save')}
        </Button>
      </form>
    </Card>
  );
}

function shifted(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
