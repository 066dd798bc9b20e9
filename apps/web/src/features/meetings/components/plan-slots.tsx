import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextArea } from '../../../components/text-area.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { dropSlot, restoreSlot, type CouncilYear, type PlanSlot } from '../api/year-plans.js';
import { slotTones, usePlannedTime } from './plan-words.js';

/** The slots of a plan, and what can be done with each. */
export function PlanSlots({ year: { council, slots, can } }: { year: CouncilYear }) {
  const { t } = useTranslation('meetingDates');
  const time = usePlannedTime();
  const [dropping, setDropping] = useState<PlanSlot | null>(null);
  const columns: Column<PlanSlot>[] = [
    {
      key: 'number',
      label: t('year.number'),
      names: true,
      cell: ({ position }) => t('year.nth', { count: position }),
    },
    {
      key: 'month',
      label: t('year.month'),
      cell: ({ month }) => (month === null ? t('year.noMonth') : t('year.monthName', { count: month })),
    },
    {
      key: 'theme',
      label: t('year.theme'),
      cell: ({ meeting, theme }) =>
        meeting ? (
          <TextLink to={`/meetings/${meeting.id}`}>{meeting.title}</TextLink>
        ) : (
          theme || <span className="text-solid-gray-700">{t('year.noTheme')}</span>
        ),
    },
    {
      key: 'when',
      label: t('year.when'),
      cell: ({ meeting, state }) => (state === 'dropped' ? '—' : time(meeting)),
    },
    { key: 'state', label: t('year.state'), cell: (slot) => <SlotState slot={slot} /> },
    ...(can.keep
      ? [
          {
            key: 'do',
            label: t('year.do'),
            className: 'no-print',
            cell: (slot: PlanSlot) => (
              <SlotActions slot={slot} councilId={council.id} onDrop={() => setDropping(slot)} />
            ),
          },
        ]
      : []),
  ];
  if (slots.length === 0) return null;
  return (
    <>
      <DataTable caption={t('year.slots')} columns={columns} rows={slots} rowKey={({ id }) => id} />
      {dropping && <DropDialog slot={dropping} onClose={() => setDropping(null)} />}
    </>
  );
}

function SlotState({ slot: { state, stateName, reason, isLate, meeting } }: { slot: PlanSlot }) {
  const { t } = useTranslation('meetingDates');
  return (
    <>
      <StatusBadge tone={slotTones[state]}>
        {state === 'scheduled' && meeting ? meeting.stateName : stateName}
      </StatusBadge>
      {isLate && <span className="block text-dns-14B-130 text-orange-1000">{t('year.late')}</span>}
      {reason && <span className="block text-dns-14N-130 text-solid-gray-700">{reason}</span>}
    </>
  );
}

type SlotActionsProps = { slot: PlanSlot; councilId: string; onDrop: () => void };

function SlotActions({ slot, councilId, onDrop }: SlotActionsProps) {
  const { t } = useTranslation('meetingDates');
  const say = useSay();
  const { id, version, can, pollId, position } = slot;
  const restoring = useMutation({ mutationFn: restoreSlot, onSuccess: () => say(t('year.restored')) });
  const which = <span className="sr-only">（{t('year.nth', { count: position })}）</span>;
  return (
    <div className="flex flex-wrap gap-1">
      {can.schedule && (
        <>
          <ButtonLink look="quiet" to={`/councils/${councilId}/meetings/new?slot=${id}`}>
            {t('year.schedule')}
            {which}
          </ButtonLink>
          <ButtonLink look="quiet" to={`/councils/${councilId}/polls/new?slot=${id}`}>
            {t('year.poll')}
            {which}
          </ButtonLink>
        </>
      )}
      {pollId && (
        <ButtonLink look="quiet" to={`/polls/${pollId}`}>
          {t('year.seePoll')}
          {which}
        </ButtonLink>
      )}
      {can.drop && (
        <Button look="quiet" onClick={onDrop}>
          {t('year.drop')}
          {which}
        </Button>
      )}
      {can.restore && (
        <Button look="quiet" busy={restoring.isPending} onClick={() => restoring.mutate({ id, version })}>
          {t('year.restore')}
          {which}
        </Button>
      )}
      {restoring.isError && <FailureNotice failure={restoring.error} />}
    </div>
  );
}

function DropDialog({ slot: { id, version, position }, onClose }: { slot: PlanSlot; onClose: () => void }) {
  const { t } = useTranslation('meetingDates');
  const say = useSay();
  const faults = useFaults();
  const [reason, setReason] = useState('');
  const dropping = useMutation({
    mutationFn: dropSlot,
    onSuccess: () => {
      say(t('year.droppedNow'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={t('year.dropTitle', { count: position })} onClose={onClose}>
      <p>{t('year.dropText')}</p>
      {faults.of('root') && <FailureNotice failure={dropping.error} />}
      <TextArea
        name="reason"
        label={t('year.reason')}
        required
        rows={2}
        value={reason}
        error={faults.of('reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <DialogActions onCancel={onClose}>
        <Button busy={dropping.isPending} onClick={() => dropping.mutate({ id, version, reason })}>
          {t('year.drop')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
