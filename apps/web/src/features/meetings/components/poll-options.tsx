import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { pickDays, type Poll, type PollOption } from '../api/polls.js';
import { useMeetingTime } from './use-meeting-time.js';

/** The days on offer with their counts; the secretariat picks one or several. */
export function PollOptions({ poll }: { poll: Poll }) {
  const { t } = useTranslation('meetingDates');
  const say = useSay();
  const time = useMeetingTime();
  const { id, version, options, can, showsVotes } = poll;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [warned, setWarned] = useState(false);
  const picking = useMutation({ mutationFn: pickDays, onSuccess: () => say(t('poll.picked')) });
  const chosenOptions = options.filter((option) => chosen.has(option.id));
  const refused = [...new Set(chosenOptions.flatMap(({ refusedBy }) => refusedBy))];
  const pick = (despiteRefusal: boolean) => {
    setWarned(false);
    picking.mutate({ id, version, optionIds: [...chosen], despiteRefusal });
  };
  const toggle = (optionId: string) => {
    const next = new Set(chosen);
    if (!next.delete(optionId)) next.add(optionId);
    setChosen(next);
  };
  const columns: Column<PollOption>[] = [
    {
      key: 'day',
      label: t('poll.day'),
      names: true,
      cell: (option) => (
        <>
          {can.pick ? (
            <Checkbox
              label={time({ ...option, tz: 'Asia/Tokyo' })}
              checked={chosen.has(option.id)}
              onChange={() => toggle(option.id)}
            />
          ) : (
            time({ ...option, tz: 'Asia/Tokyo' })
          )}
          <Remarks option={option} />
        </>
      ),
    },
    {
      key: 'counts',
      label: t('poll.counts'),
      cell: (option) =>
        showsVotes && (
          <>
            <span aria-hidden className="tabular-nums">
              {t('poll.count', option)}
            </span>
            <span className="sr-only">{t('poll.countWords', option)}</span>
            {option.isBest && (
              <span className="ml-2">
                <StatusBadge tone="good">{t('poll.best')}</StatusBadge>
              </span>
            )}
            {option.refusedBy.length > 0 && (
              <span className="block text-red-1000">
                {t('poll.refused', { names: option.refusedBy.join('、') })}
              </span>
            )}
          </>
        ),
    },
  ];
  return (
    <Card title={t('poll.options')}>
      <DataTable
        caption={t('poll.optionsCaption')}
        columns={columns}
        rows={options}
        rowKey={(row) => row.id}
      />
      {can.pick && (
        <div className="no-print mt-4 grid gap-3">
          {picking.isError && <FailureNotice failure={picking.error} />}
          {chosen.size === 0 ? (
            <p className="text-solid-gray-700">{t('poll.pickNone')}</p>
          ) : (
            <Button
              className="justify-self-start"
              busy={picking.isPending}
              onClick={() => (refused.length > 0 ? setWarned(true) : pick(false))}
            >
              {t('poll.pick', { count: chosen.size })}
            </Button>
          )}
        </div>
      )}
      {warned && (
        <Dialog title={t('poll.pick', { count: chosen.size })} onClose={() => setWarned(false)}>
          <p>{t('poll.refused', { names: refused.join('、') })}</p>
          <DialogActions onCancel={() => setWarned(false)}>
            <Button look="danger" onClick={() => pick(true)}>
              {t('poll.pickAnyway')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </Card>
  );
}

function Remarks({ option: { holiday, holidayKnown, clashes, meetingId } }: { option: PollOption }) {
  const { t } = useTranslation('meetingDates');
  const remarks = [
    ...(holiday ? [t('poll.holiday', { name: holiday })] : []),
    ...(holidayKnown ? [] : [t('poll.holidayUnknown')]),
    ...clashes.map(({ council, title }) => t('poll.clash', { council, title })),
  ];
  return (
    <>
      {remarks.map((remark) => (
        <span key={remark} className="block text-dns-14N-130 text-orange-1000">
          {remark}
        </span>
      ))}
      {meetingId && (
        <span className="block">
          <TextLink to={`/meetings/${meetingId}`}>{t('poll.meeting')}</TextLink>
        </span>
      )}
    </>
  );
}
