import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { inEra } from '../../../lib/japanese-date.js';
import { pollQuery, type Poll, type PollInvitee } from '../api/polls.js';
import { pollTones } from './council-polls.js';
import { fiscalYearName } from './fiscal-year.js';
import { PollBallotDialog } from './poll-ballot-dialog.js';
import { PollGrid } from './poll-grid.js';
import { PollOptions } from './poll-options.js';
import { PollPeople } from './poll-people.js';
import { PollSteps } from './poll-steps.js';

/** One date poll: answered by those who are asked, decided by the secretariat. */
export function PollPage() {
  const { pollId = '' } = useParams();
  const found = useQuery(pollQuery(pollId));
  return <Loaded query={found}>{(poll) => <PollContent key={poll.id} poll={poll} />}</Loaded>;
}

function PollContent({ poll }: { poll: Poll }) {
  const { t } = useTranslation('meetingDates');
  const { t: tMeetings } = useTranslation('meetings');
  const { id, title, council, can, state, stateName, isKeeper, invitees, slot } = poll;
  const own = invitees.filter((invitee) => invitee.isOwn && invitee.can.vote);
  return (
    <Page
      title={`${t('polls.title')}　${title}`}
      trail={[
        { to: '/councils', label: tMeetings('councils.title') },
        { to: `/councils/${council.id}`, label: council.name },
      ]}
      badges={<StatusBadge tone={pollTones[state]}>{stateName}</StatusBadge>}
      actions={
        can.change && (
          <ButtonLink look="secondary" to={`/polls/${id}/edit`}>
            {t('poll.edit')}
          </ButtonLink>
        )
      }
    >
      {slot && <p>{t('poll.forSlot', { year: fiscalYearName(slot.fiscalYear), count: slot.position })}</p>}
      {own.map((invitee) => (
        <OwnTurn key={invitee.id} poll={poll} invitee={invitee} />
      ))}
      <PollSteps poll={poll} />
      <PollOptions poll={poll} />
      <PollGrid poll={poll} />
      {isKeeper && <PollPeople poll={poll} />}
      <About poll={poll} />
    </Page>
  );
}

function OwnTurn({ poll, invitee }: { poll: Poll; invitee: PollInvitee }) {
  const { t } = useTranslation('meetingDates');
  const [open, setOpen] = useState(false);
  const said = invitee.votes.length;
  return (
    <Notice
      tone={said < poll.options.length ? 'warning' : 'success'}
      title={t('poll.ownTitle', { name: [invitee.agency, invitee.name].filter(Boolean).join('　') })}
      actions={
        <Button look={said < poll.options.length ? 'primary' : 'secondary'} onClick={() => setOpen(true)}>
          {t('poll.own')}
        </Button>
      }
    >
      {invitee.answeredAt ? t('poll.answered', { day: inEra(invitee.answeredAt) }) : t('poll.notAnswered')}
      {open && <PollBallotDialog poll={poll} invitee={invitee} onClose={() => setOpen(false)} />}
    </Notice>
  );
}

function About({ poll }: { poll: Poll }) {
  const { t } = useTranslation('meetingDates');
  const { t: tMeetings } = useTranslation('meetings');
  return (
    <Card>
      <DescriptionList
        items={[
          { term: t('poll.deadline'), detail: t('polls.until', { day: inEra(poll.deadlineOn) }) },
          { term: t('poll.mode'), detail: tMeetings(`choices.mode.${poll.mode}`) },
          { term: t('poll.venue'), detail: poll.venue },
          { term: t('poll.note'), detail: poll.note },
          { term: t('poll.secretariat'), detail: poll.secretariat },
        ]}
      />
    </Card>
  );
}
