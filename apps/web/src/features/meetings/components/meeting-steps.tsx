import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { meetingSteps, stepMeeting, stopMeeting, type Meeting, type MeetingStep } from '../api/meetings.js';

const allowed: Readonly<Record<MeetingStep, keyof Meeting['can']>> = {
  announcement: 'announce',
  opening: 'begin',
  ending: 'end',
  record: 'record',
  closing: 'close',
};
const stops = { postponement: 'postpone', cancellation: 'cancel' } as const;
type Stop = keyof typeof stops;

/** What comes next for a meeting, and the ways in which it does not take place. */
export function MeetingSteps({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const [stopping, setStopping] = useState<Stop | null>(null);
  const { id, version, can } = meeting;
  const stepping = useMutation({
    mutationFn: stepMeeting,
    onSuccess: (_, { step }) => say(t(`meeting.done.${step}`)),
  });
  const steps = meetingSteps.filter((step) => can[allowed[step]]);
  const ways = (Object.keys(stops) as Stop[]).filter((stop) => can[stops[stop]]);
  if (steps.length === 0 && ways.length === 0) return null;
  return (
    <div className="no-print grid gap-3">
      {stepping.isError && <FailureNotice failure={stepping.error} />}
      <div className="flex flex-wrap gap-3">
        {steps.map((step, at) => (
          <Button
            key={step}
            look={at === 0 ? 'primary' : 'secondary'}
            busy={stepping.isPending}
            onClick={() => stepping.mutate({ id, version, step })}
          >
            {t(`meeting.step.${step}`)}
          </Button>
        ))}
        {ways.map((stop) => (
          <Button key={stop} look="quiet" onClick={() => setStopping(stop)}>
            {t(`meeting.${stop}`)}
          </Button>
        ))}
      </div>
      {stopping && <StopDialog meeting={meeting} how={stopping} onClose={() => setStopping(null)} />}
    </div>
  );
}

function StopDialog({ meeting, how, onClose }: { meeting: Meeting; how: Stop; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const faults = useFaults();
  const [reason, setReason] = useState('');
  const { id, version } = meeting;
  const stopping = useMutation({
    mutationFn: stopMeeting,
    onSuccess: () => {
      say(t(`meeting.stopped.${how}`));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={t(`meeting.${how}Title`)} onClose={onClose}>
      <p>{t(`meeting.${how}Text`)}</p>
      {faults.of('root') && <FailureNotice failure={stopping.error} />}
      <TextArea
        name="reason"
        label={t('meeting.reasonLabel')}
        support={t('meeting.reasonSupport')}
        required
        rows={2}
        value={reason}
        error={faults.of('reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <DialogActions onCancel={onClose}>
        <Button
          look="danger"
          busy={stopping.isPending}
          onClick={() => stopping.mutate({ id, version, how, reason })}
        >
          {t(`meeting.${how}`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
