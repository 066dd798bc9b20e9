import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Select } from '../../../components/select.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import {
  declineProposal,
  proposeItem,
  takeProposal,
  withdrawProposal,
  type Agenda,
  type Proposal,
} from '../api/agenda.js';
import type { Meeting } from '../api/meetings.js';
import { useAgendaChoices } from './agenda-choices.js';
import { readNumber } from './typed-number.js';

const tones = { waiting: 'waiting', taken: 'good', declined: 'ended', withdrawn: 'ended' } as const;

/** What agencies ask to have put on the agenda, and the answer to it. */
export function AgendaProposals({
  meeting,
  agenda: { proposals, can },
}: {
  meeting: Meeting;
  agenda: Agenda;
}) {
  const { t } = useTranslation('agenda');
  const [isMaking, setIsMaking] = useState(false);
  if (proposals.length === 0 && !can.propose) return null;
  return (
    <Card
      title={t('proposals.title')}
      aside={
        can.propose && (
          <Button look="secondary" onClick={() => setIsMaking(true)}>
            {t('proposals.make')}
          </Button>
        )
      }
    >
      {can.propose && <p>{t('proposals.lead')}</p>}
      {proposals.length > 0 && (
        <ul className="divide-y divide-solid-gray-300">
          {proposals.map((proposal) => (
            <ProposalRow key={proposal.id} proposal={proposal} can={can} />
          ))}
        </ul>
      )}
      {isMaking && <ProposalDialog meeting={meeting} onClose={() => setIsMaking(false)} />}
    </Card>
  );
}

function ProposalRow({ proposal, can }: { proposal: Proposal; can: Agenda['can'] }) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const [isDeclining, setIsDeclining] = useState(false);
  const { id, version, title, state, isOwn } = proposal;
  const taking = useMutation({ mutationFn: takeProposal, onSuccess: () => say(t('proposals.taken')) });
  const withdrawing = useMutation({
    mutationFn: withdrawProposal,
    onSuccess: () => say(t('proposals.withdrawn')),
  });
  const named = <span className="sr-only">{t('of', { title })}</span>;
  return (
    <li className="grid gap-1 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="font-bold wrap-anywhere">{title}</h3>
        <span>{proposal.typeName}</span>
        {proposal.minutes !== null && <span>{t('minutes', { count: proposal.minutes })}</span>}
        <StatusBadge tone={tones[state]}>{proposal.stateName}</StatusBadge>
      </div>
      {!isOwn && <p>{t('proposals.by', { agency: proposal.agency })}</p>}
      {proposal.presenter && <p>{t('presenter', { name: proposal.presenter })}</p>}
      {proposal.text && <p className="whitespace-pre-wrap wrap-anywhere">{proposal.text}</p>}
      {proposal.reason && (
        <p>
          {t('proposals.reason')}：{proposal.reason}
        </p>
      )}
      {taking.isError && <FailureNotice failure={taking.error} />}
      {withdrawing.isError && <FailureNotice failure={withdrawing.error} />}
      {state === 'waiting' && (
        <div className="no-print flex flex-wrap gap-2">
          {can.change && (
            <>
              <Button look="secondary" busy={taking.isPending} onClick={() => taking.mutate({ id, version })}>
                {t('proposals.take')}
                {named}
              </Button>
              <Button look="quiet" onClick={() => setIsDeclining(true)}>
                {t('proposals.decline')}
                {named}
              </Button>
            </>
          )}
          {isOwn && (
            <Button
              look="quiet"
              busy={withdrawing.isPending}
              onClick={() => withdrawing.mutate({ id, version })}
            >
              {t('proposals.withdraw')}
              {named}
            </Button>
          )}
        </div>
      )}
      {isDeclining && <DeclineDialog proposal={proposal} onClose={() => setIsDeclining(false)} />}
    </li>
  );
}

function DeclineDialog({ proposal: { id, version }, onClose }: { proposal: Proposal; onClose: () => void }) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const faults = useFaults();
  const [reason, setReason] = useState('');
  const declining = useMutation({
    mutationFn: declineProposal,
    onSuccess: () => {
      say(t('proposals.declined'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={t('proposals.declineTitle')} onClose={onClose}>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <TextArea
        name="reason"
        label={t('proposals.reason')}
        support={t('proposals.reasonSupport')}
        required
        rows={2}
        value={reason}
        error={faults.of('reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <DialogActions onCancel={onClose}>
        <Button
          busy={declining.isPending}
          onClick={() => declining.mutate({ id, version, reason: reason.trim() })}
        >
          {t('proposals.decline')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function ProposalDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const { types } = useAgendaChoices();
  const [title, setTitle] = useState('');
  const [type, setType] = useState<'report' | 'discussion' | 'decision' | 'info'>('discussion');
  const [minutes, setMinutes] = useState('');
  const [presenter, setPresenter] = useState('');
  const [text, setText] = useState('');
  const proposing = useMutation({
    mutationFn: proposeItem,
    onSuccess: () => {
      say(t('proposals.made'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const count = readNumber(minutes);
    const input = { title: title.trim(), type, minutes: count === 'wrong' ? 0 : count, presenter, text };
    proposing.mutate({ meetingId: meeting.id, key: keyFor([meeting.id, input]), input });
  }
  return (
    <Dialog title={t('proposals.make')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextField
          name="title"
          label={t('form.name')}
          support={t('form.nameSupport')}
          required
          maxLength={200}
          value={title}
          error={faults.of('title')}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Select
          name="type"
          label={t('form.type')}
          choices={types.filter(({ value }) => value !== 'approval_of_minutes')}
          value={type}
          onChange={(event) => setType(event.target.value as typeof type)}
        />
        <TextField
          name="minutes"
          label={t('proposals.minutes')}
          inputMode="numeric"
          className="w-28"
          value={minutes}
          error={faults.of('minutes')}
          onChange={(event) => setMinutes(event.target.value)}
        />
        <TextField
          name="presenter"
          label={t('form.presenter')}
          maxLength={100}
          value={presenter}
          error={faults.of('presenter')}
          onChange={(event) => setPresenter(event.target.value)}
        />
        <TextArea
          name="text"
          label={t('form.text')}
          rows={3}
          value={text}
          error={faults.of('text')}
          onChange={(event) => setText(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={proposing.isPending}>
            {t('proposals.make')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
