import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../../components/data-table.js';
import { TextLink } from '../../../components/text-link.js';
import type { MeetingLine } from '../api/meetings.js';
import { MeetingBadge } from './meeting-badge.js';
import { useMeetingTime } from './use-meeting-time.js';

type MeetingListProps = { meetings: readonly MeetingLine[]; empty: string; withCouncil?: boolean };

/** Meetings as a table. */
export function MeetingList({ meetings, empty, withCouncil = false }: MeetingListProps) {
  const { t } = useTranslation('meetings');
  const time = useMeetingTime();
  if (meetings.length === 0) return <p className="text-solid-gray-700">{empty}</p>;
  const columns: Column<MeetingLine>[] = [
    {
      key: 'what',
      label: t('meetings.what'),
      names: true,
      cell: ({ id, title, number, council }) => (
        <>
          <TextLink to={`/meetings/${id}`}>{title}</TextLink>
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {[withCouncil && council.name, number && t('meetings.number', { count: number })]
              .filter(Boolean)
              .join('　')}
          </span>
        </>
      ),
    },
    {
      key: 'when',
      label: t('meetings.when'),
      cell: (meeting) => (meeting.state === 'postponed' ? '—' : time(meeting)),
    },
    {
      key: 'where',
      label: t('meetings.where'),
      cell: ({ modeName, venue }) => [modeName, venue].filter(Boolean).join('　'),
    },
    { key: 'state', label: t('meetings.state'), cell: (meeting) => <MeetingBadge meeting={meeting} /> },
  ];
  return (
    <DataTable caption={t('meetings.caption')} columns={columns} rows={meetings} rowKey={({ id }) => id} />
  );
}
