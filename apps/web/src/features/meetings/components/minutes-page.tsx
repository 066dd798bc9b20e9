import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { Button, DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { DescriptionList } from '../../../components/description-list.js';
import { EmptyState } from '../../../components/empty-state.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { inEra } from '../../../lib/japanese-date.js';
import {
  meetingActionsQuery,
  minutesOfMeetingQuery,
  minutesQuery,
  setMinutesHead,
  type Minutes,
} from '../api/records.js';
import { MinutesItemEditor } from './minutes-editor.js';
import { MinutesReviews } from './minutes-reviews.js';
import { MinutesReport } from './reports-up.js';
import { MinutesSteps } from './minutes-steps.js';

const tones: Readonly<Record<Minutes['state'], BadgeTone>> = {
  draft: 'plain',
  circulated: 'waiting',
  replaced: 'ended',
  approved: 'good',
  published: 'good',
  superseded: 'ended',
};

/** The minutes of a meeting: the version that counts now, or the one that was chosen. */
export function MinutesPage() {
  const { t } = useTranslation('meetingRecords');
  const { meetingId = '' } = useParams();
  const [params] = useSearchParams();
  const found = useQuery(minutesOfMeetingQuery(meetingId));
  return (
    <Loaded query={found}>
      {({ versions }) => {
        const chosen = versions.find(({ no }) => String(no) === params.get('no')) ?? versions[0];
        if (!chosen) return <EmptyState title={t('minutes.title')}>{t('minutes.none')}</EmptyState>;
        return (
          <Version id={chosen.id}>
            {versions.length > 1 && (
              <ChoiceLinks
                label={t('minutes.versions')}
                choices={versions.map((one) => ({
                  to: `?no=${one.no}`,
                  label: `${t('minutes.no', { no: one.no })}${one.isAmendment ? t('minutes.amendment') : ''}　${one.stateName}`,
                  chosen: one.id === chosen.id,
                }))}
              />
            )}
          </Version>
        );
      }}
    </Loaded>
  );
}

function Version({ id, children }: { id: string; children: ReactNode }) {
  const { t } = useTranslation(['meetingRecords', 'meetings']);
  const found = useQuery(minutesQuery(id));
  return (
    <Loaded query={found}>
      {(minutes) => (
        <Page
          title={t('minutes.ofMeeting', { title: minutes.title })}
          trail={[
            { to: '/councils', label: t('meetings:councils.title') },
            { to: `/councils/${minutes.councilId}`, label: minutes.councilName },
            { to: `/meetings/${minutes.meetingId}`, label: minutes.title },
          ]}
          badges={<StatusBadge tone={tones[minutes.state]}>{minutes.stateName}</StatusBadge>}
          actions={
            <>
              <DownloadLink look="secondary" href={`/api/v1/minutes-versions/${id}/file?format=pdf`}>
                {t('minutes.pdf')}
              </DownloadLink>
              <DownloadLink look="secondary" href={`/api/v1/minutes-versions/${id}/file?format=docx`}>
                {t('minutes.docx')}
              </DownloadLink>
            </>
          }
        >
          {children}
          {minutes.proof === 'broken' && <Notice tone="error">{t('minutes.broken')}</Notice>}
          {minutes.awaitsAttendance && (
            <Notice>
              {t('minutes.awaitsAttendance')}
              <TextLink to={`/meetings/${minutes.meetingId}`}>{t('minutes.toAttendance')}</TextLink>
            </Notice>
          )}
          <MinutesSteps minutes={minutes} />
          <Standing minutes={minutes} />
          {minutes.can.write ? <Draft key={id} minutes={minutes} /> : <Text minutes={minutes} />}
          <MinutesReport key={`${id}-report`} minutes={minutes} />
          {minutes.state !== 'draft' && <MinutesReviews key={`${id}-reviews`} minutes={minutes} />}
        </Page>
      )}
    </Loaded>
  );
}

function Standing({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation('meetingRecords');
  const { deadlineOn, approvedAt, state, sha256, proof } = minutes;
  const isOpen = state === 'draft' || state === 'circulated';
  return (
    <Card title={t('minutes.standing')}>
      <DescriptionList
        items={[
          { term: t('minutes.reason'), detail: minutes.reason },
          { term: t('minutes.decidedIn'), detail: minutes.decidedMeeting },
          { term: t('minutes.rule'), detail: isOpen && minutes.ruleName },
          {
            term: t('minutes.deadline'),
            detail: state === 'circulated' && deadlineOn && t('minutes.until', { day: inEra(deadlineOn) }),
          },
          {
            term: t('minutes.approval'),
            detail:
              approvedAt &&
              [inEra(approvedAt), minutes.approvedHowName, minutes.approvedBy || minutes.approvedMeeting]
                .filter(Boolean)
                .join('　'),
          },
          { term: t('minutes.overridden'), detail: minutes.overrideReason },
          {
            term: t('minutes.proof'),
            detail: sha256 && (
              <>
                <span className="break-all">{sha256}</span>
                {proof === 'intact' && <span className="block">{t('minutes.intact')}</span>}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Draft({ minutes }: { minutes: Minutes }) {
  const { data } = useQuery(meetingActionsQuery(minutes.meetingId));
  const raised = data?.raised ?? [];
  return (
    <>
      <Head key={minutes.version} minutes={minutes} />
      {minutes.items.map((item) => (
        <MinutesItemEditor
          key={item.id}
          minutes={minutes}
          item={item}
          actions={raised.filter(
            ({ agendaItemId }) => agendaItemId !== null && agendaItemId === item.agendaItemId,
          )}
        />
      ))}
    </>
  );
}

function Head({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation('meetingRecords');
  const say = useSay();
  const { id, version } = minutes;
  const [place, setPlace] = useState(minutes.place);
  const [attendees, setAttendees] = useState(minutes.attendees);
  const setting = useMutation({
    mutationFn: setMinutesHead,
    onSuccess: () => say(t('minutes.saved')),
  });
  return (
    <Card title={t('minutes.head')}>
      <div className="grid gap-4">
        {setting.isError && <FailureNotice failure={setting.error} />}
        <DescriptionList items={[{ term: t('minutes.when'), detail: minutes.heldAt }]} />
        <TextField
          name="place"
          label={t('minutes.place')}
          value={place}
          onChange={(event) => setPlace(event.target.value)}
        />
        <TextArea
          name="attendees"
          label={t('minutes.attendees')}
          support={t('minutes.attendeesSupport')}
          rows={4}
          value={attendees}
          onChange={(event) => setAttendees(event.target.value)}
        />
        <div className="flex flex-wrap gap-3">
          <Button
            look="secondary"
            busy={setting.isPending}
            onClick={() => setting.mutate({ id, version, input: { place, attendees } })}
          >
            {t('minutes.saveHead')}
          </Button>
          <Button
            look="quiet"
            busy={setting.isPending}
            onClick={() => setting.mutate({ id, version, input: { place } })}
          >
            {t('minutes.readAttendance')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Text({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation('meetingRecords');
  const actionsOf = (agendaItemId: string | null) =>
    minutes.actions.filter((action) => action.agendaItemId === agendaItemId);
  const lines = (actions: Minutes['actions']) =>
    actions
      .map(
        ({ task, owner, dueOn }) => `${task}（${[owner, dueOn && inEra(dueOn)].filter(Boolean).join('、')}）`,
      )
      .join('\n');
  return (
    <>
      <Card title={t('minutes.head')}>
        <DescriptionList
          items={[
            { term: t('minutes.when'), detail: minutes.heldAt },
            { term: t('minutes.place'), detail: minutes.place },
            {
              term: t('minutes.attendees'),
              detail: minutes.attendees && <span className="whitespace-pre-wrap">{minutes.attendees}</span>,
            },
          ]}
        />
      </Card>
      {minutes.items.map((item) => (
        <Card
          key={item.id}
          title={`${[item.number, item.title].filter(Boolean).join('　')}（${item.typeName}）`}
        >
          <div className="grid gap-3">
            {item.visibility === 'secretariat' && <p className="font-bold">{t('minutes.closed')}</p>}
            <p className="whitespace-pre-wrap">{item.discussion}</p>
            <DescriptionList
              items={[
                {
                  term: t('minutes.decision'),
                  detail: item.decision && <span className="whitespace-pre-wrap">{item.decision}</span>,
                },
                { term: t('minutes.effectiveOn'), detail: item.effectiveOn && inEra(item.effectiveOn) },
                {
                  term: t('minutes.given'),
                  detail: item.agendaItemId && lines(actionsOf(item.agendaItemId)),
                },
              ]}
            />
          </div>
        </Card>
      ))}
      {actionsOf(null).length > 0 && (
        <Card title={t('minutes.given')}>
          <p className="whitespace-pre-wrap">{lines(actionsOf(null))}</p>
        </Card>
      )}
    </>
  );
}
