import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ButtonLink } from '../../../components/button.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { meetingQuery, type Meeting } from '../api/meetings.js';
import { AttendanceCard } from './attendance-card.js';
import { MeetingAbout } from './meeting-about.js';
import { MeetingAgenda } from './meeting-agenda.js';
import { MeetingBadge } from './meeting-badge.js';
import { MeetingInvitations } from './meeting-invitations.js';
import { MeetingRecords } from './meeting-records.js';
import { MeetingSteps } from './meeting-steps.js';
import { MeetingWarnings } from './meeting-warnings.js';

/** One meeting: before it what is to be prepared, on the day what happens, after it what has come of it. */
export function MeetingPage() {
  const { meetingId = '' } = useParams();
  const found = useQuery(meetingQuery(meetingId));
  return <Loaded query={found}>{(meeting) => <MeetingContent key={meeting.id} meeting={meeting} />}</Loaded>;
}

function MeetingContent({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const { id, title, number, council, can, state } = meeting;
  // Before the day it is prepared; from then on what happened stands first.
  const isAhead = state === 'draft' || state === 'announced' || state === 'postponed';
  return (
    <Page
      title={number === null ? title : `${title}　${t('meetings.number', { count: number })}`}
      trail={[
        { to: '/councils', label: t('councils.title') },
        { to: `/councils/${council.id}`, label: council.name },
      ]}
      badges={<MeetingBadge meeting={meeting} />}
      actions={
        can.change && (
          <ButtonLink look="secondary" to={`/meetings/${id}/edit`}>
            {t('meeting.edit')}
          </ButtonLink>
        )
      }
    >
      <MeetingWarnings meeting={meeting} />
      <MeetingSteps meeting={meeting} />
      {isAhead && <MeetingAbout meeting={meeting} />}
      {isAhead && <MeetingAgenda meeting={meeting} />}
      {isAhead && <MeetingInvitations meeting={meeting} />}
      <AttendanceCard meeting={meeting} />
      <MeetingRecords meeting={meeting} />
      {!isAhead && <MeetingAgenda meeting={meeting} />}
      {!isAhead && <MeetingAbout meeting={meeting} />}
      {!isAhead && <MeetingInvitations meeting={meeting} />}
    </Page>
  );
}
