import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Icon } from '../../../components/icon.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Select } from '../../../components/select.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import {
  bookPlace,
  leavePlace,
  sentReferralsQuery,
  sessionQuery,
  type IntakeBooking,
  type IntakeSession,
} from '../api/intake-sessions.js';
import { Places } from './places.js';
import { SessionChanges } from './session-changes.js';

/** One session: for its agency the roster, for others their own places. */
export function SessionPage() {
  const { sessionId = '' } = useParams();
  const found = useQuery(sessionQuery(sessionId));
  return (
    <Loaded query={found}>
      {({ session, bookings }) => <SessionContent session={session} bookings={bookings} />}
    </Loaded>
  );
}

function SessionContent({
  session,
  bookings,
}: {
  session: IntakeSession;
  bookings: readonly IntakeBooking[];
}) {
  const { t } = useTranslation('transitions');
  const [openedAt] = useState(Date.now);
  const isOpen = session.state === 'planned' && Date.parse(session.startsAt) > openedAt;
  return (
    <Page
      title={session.title}
      trail={[{ to: '/intake-sessions', label: t('sessions.trail') }]}
      badges={<Places session={session} />}
      lead={`${asMoment(session.startsAt)}　${session.agency.name}　${session.place}`}
      actions={
        <>
          <a
            className="inline-flex min-h-11 items-center text-blue-900 underline"
            href={`/api/v1/intake-sessions/${session.id}/calendar.ics`}
          >
            {t('sessions.file')}
          </a>
          {session.isOwn && (
            <a
              className="inline-flex min-h-11 items-center gap-1 text-blue-900 underline"
              href={`/api/v1/intake-sessions/${session.id}/roster`}
            >
              <Icon name="print" />
              {t('sessions.print')}
            </a>
          )}
        </>
      }
    >
      {session.note && <p className="whitespace-pre-line">{session.note}</p>}
      <Card title={t(session.isOwn ? 'sessions.roster' : 'sessions.own')}>
        <Roster session={session} bookings={bookings} />
      </Card>
      {!session.isOwn && isOpen && <BookForm session={session} />}
      {session.isOwn && isOpen && <SessionChanges session={session} />}
    </Page>
  );
}

function Roster({ session, bookings }: { session: IntakeSession; bookings: readonly IntakeBooking[] }) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const leaving = useMutation({ mutationFn: leavePlace, onSuccess: () => say(t('sessions.left')) });
  const shown = bookings.filter(({ state }) => state !== 'cancelled');
  if (shown.length === 0) return <p>{t('sessions.noBookings')}</p>;
  const columns: Column<IntakeBooking>[] = [
    {
      key: 'slot',
      label: t('sessions.slot'),
      cell: ({ slot }) => (slot === null ? t('sessions.waiting') : t('sessions.slotNumber', { slot })),
    },
    {
      key: 'who',
      label: t('person'),
      names: true,
      cell: ({ referralId, personName }) => (
        <TextLink to={`/referrals/${referralId}`}>{personName ?? t('sessions.unknown')}</TextLink>
      ),
    },
    { key: 'number', label: t('sessions.number'), cell: ({ number }) => number },
    { key: 'source', label: t('sessions.source'), cell: ({ source }) => source.name },
    {
      key: 'do',
      label: t('sessions.do'),
      cell: ({ id, number }) => (
        <Button
          look="quiet"
          busy={leaving.isPending && leaving.variables === id}
          onClick={() => leaving.mutate(id)}
        >
          {t('sessions.leave')}
          <span className="sr-only">（{number}）</span>
        </Button>
      ),
    },
  ];
  return (
    <>
      {leaving.isError && <FailureNotice failure={leaving.error} />}
      <DataTable caption={session.title} columns={columns} rows={shown} rowKey={({ id }) => id} />
    </>
  );
}

function BookForm({ session }: { session: IntakeSession }) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const keyFor = useAttemptKey();
  const [referralId, setReferralId] = useState('');
  const referrals = useQuery(sentReferralsQuery);
  const booking = useMutation({ mutationFn: bookPlace, onSuccess: () => say(t('sessions.booked')) });
  return (
    <Card title={t('sessions.book')}>
      <Loaded query={referrals}>
        {({ items }) => {
          const fit = items.filter(
            ({ otherAgency, status }) =>
              otherAgency?.id === session.agency.id && ['active', 'matched'].includes(status),
          );
          if (fit.length === 0) return <p>{t('sessions.bookNone')}</p>;
          return (
            <div className="grid max-w-prose gap-5">
              <p>{t('sessions.bookLead')}</p>
              {booking.isError && <FailureNotice failure={booking.error} />}
              <Select
                id="referralId"
                label={t('sessions.referral')}
                blank={t('sessions.choose')}
                value={referralId}
                choices={fit.map(({ id, number, personName }) => ({
                  value: id,
                  label: `${number}　${personName ?? ''}`,
                }))}
                onChange={(event) => setReferralId(event.target.value)}
              />
              <Button
                className="w-fit"
                busy={booking.isPending}
                disabled={referralId === ''}
                onClick={() =>
                  booking.mutate({ id: session.id, key: keyFor([referralId, session.version]), referralId })
                }
              >
                {t('sessions.book')}
              </Button>
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}
