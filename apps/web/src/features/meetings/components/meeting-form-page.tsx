import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { councilQuery } from '../api/councils.js';
import { changeMeeting, meetingQuery, planMeeting, type Meeting } from '../api/meetings.js';
import { scheduleSlot } from '../api/year-plans.js';
import { MeetingForm, type MeetingDraft } from './meeting-form.js';
import { useSlot } from './use-slot.js';

/** Plans a meeting of a council. */
export function NewMeetingPage() {
  const { t } = useTranslation('meetings');
  const { councilId = '' } = useParams();
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const council = useQuery(councilQuery(councilId));
  const [params] = useSearchParams();
  const slotId = params.get('slot');
  const slot = useSlot(councilId, slotId);
  const planning = useMutation({
    mutationFn: (plan: Parameters<typeof planMeeting>[0]) =>
      slotId ? scheduleSlot({ ...plan, id: slotId }) : planMeeting(plan),
    onSuccess: ({ id }) => navigate(`/meetings/${id}`),
    onError: faults.takeFailure,
  });
  return (
    <Page
      title={t('meetingForm.newTitle')}
      trail={[
        { to: '/councils', label: t('councils.title') },
        { to: `/councils/${councilId}`, label: council.data?.name ?? '…' },
      ]}
    >
      <Loaded query={council}>
        {({ shortName }) => (
          <MeetingForm
            key={slot?.id}
            draft={{ ...blank, title: slot?.theme || shortName }}
            faults={faults}
            busy={planning.isPending}
            onSubmit={(input) => planning.mutate({ councilId, key: keyFor([councilId, input]), input })}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** Changes a meeting that is ahead. */
export function EditMeetingPage() {
  const { t } = useTranslation('meetings');
  const { meetingId = '' } = useParams();
  const found = useQuery(meetingQuery(meetingId));
  return (
    <Page
      title={t('meetingForm.editTitle')}
      trail={[
        { to: '/councils', label: t('councils.title') },
        { to: `/meetings/${meetingId}`, label: found.data?.title ?? '…' },
      ]}
    >
      <Loaded query={found}>{(meeting) => <Editing key={meeting.version} meeting={meeting} />}</Loaded>
    </Page>
  );
}

function Editing({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const navigate = useNavigate();
  const say = useSay();
  const faults = useFaults();
  const { id, version, state } = meeting;
  const changing = useMutation({
    mutationFn: changeMeeting,
    onSuccess: async () => {
      say(t('meetingForm.saved'));
      await navigate(`/meetings/${id}`);
    },
    onError: faults.takeFailure,
  });
  return (
    <MeetingForm
      draft={draftOf(meeting)}
      ownId={id}
      isAnnounced={state === 'announced'}
      faults={faults}
      busy={changing.isPending}
      onSubmit={(input) => changing.mutate({ id, version, input })}
    />
  );
}

const blank: MeetingDraft = {
  title: '',
  mode: 'venue',
  day: null,
  allDay: false,
  from: '',
  until: '',
  tz: 'Asia/Tokyo',
  venue: '',
  address: '',
  venueCapacity: '',
  webCapacity: '',
  webLink: '',
  webNote: '',
  onDemandFrom: null,
  onDemandUntil: null,
  note: '',
  isPublic: false,
  preparesId: null,
};

function draftOf(meeting: Meeting): MeetingDraft {
  const { title, mode, day, allDay, from, until, tz, venue, address, note, isPublic, link, prepares } =
    meeting;
  return {
    ...{ title, mode, day, allDay, from, until, tz, venue, address, note, isPublic },
    venueCapacity: meeting.venueCapacity === null ? '' : String(meeting.venueCapacity),
    webCapacity: meeting.webCapacity === null ? '' : String(meeting.webCapacity),
    webLink: link?.link ?? '',
    webNote: link?.note ?? '',
    onDemandFrom: meeting.onDemandFrom,
    onDemandUntil: meeting.onDemandUntil,
    preparesId: prepares?.id ?? null,
  };
}
