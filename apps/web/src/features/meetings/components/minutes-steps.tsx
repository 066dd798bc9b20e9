import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DayField } from '../../../components/day-field.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { councilMeetingsQuery } from '../api/meetings.js';
import {
  amendMinutes,
  approveMinutes,
  circulateMinutes,
  publishMinutes,
  reviseMinutes,
  type Minutes,
} from '../api/records.js';

const dialogs = ['circulate', 'approve', 'amend'] as const;
type Asked = (typeof dialogs)[number];

/** What can be done with minutes now; each step with a question of its own. */
export function MinutesSteps({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation('meetingRecords');
  const say = useSay();
  const keyFor = useAttemptKey();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id, version, can } = minutes;
  const revising = useMutation({ mutationFn: reviseMinutes, onSuccess: () => say(t('minutes.revised')) });
  const publishing = useMutation({
    mutationFn: publishMinutes,
    onSuccess: () => say(t('minutes.published')),
  });
  const failure = revising.error ?? publishing.error;
  const close = () => setAsked(null);
  return (
    <div className="no-print grid gap-3">
      {failure && <FailureNotice failure={failure} />}
      <div className="flex flex-wrap gap-3">
        {dialogs
          .filter((step) => can[step])
          .map((step) => (
            <Button
              key={step}
              look={step === 'amend' ? 'secondary' : 'primary'}
              onClick={() => setAsked(step)}
            >
              {t(`minutes.step.${step}`)}
            </Button>
          ))}
        {can.publish && (
          <Button busy={publishing.isPending} onClick={() => publishing.mutate({ id, version })}>
            {t('minutes.step.publish')}
          </Button>
        )}
        {can.revise && (
          <Button
            look="secondary"
            busy={revising.isPending}
            onClick={() => revising.mutate({ id, key: keyFor([id]) })}
          >
            {t('minutes.step.revise')}
          </Button>
        )}
      </div>
      {asked === 'circulate' && <CirculateDialog minutes={minutes} onClose={close} />}
      {asked === 'approve' && <ApproveDialog minutes={minutes} onClose={close} />}
      {asked === 'amend' && <AmendDialog minutes={minutes} onClose={close} />}
    </div>
  );
}

type StepProps = { minutes: Minutes; onClose: () => void };

function CirculateDialog({ minutes: { id, version }, onClose }: StepProps) {
  const { t } = useTranslation('meetingRecords');
  const say = useSay();
  const faults = useFaults();
  const [deadlineOn, setDeadlineOn] = useState<string | null>(null);
  const circulating = useMutation({
    mutationFn: circulateMinutes,
    onSuccess: () => {
      say(t('minutes.circulated'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={t('minutes.step.circulate')} onClose={onClose}>
      <div className="grid gap-4">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('minutes.circulateText')}</p>
        <DayField
          name="deadlineOn"
          label={t('minutes.deadline')}
          support={t('minutes.deadlineSupport')}
          value={deadlineOn}
          error={faults.of('deadlineOn')}
          onChange={setDeadlineOn}
        />
        <DialogActions onCancel={onClose}>
          <Button
            busy={circulating.isPending}
            onClick={() => circulating.mutate({ id, version, deadlineOn })}
          >
            {t('minutes.step.circulate')}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

function ApproveDialog({ minutes, onClose }: StepProps) {
  const { t } = useTranslation('meetingRecords');
  const say = useSay();
  const faults = useFaults();
  const [how, setHow] = useState<'chair' | 'next_meeting'>('chair');
  const [meetingId, setMeetingId] = useState('');
  const [said, setSaid] = useState({ approvedBy: '', overrideReason: '' });
  const meetings = useQuery(
    councilMeetingsQuery(minutes.councilId, { order: 'newest', perPage: 20 }),
  ).data?.items.filter(
    (meeting) => meeting.id !== minutes.meetingId && ['in_session', 'held', 'closed'].includes(meeting.state),
  );
  const approving = useMutation({
    mutationFn: approveMinutes,
    onSuccess: () => {
      say(t('minutes.approved'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const { id, version } = minutes;
    approving.mutate({
      id,
      version,
      input: { how, ...said, meetingId: how === 'next_meeting' ? meetingId || null : null },
    });
  }
  return (
    <Dialog title={t('minutes.step.approve')} onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('minutes.approveText')}</p>
        {minutes.can.approveInMeeting && (
          <RadioGroup
            name="how"
            label={t('minutes.how')}
            choices={[
              { value: 'chair', label: t('minutes.byChair') },
              { value: 'next_meeting', label: t('minutes.byMeeting') },
            ]}
            value={how}
            onChange={(value) => setHow(value === 'chair' ? 'chair' : 'next_meeting')}
          />
        )}
        {how === 'chair' ? (
          <TextField
            name="approvedBy"
            label={t('minutes.approvedBy')}
            support={t('minutes.approvedBySupport')}
            value={said.approvedBy}
            error={faults.of('approvedBy')}
            onChange={(event) => setSaid({ ...said, approvedBy: event.target.value })}
          />
        ) : (
          <Select
            name="meetingId"
            label={t('minutes.approvedMeeting')}
            choices={[
              { value: '', label: '' },
              ...(meetings ?? []).map((meeting) => ({
                value: meeting.id,
                label: `${inEra(meeting.day)}　${meeting.title}`,
              })),
            ]}
            value={meetingId}
            error={faults.of('meetingId')}
            onChange={(event) => setMeetingId(event.target.value)}
          />
        )}
        <TextArea
          name="overrideReason"
          label={t('minutes.override')}
          support={t('minutes.overrideSupport')}
          rows={2}
          value={said.overrideReason}
          error={faults.of('overrideReason')}
          onChange={(event) => setSaid({ ...said, overrideReason: event.target.value })}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={approving.isPending}>
            {t('minutes.step.approve')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function AmendDialog({ minutes: { id }, onClose }: StepProps) {
  const { t } = useTranslation('meetingRecords');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [reason, setReason] = useState('');
  const amending = useMutation({
    mutationFn: amendMinutes,
    onSuccess: () => {
      say(t('minutes.amended'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={t('minutes.step.amend')} onClose={onClose}>
      <div className="grid gap-4">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('minutes.amendText')}</p>
        <TextArea
          name="reason"
          label={t('minutes.amendReason')}
          required
          rows={2}
          value={reason}
          error={faults.of('reason')}
          onChange={(event) => setReason(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button
            busy={amending.isPending}
            onClick={() => amending.mutate({ id, key: keyFor([id, reason]), reason })}
          >
            {t('minutes.step.amend')}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
