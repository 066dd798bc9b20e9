import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Icon } from '../../../components/icon.js';
import { EntryUpkeep } from '../../../components/entry-upkeep.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { agencyQuery, type Agency } from '../api/get-agency.js';
import { AgencyContent } from './agency-content.js';

/** One agency: what it offers, how full it is, whom to call. */
export function AgencyPage() {
  const { agencyId = '' } = useParams();
  const agency = useQuery(agencyQuery(agencyId));
  return <Loaded query={agency}>{(found) => <AgencyInFull agency={found} />}</Loaded>;
}

function AgencyInFull({ agency }: { agency: Agency }) {
  const { t } = useTranslation('directory');
  const { t: tRecords } = useTranslation('records');
  return (
    <Page
      title={agency.name}
      trail={[{ to: '/agencies', label: t('agency.trail') }]}
      badges={
        <>
          {agency.inPortal && <StatusBadge tone="good">{t('agency.inPortal')}</StatusBadge>}
          {agency.status === 'suspended' && (
            <StatusBadge tone="waiting">{tRecords('banner.suspendedTitle')}</StatusBadge>
          )}
          {agency.status === 'closed' && (
            <StatusBadge tone="ended">{tRecords('banner.closedTitle')}</StatusBadge>
          )}
        </>
      }
      lead={[agency.type.name, agency.area?.prefecture, agency.area?.name].filter(Boolean).join('／')}
      actions={
        <>
          {agency.can.refer && (
            <ButtonLink to={`/referrals/new?agency=${agency.id}`}>{t('agency.refer')}</ButtonLink>
          )}
          {agency.can.refer && (
            <ButtonLink look="secondary" to={`/vacancy-inquiries/new?agency=${agency.id}`}>
              {t('agency.askForRoom')}
            </ButtonLink>
          )}
          {agency.can.edit && (
            <ButtonLink look="secondary" to={`/agencies/${agency.id}/edit`}>
              {tRecords('page.edit')}
            </ButtonLink>
          )}
          <Button look="quiet" onClick={() => window.print()}>
            <Icon name="print" />
            {tRecords('page.print')}
          </Button>
        </>
      }
    >
      {agency.waiting > 0 && (
        <Notice className="no-print">
          {tRecords('page.waiting', { count: agency.waiting })}{' '}
          <TextLink to={`/agencies/${agency.id}/history`}>{tRecords('page.history')}</TextLink>
        </Notice>
      )}
      {agency.status === 'active' && !agency.inPortal && <Notice>{t('agency.notInPortal')}</Notice>}
      <EntryUpkeep agency={agency} />
      <AgencyContent agency={agency} />
    </Page>
  );
}
