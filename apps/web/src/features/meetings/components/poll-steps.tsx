import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DayField } from '../../../components/day-field.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { daysAfter, todayInTokyo } from '../../../lib/japanese-date.js';
import { endPoll, remindOfPoll, reopenPoll, type Poll } from '../api/polls.js';

/** What the secretariat does with a poll besides picking. */
export function PollSteps({ poll }: { poll: Poll }) {
  const { t } = useTranslation('meetingDates');
  const say = useSay();
  const keyFor = useAttemptKey();
  const [asking, setAsking] = useState<'reopen' | 'cancel' | null>(null);
  const { id, version, can } = poll;
  const reminding = useMutation({ mutationFn: remindOfPoll, onSuccess: () => say(t('poll.reminded')) });
  const closing = useMutation({ mutationFn: endPoll, onSuccess: () => say(t('poll.closed')) });
  if (!can.remind && !can.close && !can.reopen && !can.cancel) return null;
  return (
    <div className="no-print grid gap-3">
      {reminding.isError && <FailureNotice failure={reminding.error} />}
      {closing.isError && <FailureNotice failure={closing.error} />}
      <div className="flex flex-wrap gap-3">
        {can.remind && (
          <Button
            look="secondary"
            busy={reminding.isPending}
            onClick={() => reminding.mutate({ id, key: keyFor([id, todayInTokyo(), poll.answered]) })}
          >
            {t('poll.remind')}
          </Button>
        )}
        {can.close && (
          <Button
            look="secondary"
            busy={closing.isPending}
            onClick={() => closing.mutate({ id, version, how: 'closing' })}
          >
            {t('poll.close')}
          </Button>
        )}
        {can.reopen && (
          <Button look="secondary" onClick={() => setAsking('reopen')}>
            {t('poll.reopen')}
          </Button>
        )}
        {can.cancel && (
          <Button look="quiet" onClick={() => setAsking('cancel')}>
            {t('poll.cancel')}
          </Button>
        )}
      </div>
      {asking === 'reopen' && <ReopenDialog poll={poll} onClose={() => setAsking(null)} />}
      {asking === 'cancel' && <CancelDialog poll={poll} onClose={() => setAsking(null)} />}
    </div>
  );
}

function ReopenDialog({ poll: { id, version }, onClose }: { poll: Poll; onClose: () => void }) {
  const { t } = useTranslation('meetingDates');
  const say = useSay();
  const faults = useFaults();
  const [deadlineOn, setDeadlineOn] = useState<string | null>(daysAfter(todayInTokyo(), 7));
  const reopening = useMutation({
    mutationFn: reopenPoll,
    onSuccess: () => {
      say(t('poll.reopened'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={t('poll.reopen')} onClose={onClose}>
      <p>{t('poll.reopenText')}</p>
      {faults.of('root') && <FailureNotice failure={reopening.error} />}
      <DayField
        name="deadlineOn"
        label={t('poll.deadline')}
        required
        value={deadlineOn}
        error={faults.of('deadlineOn')}
        onChange={setDeadlineOn}
      />
      <DialogActions onCancel={onClose}>
        <Button
          busy={reopening.isPending}
          onClick={() => reopening.mutate({ id, version, deadlineOn: deadlineOn ?? '' })}
        >
          {t('poll.reopen')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function CancelDialog({ poll: { id, version }, onClose }: { poll: Poll; onClose: () => void }) {
  const { t } = useTranslation('meetingDates');
  const say = useSay();
  const cancelling = useMutation({
    mutationFn: endPoll,
    onSuccess: () => {
      say(t('poll.cancelled'));
      onClose();
    },
  });
  return (
    <Dialog title={t('poll.cancelTitle')} onClose={onClose}>
      <p>{t('poll.cancelText')}</p>
      {cancelling.isError && <FailureNotice failure={cancelling.error} />}
      <DialogActions onCancel={onClose}>
        <Button
          look="danger"
          busy={cancelling.isPending}
          onClick={() => cancelling.mutate({ id, version, how: 'cancellation' })}
        >
          {t('poll.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
