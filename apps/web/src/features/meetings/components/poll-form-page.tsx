import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { daysAfter, todayInTokyo } from '../../../lib/japanese-date.js';
import { councilQuery, seatsQuery, type Council, type Seat } from '../api/councils.js';
import { changePoll, openPoll, pollQuery, type Poll } from '../api/polls.js';
import { PollForm, type PollDraft } from './poll-form.js';
import { inviteesOf, PollPeopleField, type TypedPeople } from './poll-people-field.js';
import { useSlot } from './use-slot.js';

/** Starts a date poll, for a slot of the plan or by itself. */
export function NewPollPage() {
  const { t } = useTranslation('meetingDates');
  const { t: tMeetings } = useTranslation('meetings');
  const { councilId = '' } = useParams();
  const council = useQuery(councilQuery(councilId));
  const seats = useQuery(seatsQuery(councilId, false));
  return (
    <Page
      title={t('pollForm.newTitle')}
      trail={[
        { to: '/councils', label: tMeetings('councils.title') },
        { to: `/councils/${councilId}`, label: council.data?.name ?? '…' },
      ]}
    >
      <Loaded query={council}>
        {(found) => (
          <Loaded query={seats}>{(members) => <Starting council={found} seats={members} />}</Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Starting({ council, seats }: { council: Council; seats: readonly Seat[] }) {
  const { t } = useTranslation('meetingDates');
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const slotId = params.get('slot');
  const slot = useSlot(council.id, slotId);
  const [people, setPeople] = useState<TypedPeople>(() => ({
    seats: new Set(seats.filter(({ role }) => role !== 'observer').map(({ id }) => id)),
    required: new Set(seats.filter(({ role }) => role === 'chair').map(({ id }) => id)),
    guests: '',
  }));
  const opening = useMutation({
    mutationFn: openPoll,
    onSuccess: ({ id }) => navigate(`/polls/${id}`),
    onError: faults.takeFailure,
  });
  if (slotId && !slot) return null;
  return (
    <PollForm
      draft={{ ...blank, title: slot?.theme || council.shortName, deadlineOn: daysAfter(todayInTokyo(), 14) }}
      faults={faults}
      busy={opening.isPending}
      onSubmit={(said) => {
        const invitees = inviteesOf(people);
        if ('wrong' in invitees) {
          faults.refuse([{ field: 'guests', detail: t('pollForm.wrongGuests', { text: invitees.wrong }) }]);
          return;
        }
        if (invitees.length === 0) {
          faults.refuse([{ field: 'invitees', detail: t('pollForm.nobody') }]);
          return;
        }
        const input = { ...said, slotId, invitees };
        opening.mutate({ councilId: council.id, key: keyFor([council.id, input]), input });
      }}
    >
      <PollPeopleField
        seats={seats}
        people={people}
        errors={{ invitees: faults.of('invitees'), guests: faults.of('guests') }}
        onChange={setPeople}
      />
    </PollForm>
  );
}

/** Changes a date poll; nobody's answers are lost. */
export function EditPollPage() {
  const { t } = useTranslation('meetingDates');
  const { t: tMeetings } = useTranslation('meetings');
  const { pollId = '' } = useParams();
  const found = useQuery(pollQuery(pollId));
  return (
    <Page
      title={t('pollForm.editTitle')}
      trail={[
        { to: '/councils', label: tMeetings('councils.title') },
        { to: `/polls/${pollId}`, label: found.data?.title ?? '…' },
      ]}
    >
      <Loaded query={found}>{(poll) => <Changing key={poll.version} poll={poll} />}</Loaded>
    </Page>
  );
}

function Changing({ poll }: { poll: Poll }) {
  const { t } = useTranslation('meetingDates');
  const navigate = useNavigate();
  const say = useSay();
  const faults = useFaults();
  const { id, version, title, note, mode, venue, deadlineOn, hidesVotes } = poll;
  const changing = useMutation({
    mutationFn: changePoll,
    onSuccess: async () => {
      say(t('pollForm.saved'));
      await navigate(`/polls/${id}`);
    },
    onError: faults.takeFailure,
  });
  return (
    <PollForm
      draft={{
        ...{ title, note, mode, venue, deadlineOn, hidesVotes },
        options: poll.options.map(({ day, from, until, allDay }) => ({ day, from, until, allDay })),
      }}
      isChange
      faults={faults}
      busy={changing.isPending}
      onSubmit={(input) => changing.mutate({ id, version, input })}
    />
  );
}

const blank: PollDraft = {
  title: '',
  note: '',
  mode: 'venue',
  venue: '',
  deadlineOn: null,
  hidesVotes: false,
  options: [],
};
