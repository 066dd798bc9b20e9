import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErasureDuties } from '../../../components/follow-ups/erasure-duties.js';
import { Grounds } from '../../../components/follow-ups/grounds.js';
import { Openings } from '../../../components/follow-ups/openings.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { openingsToReviewQuery } from '../../../lib/emergencies.js';
import { erasureDutiesQuery } from '../../../lib/erasure-duties.js';
import { currentGroundsQuery } from '../../../lib/legal-grounds.js';
import { misdirectionsQuery, type Misdirection } from '../api/misdirections.js';

/** What is to be done after withdrawals, emergencies and mistakes, on both sides. */
export function FollowUpsPage() {
  const { t } = useTranslation('followUpPages');
  const own = useQuery(erasureDutiesQuery('own'));
  const others = useQuery(erasureDutiesQuery('others'));
  const openings = useQuery(openingsToReviewQuery);
  const grounds = useQuery(currentGroundsQuery);
  const misdirections = useQuery(misdirectionsQuery);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <ButtonLink look="secondary" to="/ledger">
          {t('ledgerLink')}
        </ButtonLink>
      }
    >
      <Card title={t('own.title')}>
        <Loaded query={own}>
          {(duties) => (
            <OrNone none={t('own.none')} isEmpty={duties.length === 0}>
              <ErasureDuties duties={duties} linked />
            </OrNone>
          )}
        </Loaded>
      </Card>
      <Card title={t('openings.title')}>
        <p className="mb-3 text-solid-gray-700">{t('openings.lead')}</p>
        <Loaded query={openings}>
          {(found) => (
            <OrNone none={t('openings.none')} isEmpty={found.length === 0}>
              <Openings openings={found} linked />
            </OrNone>
          )}
        </Loaded>
      </Card>
      <Card title={t('grounds.title')}>
        <Loaded query={grounds}>
          {(found) => (
            <OrNone none={t('grounds.none')} isEmpty={found.length === 0}>
              <Grounds grounds={found} linked />
            </OrNone>
          )}
        </Loaded>
      </Card>
      <Card title={t('others.title')}>
        <Loaded query={others}>
          {(duties) => (
            <OrNone none={t('others.none')} isEmpty={duties.length === 0}>
              <ErasureDuties duties={duties} linked />
            </OrNone>
          )}
        </Loaded>
      </Card>
      <Card title={t('misdirections.title')}>
        <Loaded query={misdirections}>
          {(found) => (
            <OrNone none={t('misdirections.none')} isEmpty={found.length === 0}>
              <Misdirections found={found} />
            </OrNone>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}

function OrNone({ none, isEmpty, children }: { none: string; isEmpty: boolean; children: ReactNode }) {
  return isEmpty ? <p>{none}</p> : children;
}

function Misdirections({ found }: { found: readonly Misdirection[] }) {
  const { t } = useTranslation('followUpPages');
  return (
    <ul className="divide-y divide-solid-gray-300">
      {found.map((incident) => (
        <li key={incident.id} className="flex flex-wrap items-center gap-3 py-3 first:pt-0 last:pb-0">
          <TextLink to={`/follow-ups/misdirections/${incident.id}`}>
            {t('misdirections.line', {
              number: incident.number,
              referral: incident.referralNumber,
              agency: incident.agencyName,
            })}
          </TextLink>
          <StatusBadge tone={incident.closedAt ? 'ended' : 'danger'}>
            {t(incident.closedAt ? 'misdirections.closed' : 'misdirections.open')}
          </StatusBadge>
        </li>
      ))}
    </ul>
  );
}
