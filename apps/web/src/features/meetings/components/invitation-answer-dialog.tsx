import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { answerInvitation, type AnswerInput, type Invitation } from '../api/invitations.js';
import type { Meeting } from '../api/meetings.js';

const answers = ['accepted', 'delegated', 'tentative', 'declined'] as const;
const modes = ['venue', 'web'] as const;

type InvitationAnswerDialogProps = { meeting: Meeting; invitation: Invitation; onClose: () => void };

/** Whether somebody comes, how, and who instead. */
export function InvitationAnswerDialog({ meeting, invitation, onClose }: InvitationAnswerDialogProps) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const faults = useFaults();
  const [answer, setAnswer] = useState<AnswerInput['answer'] | undefined>(
    answers.find((code) => code === invitation.answer),
  );
  const [mode, setMode] = useState<(typeof modes)[number]>(invitation.mode ?? 'venue');
  const [substitute, setSubstitute] = useState(invitation.substitute);
  const [comment, setComment] = useState(invitation.comment);
  const saving = useMutation({
    mutationFn: answerInvitation,
    onSuccess: () => {
      say(t('invitations.answered'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  const comes = answer !== undefined && answer !== 'declined';

  function submit(event: FormEvent): void {
    event.preventDefault();
    const { id: iid, version } = invitation;
    // What was not chosen the server calls missing, by its own words.
    const input = { answer, mode: comes ? mode : null, substitute, comment } as AnswerInput;
    saving.mutate({ meetingId: meeting.id, iid, version, input });
  }

  return (
    <Dialog title={t('invitations.answerTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p className="font-bold">{[invitation.agency, invitation.name].filter(Boolean).join('　')}</p>
        <RadioGroup
          name="answer"
          label={t('invitations.answer')}
          required
          value={answer}
          error={faults.of('answer')}
          choices={answers.map((value) => ({ value, label: t(`invitations.answers.${value}`) }))}
          onChange={(value) => setAnswer(answers.find((code) => code === value))}
        />
        {answer === 'delegated' && (
          <TextField
            name="substitute"
            label={t('invitations.substituteLabel')}
            value={substitute}
            error={faults.of('substitute')}
            onChange={(event) => setSubstitute(event.target.value)}
          />
        )}
        {comes && meeting.mode === 'hybrid' && (
          <RadioGroup
            name="mode"
            label={t('invitations.mode')}
            inline
            value={mode}
            error={faults.of('mode')}
            choices={modes.map((value) => ({ value, label: t(`invitations.modes.${value}`) }))}
            onChange={(value) => setMode(value === 'web' ? 'web' : 'venue')}
          />
        )}
        <TextArea
          name="comment"
          label={t('invitations.comment')}
          rows={3}
          value={comment}
          error={faults.of('comment')}
          onChange={(event) => setComment(event.target.value)}
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
