import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { councilQuery } from '../api/councils.js';
import {
  changeMeeting,
  changeSeries,
  meetingQuery,
  planMeeting,
  planSeries,
  type Meeting,
  type MeetingInput,
} from '../api/meetings.js';
import { scheduleSlot } from '../api/year-plans.js';
import { MeetingForm, type MeetingDraft } from './meeting-form.js';
import { type Scope, SeriesFields, SeriesScope, type TypedSeries } from './series-fields.js';
import { readNumber } from './typed-number.js';
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
  const { t: tKit } = useTranslation('kit');
  const [series, setSeries] = useState<TypedSeries>({ repeat: 'none', every: '1', weekNo: '3', count: '4' });
  const planning = useMutation({
    mutationFn: (plan: Parameters<typeof planMeeting>[0] | Parameters<typeof planSeries>[0]) => {
      if (slotId) return scheduleSlot({ ...plan, id: slotId });
      return 'rhythm' in plan.input ? planSeries({ ...plan, input: plan.input }) : planMeeting(plan);
    },
    onSuccess: ({ id }) => navigate(`/meetings/${id}`),
    onError: faults.takeFailure,
  });
  const submit = (input: MeetingInput) => {
    const [every, count] = [readNumber(series.every), readNumber(series.count)];
    const isNumber = (read: typeof every): read is number => typeof read === 'number';
    if (slotId || series.repeat === 'none')
      planning.mutate({ councilId, key: keyFor([councilId, input]), input });
    else if (!isNumber(every)) faults.refuse([{ field: 'every', detail: tKit('notNumber') }]);
    else if (!isNumber(count)) faults.refuse([{ field: 'count', detail: tKit('notNumber') }]);
    else {
      const all = { ...input, rhythm: series.repeat, every, count, weekNo: Number(series.weekNo) };
      planning.mutate({ councilId, key: keyFor([councilId, all]), input: all });
    }
  };
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
          <div className="grid gap-6">
            {!slotId && <SeriesFields typed={series} faultOf={faults.of} onChange={setSeries} />}
            <MeetingForm
              key={slot?.id}
              draft={{ ...blank, title: slot?.theme || shortName }}
              faults={faults}
              busy={planning.isPending}
              onSubmit={submit}
            />
          </div>
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
  const { id, version, state, seriesId } = meeting;
  const [scope, setScope] = useState<Scope>('this');
  const changing = useMutation({
    mutationFn: (change: Parameters<typeof changeMeeting>[0]) =>
      scope === 'this'
        ? changeMeeting(change)
        : changeSeries({ ...change, input: { ...change.input, scope } }),
    onSuccess: async () => {
      say(t('meetingForm.saved'));
      await navigate(`/meetings/${id}`);
    },
    onError: faults.takeFailure,
  });
  return (
    <div className="grid gap-6">
      {seriesId && <SeriesScope scope={scope} onChange={setScope} />}
      <MeetingForm
        draft={draftOf(meeting)}
        ownId={id}
        isAnnounced={state === 'announced'}
        faults={faults}
        busy={changing.isPending}
        onSubmit={(input) => changing.mutate({ id, version, input })}
      />
    </div>
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
