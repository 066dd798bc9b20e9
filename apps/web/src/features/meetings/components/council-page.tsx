import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { inEra } from '../../../lib/japanese-date.js';
import { councilQuery, dissolveCouncil, type Council } from '../api/councils.js';
import { AttendanceYear } from './attendance-year.js';
import { CalendarFeed } from './calendar-feed.js';
import { CouncilRecords } from './meeting-records.js';
import { CouncilMeetings } from './council-meetings.js';
import { CouncilPolls } from './council-polls.js';
import { CouncilSeats } from './council-seats.js';
import { CouncilReports } from './reports-up.js';
import { CouncilYearCard } from './council-year.js';

/** One council: what it is, its meetings, who sits there. */
export function CouncilPage() {
  const { councilId = '' } = useParams();
  const found = useQuery(councilQuery(councilId));
  return <Loaded query={found}>{(council) => <CouncilContent key={council.id} council={council} />}</Loaded>;
}

function CouncilContent({ council }: { council: Council }) {
  const { t } = useTranslation('meetings');
  const { id, name, can, dissolvedOn } = council;
  return (
    <Page
      title={name}
      trail={[
        { to: '/councils', label: t('councils.title') },
        ...(council.parent ? [{ to: `/councils/${council.parent.id}`, label: council.parent.name }] : []),
      ]}
      actions={
        can.keep && (
          <>
            <ButtonLink to={`/councils/${id}/meetings/new`}>{t('meetings.plan')}</ButtonLink>
            <ButtonLink look="secondary" to={`/councils/${id}/edit`}>
              {t('council.edit')}
            </ButtonLink>
          </>
        )
      }
    >
      {dissolvedOn && <Notice>{t('council.dissolved', { day: inEra(dissolvedOn) })}</Notice>}
      {can.seeSeats ? <CouncilMeetings council={council} /> : <Notice>{t('council.outside')}</Notice>}
      {can.seeSeats && <CouncilYearCard council={council} />}
      {can.seeSeats && <CouncilPolls council={council} />}
      {can.seeSeats && <CouncilRecords council={council} />}
      {can.seeSeats && <CouncilReports council={council} />}
      {can.seeSeats && <CouncilSeats council={council} />}
      {can.seeSeats && <AttendanceYear council={council} />}
      {can.seeSeats && <CalendarFeed councilId={id} />}
      <About council={council} />
      {can.keep && <Dissolving council={council} />}
    </Page>
  );
}

function About({ council }: { council: Council }) {
  const { t } = useTranslation('meetings');
  const { children, parent, quorumCount, quorumName, formerNames } = council;
  return (
    <Card title={t('council.about')}>
      <DescriptionList
        items={[
          { term: t('council.kind'), detail: council.kindName },
          {
            term: t('council.parent'),
            detail: parent && <TextLink to={`/councils/${parent.id}`}>{parent.name}</TextLink>,
          },
          {
            term: t('council.children'),
            detail: children.length > 0 && (
              <ul>
                {children.map((child) => (
                  <li key={child.id}>
                    <TextLink to={`/councils/${child.id}`}>{child.name}</TextLink>（{child.kindName}）
                  </li>
                ))}
              </ul>
            ),
          },
          { term: t('council.secretariat'), detail: council.secretariat.name },
          { term: t('council.purpose'), detail: council.purpose },
          {
            term: t('council.quorum'),
            detail: quorumCount === null ? quorumName : t('council.quorumCount', { count: quorumCount }),
          },
          { term: t('council.notice'), detail: t('council.noticeDays', { count: council.noticeDays }) },
          {
            term: t('council.approval'),
            detail: t('council.approvalDays', { name: council.approvalName, count: council.reviewDays }),
          },
          {
            term: t('council.formerNames'),
            detail: formerNames
              .map((former) => t('council.formerName', { name: former.name, day: inEra(former.until) }))
              .join('\n'),
          },
        ]}
      />
    </Card>
  );
}

function Dissolving({ council: { id, version } }: { council: Council }) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const dissolving = useMutation({
    mutationFn: dissolveCouncil,
    onSuccess: () => {
      setAsking(false);
      say(t('council.dissolvedNow'));
    },
  });
  return (
    <div>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('council.dissolve')}
      </Button>
      {asking && (
        <Dialog title={t('council.dissolveTitle')} onClose={() => setAsking(false)}>
          <p>{t('council.dissolveText')}</p>
          {dissolving.isError && <FailureNotice failure={dissolving.error} />}
          <DialogActions onCancel={() => setAsking(false)}>
            <Button
              look="danger"
              busy={dissolving.isPending}
              onClick={() => dissolving.mutate({ id, version })}
            >
              {t('council.dissolve')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </div>
  );
}
