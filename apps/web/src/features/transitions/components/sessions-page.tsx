import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment, todayInTokyo } from '../../../lib/japanese-date.js';
import { planSession, sessionsQuery, type IntakeSession } from '../api/intake-sessions.js';
import { Places } from './places.js';
import { SessionCalendar } from './session-calendar.js';
import { SessionForm } from './session-form.js';
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
  const planning = useMutation({
    mutationFn: planSession,
    onSuccess: ({ session }) => {
      say(t('sessions.planned'));
      return navigate(`/intake-sessions/${session.id}`);
    },
    onError: faults.takeFailure,
  });
  return (
    <Card title={t('sessions.plan')}>
      <SessionForm
        faults={faults}
        busy={planning.isPending}
        onSubmit={(plan) => planning.mutate({ key: keyFor(plan), plan })}
      />
    </Card>
  );
}

function shifted(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
