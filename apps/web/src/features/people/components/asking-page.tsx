import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Button, ButtonLink, DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import { askingQuery, dropAsking, formAddress, issueAsking, type Asking } from '../api/askings.js';
import { personQuery, type Person } from '../api/get-person.js';
import { changesBetween } from '../consent-cells.js';
import { AnswerForm } from './answer-form.js';
import { CellChangesList } from './cell-changes.js';
import { ConsentMatrix } from './consent-matrix.js';

const tones: Record<Asking['state'], BadgeTone> = {
  drafting: 'waiting',
  asked: 'moving',
  given: 'good',
  refused: 'danger',
  error: 'ended',
};

/** One asking: its form to print, and the answer when it comes. */
export function AskingPage() {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const { personId = '', askingId = '' } = useParams();
  const person = useQuery(personQuery(personId));
  const asking = useQuery(askingQuery(askingId));
  return (
    <Loaded query={person}>
      {(found) => (
        <Loaded query={asking}>
          {(asked) => (
            <Page
              title={tConsents('asking.title', { number: asked.number })}
              trail={[
                { to: '/people', label: t('person.trail') },
                { to: `/people/${personId}/consents`, label: found.name },
              ]}
              badges={
                <StatusBadge tone={tones[asked.state]}>
                  {tConsents(`asking.states.${asked.state}`)}
                </StatusBadge>
              }
              actions={<DownloadLink href={formAddress(asked.id)}>{tConsents('asking.print')}</DownloadLink>}
            >
              <AskingContent person={found} asking={asked} />
            </Page>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function AskingContent({ person, asking }: { person: Person; asking: Asking }) {
  const { t } = useTranslation('consents');
  const { t: tTerms } = useTranslation('terms');
  const [answering, setAnswering] = useState(false);
  const validity =
    asking.validity === 'day'
      ? t('form.until', { day: inEra(asking.lastDay) })
      : t(`asking.validity.${asking.validity}`, { years: asking.validYears });
  return (
    <>
      <Steps asking={asking} answering={answering} onAnswer={() => setAnswering(true)} />
      {answering && asking.canAnswer && <AnswerForm person={person} asking={asking} />}
      {asking.consentId && (
        <p>
          <TextLink to={`/people/${person.id}/consents#consent-${asking.consentId}`}>
            {t('asking.answered')}
          </TextLink>
        </p>
      )}
      {!answering && (
        <>
          <Card title={t('asking.what')}>
            <DescriptionList
              items={[
                { term: t('asking.until'), detail: validity },
                {
                  term: t('asking.decider'),
                  detail:
                    asking.givenBy === 'person'
                      ? asking.givenByName
                      : `${asking.representative ?? ''}（${asking.authority ? tTerms(`authority.${asking.authority}`) : ''}）`,
                },
                {
                  term: t('asking.askedAt'),
                  detail: asking.askedAt && `${asMoment(asking.askedAt)}（${asking.askedBy ?? ''}）`,
                },
                { term: t('asking.renews'), detail: asking.before?.number },
                { term: t('asking.note'), detail: asking.note },
              ]}
            />
            <div className="mt-4">
              <ConsentMatrix cells={asking.cells} caption={t('asking.table')} mark="box" />
            </div>
          </Card>
          {asking.before && (
            <Card title={t('changes.since', { number: asking.before.number })}>
              <CellChangesList changes={changesBetween(asking.before.cells, asking.cells)} />
            </Card>
          )}
        </>
      )}
    </>
  );
}

type StepsProps = { asking: Asking; answering: boolean; onAnswer: () => void };

/** What can be done next: change it, hand it over, take the answer, call it off. */
function Steps({ asking, answering, onAnswer }: StepsProps) {
  const { t } = useTranslation('consents');
  const say = useSay();
  const navigate = useNavigate();
  const issuing = useMutation({ mutationFn: issueAsking, onSuccess: () => say(t('asking.issued')) });
  const dropping = useMutation({
    mutationFn: dropAsking,
    onSuccess: async () => {
      say(t('asking.dropped', { number: asking.number }));
      await navigate(`/people/${asking.personId}/consents`);
    },
  });
  const seen = { id: asking.id, version: asking.version };
  const failure = issuing.error ?? dropping.error;
  if (!asking.canDrop) return null;
  return (
    <Card>
      <p className="mb-3">{t(asking.canIssue ? 'asking.leadDraft' : 'asking.leadAsked')}</p>
      {failure && <FailureNotice failure={failure} />}
      <div className="flex flex-wrap gap-3">
        {asking.canIssue && (
          <Button busy={issuing.isPending} onClick={() => issuing.mutate(seen)}>
            {t('asking.issue')}
          </Button>
        )}
        {asking.canAnswer && !answering && <Button onClick={onAnswer}>{t('asking.answer')}</Button>}
        {asking.canRewrite && (
          <ButtonLink look="secondary" to={`/people/${asking.personId}/consents/new?asking=${asking.id}`}>
            {t('asking.rewrite')}
          </ButtonLink>
        )}
        <Button look="quiet" busy={dropping.isPending} onClick={() => dropping.mutate(seen)}>
          {t('asking.drop')}
        </Button>
      </div>
    </Card>
  );
}
