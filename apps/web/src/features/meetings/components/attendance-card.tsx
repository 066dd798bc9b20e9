import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { useSay } from '../../../components/toast.js';
import {
  attendanceQuery,
  settleAttendance,
  type Attendance,
  type AttendanceLine,
} from '../api/attendance.js';
import type { Meeting } from '../api/meetings.js';
import { AttendanceEditor } from './attendance-editor.js';
import { CheckInCode } from './check-in-code.js';
import { CheckInForm } from './check-in-form.js';

/** Who is, or was, at a meeting; from the day on. */
export function AttendanceCard({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('attendance');
  const inSession = meeting.state === 'in_session';
  const isDue = inSession || meeting.state === 'held' || meeting.state === 'closed';
  const found = useQuery({ ...attendanceQuery(meeting.id, inSession), enabled: isDue });
  if (!isDue) return null;
  return (
    <Card
      title={t('title')}
      aside={found.data?.isClosed && <StatusBadge tone="good">{t('closed')}</StatusBadge>}
    >
      <Loaded query={found}>{(attendance) => <Content meeting={meeting} attendance={attendance} />}</Loaded>
    </Card>
  );
}

function Content({ meeting, attendance }: { meeting: Meeting; attendance: Attendance }) {
  const [editing, setEditing] = useState(false);
  const inSession = meeting.state === 'in_session';
  const { isKeeper, isClosed, ownSeats } = attendance;
  if (editing)
    return (
      <AttendanceEditor meetingId={meeting.id} attendance={attendance} onDone={() => setEditing(false)} />
    );
  return (
    <div className="grid gap-5">
      <Counts attendance={attendance} />
      {isKeeper && inSession && !isClosed && (
        <CheckInCode meetingId={meeting.id} code={attendance.checkInCode} />
      )}
      {inSession && !isClosed && ownSeats.length > 0 && (
        <CheckInForm meetingId={meeting.id} seats={ownSeats} mode={meeting.mode} />
      )}
      <People lines={attendance.lines} />
      {isKeeper && <Settling meeting={meeting} attendance={attendance} onEdit={() => setEditing(true)} />}
    </div>
  );
}

function Counts({ attendance: { counts, quorum } }: { attendance: Attendance }) {
  const { t } = useTranslation('attendance');
  const { present, venue, web, agencies, onDemand, excused, absent, unknown } = counts;
  return (
    <div className="grid gap-1">
      <p>
        <strong className="text-std-20B-150">{t('present', { count: present })}</strong>
        <span className="ml-3">{t('parts', { venue, web, agencies })}</span>
      </p>
      <p className="flex flex-wrap gap-x-4 text-solid-gray-700">
        <span>{t('away', { excused, absent })}</span>
        {unknown > 0 && <span>{t('unknown', { count: unknown })}</span>}
        {onDemand > 0 && <span>{t('onDemand', { count: onDemand })}</span>}
      </p>
      {quorum.asked > 0 && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {t('quorum', quorum)}
          <StatusBadge tone={quorum.filled >= quorum.asked ? 'good' : 'waiting'}>
            {t(quorum.filled >= quorum.asked ? 'reached' : 'missed')}
          </StatusBadge>
        </p>
      )}
    </div>
  );
}

function People({ lines }: { lines: readonly AttendanceLine[] }) {
  const { t } = useTranslation('attendance');
  const columns: Column<AttendanceLine>[] = [
    {
      key: 'name',
      label: t('name'),
      names: true,
      cell: ({ name, post, substituteFor }) => (
        <>
          {name}
          <span className="block text-dns-14N-130 font-normal text-solid-gray-700">
            {[post, substituteFor && t('substitute', { name: substituteFor })].filter(Boolean).join('　')}
          </span>
        </>
      ),
    },
    { key: 'agency', label: t('agency'), cell: ({ agency }) => agency?.name },
    {
      key: 'status',
      label: t('status'),
      cell: ({ status, statusName }) =>
        status === null ? (
          <StatusBadge tone="waiting">{t('notYet')}</StatusBadge>
        ) : (
          <StatusBadge tone={status === 'excused' || status === 'absent' ? 'ended' : 'good'}>
            {statusName}
          </StatusBadge>
        ),
    },
    { key: 'how', label: t('how'), cell: ({ howName }) => howName },
    {
      key: 'remark',
      label: t('remark'),
      cell: ({ cameAt, leftAt, reason, source }) =>
        [
          cameAt && t('cameAt', { time: cameAt }),
          leftAt && t('leftAt', { time: leftAt }),
          reason,
          source === 'check_in' && t('checkedIn'),
        ]
          .filter(Boolean)
          .join('　'),
    },
  ];
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={lines}
      rowKey={({ seatId, name, agency }) => seatId ?? `${agency?.id ?? ''} ${name}`}
    />
  );
}

function Settling({
  meeting: { id, state },
  attendance: { isClosed, version },
  onEdit,
}: {
  meeting: Meeting;
  attendance: Attendance;
  onEdit: () => void;
}) {
  const { t } = useTranslation('attendance');
  const say = useSay();
  const settling = useMutation({
    mutationFn: settleAttendance,
    onSuccess: (_, { how }) => say(t(how === 'closing' ? 'closedNow' : 'reopenedNow')),
  });
  const how = isClosed ? 'reopening' : 'closing';
  return (
    <div className="grid gap-3">
      {settling.isError && <FailureNotice failure={settling.error} />}
      <div className="no-print flex flex-wrap gap-3">
        {!isClosed && <Button onClick={onEdit}>{t('edit')}</Button>}
        {state !== 'in_session' && (
          <Button
            look="secondary"
            busy={settling.isPending}
            onClick={() => settling.mutate({ id, version, how })}
          >
            {t(isClosed ? 'reopen' : 'close')}
          </Button>
        )}
        <DownloadLink look="secondary" href={`/api/v1/meetings/${id}/attendance-sheet`}>
          {t('sheet')}
        </DownloadLink>
      </div>
    </div>
  );
}
