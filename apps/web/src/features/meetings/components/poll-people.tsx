import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMonthDay } from '../../../lib/japanese-date.js';
import { seatsQuery } from '../api/councils.js';
import { inviteToPoll, sendPollAgain, withdrawFromPoll, type Poll, type PollInvitee } from '../api/polls.js';
import { PollBallotDialog } from './poll-ballot-dialog.js';
import { inviteesOf, PollPeopleField, type TypedPeople } from './poll-people-field.js';

type Asked = { kind: 'vote' | 'withdraw'; invitee: PollInvitee } | { kind: 'invite' };

/** Who is asked: whether the mail has arrived, whether they have answered, and what to do about it. */
export function PollPeople({ poll }: { poll: Poll }) {
  const { t } = useTranslation('meetingDates');
  const say = useSay();
  const keyFor = useAttemptKey();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id, invitees, can } = poll;
  const sending = useMutation({ mutationFn: sendPollAgain, onSuccess: () => say(t('poll.sentAgain')) });
  const columns: Column<PollInvitee>[] = [
    {
      key: 'who',
      label: t('poll.who'),
      names: true,
      cell: ({ agency, name, email, isRequired }) => (
        <>
          {agency ?? name}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {[agency ? name : '', isRequired ? t('poll.required') : ''].filter(Boolean).join('・')}
          </span>
          {email && <span className="block text-dns-14N-130 break-all text-solid-gray-700">{email}</span>}
        </>
      ),
    },
    {
      key: 'answered',
      label: t('poll.counts'),
      cell: ({ answeredAt }) =>
        answeredAt ? t('poll.answered', { day: asMonthDay(answeredAt) }) : t('poll.notAnswered'),
    },
    {
      key: 'mail',
      label: t('poll.mail'),
      cell: ({ email, sentAt, trouble }) =>
        trouble
          ? t('poll.mailTrouble')
          : sentAt
            ? t('poll.mailSent', { day: asMonthDay(sentAt) })
            : t(email ? 'poll.mailWaiting' : 'poll.mailNone'),
    },
    {
      key: 'do',
      label: t('poll.do'),
      className: 'no-print',
      cell: (invitee) => {
        const which = <span className="sr-only">（{invitee.agency ?? invitee.name}）</span>;
        return (
          <div className="flex flex-wrap gap-1">
            {invitee.can.vote && (
              <Button look="quiet" onClick={() => setAsked({ kind: 'vote', invitee })}>
                {t('poll.answerFor')}
                {which}
              </Button>
            )}
            {invitee.can.sendAgain && (
              <Button
                look="quiet"
                busy={sending.isPending}
                onClick={() =>
                  sending.mutate({ id, inviteeId: invitee.id, key: keyFor([invitee.id, invitee.sentAt]) })
                }
              >
                {t('poll.sendAgain')}
                {which}
              </Button>
            )}
            {invitee.can.withdraw && (
              <Button look="quiet" onClick={() => setAsked({ kind: 'withdraw', invitee })}>
                {t('poll.withdraw')}
                {which}
              </Button>
            )}
          </div>
        );
      },
    },
  ];
  return (
    <Card
      title={t('poll.people')}
      aside={
        can.invite && (
          <Button look="secondary" onClick={() => setAsked({ kind: 'invite' })}>
            {t('poll.invite')}
          </Button>
        )
      }
    >
      {sending.isError && <FailureNotice failure={sending.error} />}
      <DataTable
        caption={t('poll.peopleCaption')}
        columns={columns}
        rows={invitees}
        rowKey={(row) => row.id}
      />
      {asked?.kind === 'vote' && (
        <PollBallotDialog poll={poll} invitee={asked.invitee} onClose={() => setAsked(null)} />
      )}
      {asked?.kind === 'withdraw' && (
        <WithdrawDialog poll={poll} invitee={asked.invitee} onClose={() => setAsked(null)} />
      )}
      {asked?.kind === 'invite' && <InviteDialog poll={poll} onClose={() => setAsked(null)} />}
    </Card>
  );
}

type WithdrawDialogProps = { poll: Poll; invitee: PollInvitee; onClose: () => void };

function WithdrawDialog({ poll: { id, version }, invitee, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation('meetingDates');
  const say = useSay();
  const withdrawing = useMutation({
    mutationFn: withdrawFromPoll,
    onSuccess: () => {
      say(t('poll.withdrawn'));
      onClose();
    },
  });
  return (
    <Dialog title={t('poll.withdrawTitle', { name: invitee.agency ?? invitee.name })} onClose={onClose}>
      <p>{t('poll.withdrawText')}</p>
      {withdrawing.isError && <FailureNotice failure={withdrawing.error} />}
      <DialogActions onCancel={onClose}>
        <Button
          look="danger"
          busy={withdrawing.isPending}
          onClick={() => withdrawing.mutate({ id, version, inviteeId: invitee.id })}
        >
          {t('poll.withdraw')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function InviteDialog({ poll: { id, council, invitees }, onClose }: { poll: Poll; onClose: () => void }) {
  const { t } = useTranslation('meetingDates');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const { data: seats = [] } = useQuery(seatsQuery(council.id, false));
  const [people, setPeople] = useState<TypedPeople>({ seats: new Set(), required: new Set(), guests: '' });
  const known = new Set(invitees.map(({ seatId }) => seatId));
  const inviting = useMutation({
    mutationFn: inviteToPoll,
    onSuccess: () => {
      say(t('poll.invited'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function invite(): void {
    const more = inviteesOf(people);
    if ('wrong' in more)
      faults.refuse([{ field: 'guests', detail: t('pollForm.wrongGuests', { text: more.wrong }) }]);
    else if (more.length === 0) faults.refuse([{ field: 'invitees', detail: t('pollForm.nobody') }]);
    else inviting.mutate({ id, invitees: more, key: keyFor([id, more]) });
  }

  return (
    <Dialog title={t('poll.invite')} onClose={onClose}>
      {faults.of('root') && <FailureNotice failure={inviting.error} />}
      <PollPeopleField
        seats={seats.filter((seat) => !known.has(seat.id))}
        people={people}
        errors={{ invitees: faults.of('invitees'), guests: faults.of('guests') }}
        onChange={setPeople}
      />
      <DialogActions onCancel={onClose}>
        <Button busy={inviting.isPending} onClick={invite}>
          {t('poll.invite')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
