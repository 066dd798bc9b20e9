import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { transitionCaseQuery, type TransitionCase } from '../api/transition-cases.js';
import { CaseReferrals } from './case-referrals.js';
import { CaseChangeDialog } from './case-change-dialog.js';
import { CaseClosingDialog } from './case-closing-dialog.js';

/** One transition: the goal, the days, every referral and where it stands. */
export function CasePage() {
  const { caseId = '' } = useParams();
  const found = useQuery(transitionCaseQuery(caseId));
  return <Loaded query={found}>{(transition) => <CaseContent transition={transition} />}</Loaded>;
}

function CaseContent({ transition }: { transition: TransitionCase }) {
  const { t } = useTranslation('transitionCases');
  const { id, personId, personName, kindName, closedAt } = transition;
  return (
    <Page
      title={t('ofPerson', { name: personName })}
      trail={[{ to: '/transition-cases', label: t('title') }]}
      badges={
        <StatusBadge tone={closedAt ? 'ended' : 'moving'}>
          {closedAt ? t('closed', { day: inEra(closedAt) }) : t('states.open')}
        </StatusBadge>
      }
      lead={kindName}
    >
      <p className="no-print flex flex-wrap gap-x-4 gap-y-1">
        <TextLink to={`/people/${personId}`}>{t('toPerson')}</TextLink>
        <a
          className="text-blue-900 underline underline-offset-4"
          href={`/api/v1/transition-cases/${id}/sheet`}
          target="_blank"
          rel="noreferrer"
        >
          {t('print')}
        </a>
      </p>
      <PlanCard transition={transition} />
      <CaseReferrals transition={transition} />
      {!closedAt && <ClosingPart transition={transition} />}
    </Page>
  );
}

function PlanCard({ transition }: { transition: TransitionCase }) {
  const { t } = useTranslation('transitionCases');
  const [changing, setChanging] = useState(false);
  const { goal, startsOn, endsOn, term, outcome, closedAt, closedBy } = transition;
  return (
    <Card
      title={t('planned')}
      aside={
        !closedAt && (
          <Button look="secondary" onClick={() => setChanging(true)}>
            {t('change')}
          </Button>
        )
      }
    >
      <div className="grid gap-4">
        {!closedAt && term && term.endsOn !== endsOn && (
          <Notice>{t('beyondTerm', { kind: term.kindName, day: inEra(term.endsOn) })}</Notice>
        )}
        <DescriptionList
          items={[
            { term: t('goal'), detail: goal },
            { term: t('planned'), detail: t('days', { from: inEra(startsOn), until: inEra(endsOn) }) },
            {
              term: t('termOf'),
              detail: term && (
                <TextLink to="/support-terms">
                  {t('termDay', { kind: term.kindName, day: inEra(term.endsOn) })}
                </TextLink>
              ),
            },
            { term: t('outcome'), detail: outcome },
            { term: t('closedBy'), detail: closedBy },
          ]}
        />
      </div>
      {changing && <CaseChangeDialog transition={transition} onClose={() => setChanging(false)} />}
    </Card>
  );
}

function ClosingPart({ transition }: { transition: TransitionCase }) {
  const { t } = useTranslation('transitionCases');
  const [closing, setClosing] = useState(false);
  if (!transition.mayClose) return <p className="text-solid-gray-700">{t('closeLead')}</p>;
  return (
    <div>
      <Button look="secondary" onClick={() => setClosing(true)}>
        {t('close')}
      </Button>
      {closing && <CaseClosingDialog transition={transition} onClose={() => setClosing(false)} />}
    </div>
  );
}
