import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { vote, type Poll, type PollAnswer, type PollInvitee } from '../api/polls.js';
import { useMeetingTime } from './use-meeting-time.js';

const answers: readonly PollAnswer[] = ['yes', 'if_needed', 'no'];

type PollBallotDialogProps = { poll: Poll; invitee: PollInvitee; onClose: () => void };

/** ○△× for each day, for the own agency or for whoever has phoned. */
export function PollBallotDialog({ poll, invitee, onClose }: PollBallotDialogProps) {
  const { t } = useTranslation('meetingDates');
  const say = useSay();
  const faults = useFaults();
  const time = useMeetingTime();
  const [chosen, setChosen] = useState<Readonly<Record<string, PollAnswer>>>(() =>
    Object.fromEntries(invitee.votes.map(({ optionId, answer }) => [optionId, answer])),
  );
  const [comment, setComment] = useState(invitee.comment);
  const voting = useMutation({
    mutationFn: vote,
    onSuccess: () => {
      say(t('poll.sent'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const open = poll.options.filter(({ id }) => !chosen[id]);
    if (faults.refuse(open.map(({ id }) => ({ field: id, detail: t('poll.chooseAll') })))) return;
    const votes = poll.options.flatMap(({ id }) =>
      chosen[id] ? [{ optionId: id, answer: chosen[id] }] : [],
    );
    voting.mutate({ id: poll.id, inviteeId: invitee.id, votes, comment });
  }

  return (
    <Dialog title={t('poll.ownTitle', { name: invitee.agency ?? invitee.name })} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {poll.options.map((option) => (
          <RadioGroup
            key={option.id}
            name={option.id}
            label={time({ ...option, tz: 'Asia/Tokyo' })}
            support={option.holiday ? t('poll.holiday', { name: option.holiday }) : undefined}
            inline
            choices={answers.map((answer) => ({ value: answer, label: t(`poll.answer.${answer}`) }))}
            value={chosen[option.id]}
            error={faults.of(option.id)}
            onChange={(answer) => setChosen({ ...chosen, [option.id]: answer as PollAnswer })}
          />
        ))}
        <TextArea
          name="comment"
          label={t('poll.comment')}
          support={t('poll.commentSupport')}
          rows={2}
          value={comment}
          error={faults.of('comment')}
          onChange={(event) => setComment(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={voting.isPending}>
            {t('poll.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
