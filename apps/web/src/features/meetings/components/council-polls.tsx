import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { asMonthDay } from '../../../lib/japanese-date.js';
import type { Council } from '../api/councils.js';
import { councilPollsQuery, openPollsQuery, type PollLine } from '../api/polls.js';

/** The colour of a poll; the word beside it says the same. */
export const pollTones: Readonly<Record<PollLine['state'], BadgeTone>> = {
  open: 'waiting',
  closed: 'plain',
  picked: 'good',
  cancelled: 'ended',
};

/** The date polls of a council. */
export function CouncilPolls({ council: { id, can } }: { council: Council }) {
  const { t } = useTranslation('meetingDates');
  const polls = useQuery(councilPollsQuery(id));
  return (
    <Card
      title={t('polls.title')}
      aside={
        can.keep && (
          <ButtonLink look="secondary" to={`/councils/${id}/polls/new`}>
            {t('polls.start')}
          </ButtonLink>
        )
      }
    >
      <Loaded query={polls}>
        {(found) =>
          found.length === 0 ? (
            <p className="text-solid-gray-700">{t('polls.none')}</p>
          ) : (
            <PollTable polls={found} />
          )
        }
      </Loaded>
    </Card>
  );
}

/** The date polls of all councils that wait for somebody; nothing where there are none. */
export function OpenPolls() {
  const { t } = useTranslation('meetingDates');
  const { data = [] } = useQuery(openPollsQuery);
  if (data.length === 0) return null;
  return (
    <Card title={t('polls.title')}>
      <PollTable polls={data} />
    </Card>
  );
}

function PollTable({ polls }: { polls: readonly PollLine[] }) {
  const { t } = useTranslation('meetingDates');
  const columns: Column<PollLine>[] = [
    {
      key: 'what',
      label: t('polls.what'),
      names: true,
      cell: ({ id, title, isMyTurn, council }) => (
        <>
          <TextLink to={`/polls/${id}`}>{title}</TextLink>
          <span className="block text-dns-14N-130 text-solid-gray-700">{council.name}</span>
          {isMyTurn && <StatusBadge tone="waiting">{t('polls.myTurn')}</StatusBadge>}
        </>
      ),
    },
    {
      key: 'deadline',
      label: t('polls.deadline'),
      cell: ({ deadlineOn }) => t('polls.until', { day: asMonthDay(deadlineOn) }),
    },
    {
      key: 'answered',
      label: t('polls.answered'),
      cell: ({ answered, invitees }) => t('polls.answeredOf', { answered, count: invitees }),
    },
    {
      key: 'state',
      label: t('polls.state'),
      cell: ({ state, stateName }) => <StatusBadge tone={pollTones[state]}>{stateName}</StatusBadge>,
    },
  ];
  return <DataTable caption={t('polls.caption')} columns={columns} rows={polls} rowKey={({ id }) => id} />;
}
