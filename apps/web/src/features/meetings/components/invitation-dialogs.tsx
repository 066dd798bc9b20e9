import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { TextField } from '../../../components/text-field.js';
import { Timeline } from '../../../components/timeline.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import {
  invitationHistoryQuery,
  readdressInvitation,
  turnInvitation,
  type Invitation,
} from '../api/invitations.js';
import type { Meeting } from '../api/meetings.js';
import { InvitationAnswerDialog } from './invitation-answer-dialog.js';

/** What is wanted of whose invitation. */
export type AskedInvitation = {
  kind: 'answer' | 'history' | 'address' | 'withdraw' | 'renew';
  invitation: Invitation;
};

type Part = { meeting: Meeting; invitation: Invitation; onClose: () => void };

/** The dialog for what was asked for. */
export function InvitationDialogs({
  meeting,
  asked: { kind, invitation },
  onClose,
}: {
  meeting: Meeting;
  asked: AskedInvitation;
  onClose: () => void;
}) {
  const part = { meeting, invitation, onClose };
  switch (kind) {
    case 'answer':
      return <InvitationAnswerDialog {...part} />;
    case 'history':
      return <HistoryDialog {...part} />;
    case 'address':
      return <AddressDialog {...part} />;
    case 'withdraw':
      return <TurnDialog {...part} how="withdrawal" />;
    case 'renew':
      return <TurnDialog {...part} how="renewal" />;
  }
}

function HistoryDialog({ meeting, invitation: { id, name }, onClose }: Part) {
  const { t } = useTranslation('meetings');
  const found = useQuery(invitationHistoryQuery(meeting.id, id));
  return (
    <Dialog title={t('invitations.historyTitle', { name })} onClose={onClose}>
      <Loaded query={found}>
        {({ dispatches, answers }) => {
          const happenings = [
            ...dispatches.map((one) => ({
              id: one.id,
              at: one.sentAt ?? one.createdAt,
              what: t('invitations.dispatch', { kind: one.kindName, state: one.stateName }),
              who: one.address,
              note: t('invitations.told', { start: one.start.replace('T', ' '), venue: one.venue }),
            })),
            ...answers.map((one) => ({
              id: one.id,
              at: one.answeredAt,
              what: t('invitations.gave', {
                answer: [one.answerName, one.modeName, one.substitute].filter(Boolean).join('・'),
              }),
              who: one.howName,
              note: [one.comment, one.outcome === 'applied' ? '' : one.outcomeName]
                .filter(Boolean)
                .join('\n'),
            })),
          ].sort((a, b) => b.at.localeCompare(a.at));
          return happenings.length === 0 ? (
            <p className="text-solid-gray-700">{t('invitations.historyNone')}</p>
          ) : (
            <Timeline happenings={happenings} />
          );
        }}
      </Loaded>
    </Dialog>
  );
}

function AddressDialog({ meeting, invitation, onClose }: Part) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const faults = useFaults();
  const [email, setEmail] = useState(invitation.email ?? '');
  const saving = useMutation({
    mutationFn: readdressInvitation,
    onSuccess: () => {
      say(t('invitations.addressSaved'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    saving.mutate({ meetingId: meeting.id, iid: invitation.id, version: invitation.version, email });
  }
  return (
    <Dialog title={t('invitations.addressTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('invitations.addressText')}</p>
        {invitation.otherAddresses.length > 0 && (
          <div>
            <p className="font-bold">{t('invitations.others')}</p>
            {invitation.otherAddresses.map((other) => (
              <Button key={other} type="button" look="quiet" onClick={() => setEmail(other)}>
                {other}
              </Button>
            ))}
          </div>
        )}
        <TextField
          name="email"
          type="email"
          label={t('invitations.email')}
          required
          autoComplete="off"
          value={email}
          error={faults.of('email')}
          onChange={(event) => setEmail(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={saving.isPending}>
            {t('invitations.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function TurnDialog({ meeting, invitation, how, onClose }: Part & { how: 'withdrawal' | 'renewal' }) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const isEnd = how === 'withdrawal';
  const turning = useMutation({
    mutationFn: turnInvitation,
    onSuccess: () => {
      say(t(isEnd ? 'invitations.withdrawnNow' : 'invitations.renewedNow'));
      onClose();
    },
  });
  const { id: iid, version, name } = invitation;
  return (
    <Dialog title={t(isEnd ? 'invitations.withdrawTitle' : 'invitations.renew')} onClose={onClose}>
      <p>{isEnd ? t('invitations.withdrawText', { name }) : t('invitations.renewText', { name })}</p>
      {turning.isError && <FailureNotice failure={turning.error} />}
      <DialogActions onCancel={onClose}>
        <Button
          look={isEnd ? 'danger' : 'primary'}
          busy={turning.isPending}
          onClick={() => turning.mutate({ meetingId: meeting.id, iid, version, how })}
        >
          {t(isEnd ? 'invitations.withdraw' : 'invitations.renew')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
