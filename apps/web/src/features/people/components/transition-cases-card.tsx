import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { personCasesQuery } from '../api/person-transitions.js';

/** The transitions of a person, each with a page of its own. */
export function TransitionCasesCard({ personId }: { personId: string }) {
  const { t } = useTranslation('personTransitions');
  const cases = useQuery(personCasesQuery(personId)).data;
  if (!cases) return null;
  return (
    <Card
      title={t('cases')}
      aside={
        <ButtonLink look="secondary" to={`/transition-cases/new?person=${personId}`}>
          {t('newCase')}
        </ButtonLink>
      }
    >
      <div className="grid gap-3">
        <p className="text-solid-gray-700">{cases.length === 0 ? t('noCases') : t('casesLead')}</p>
        {cases.length > 0 && (
          <ul className="divide-y divide-solid-gray-300">
            {cases.map(({ id, kindName, startsOn, endsOn, closedAt, goal, referrals }) => (
              <li key={id} className="grid gap-1 py-3">
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <TextLink to={`/transition-cases/${id}`} className="font-bold">
                    {kindName}
                  </TextLink>
                  <StatusBadge tone={closedAt ? 'ended' : 'moving'}>
                    {closedAt ? t('caseClosed', { day: inEra(closedAt) }) : t('caseOpen')}
                  </StatusBadge>
                  <span>{t('caseDays', { from: inEra(startsOn), until: inEra(endsOn) })}</span>
                  <span>{t('caseReferrals', { count: referrals.length })}</span>
                </p>
                <p className="line-clamp-2 whitespace-pre-line">{goal}</p>
              </li>
            ))}
          </ul>
        )}
        <p>
          <TextLink to="/transition-cases">{t('allCases')}</TextLink>
        </p>
      </div>
    </Card>
  );
}
