import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { OutsideLink, PhoneLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { writtenPostalCode } from '../../../lib/postal-code.js';
import { agencyQuery, type Agency } from '../api/get-agency.js';
import { ContactWindows } from './contact-windows.js';
import { ServiceCard } from './service-card.js';
import { FreshnessTag } from './vacancy.js';

/** One agency: what it offers, how full it is, whom to call. */
export function AgencyPage() {
  const { agencyId = '' } = useParams();
  const agency = useQuery(agencyQuery(agencyId));
  return <Loaded query={agency}>{(found) => <AgencyContent agency={found} />}</Loaded>;
}

function AgencyContent({ agency }: { agency: Agency }) {
  const { t } = useTranslation('directory');
  return (
    <Page
      title={agency.name}
      trail={[{ to: '/agencies', label: t('agency.trail') }]}
      badges={agency.inPortal && <StatusBadge tone="good">{t('agency.inPortal')}</StatusBadge>}
      lead={[agency.type.name, agency.area?.prefecture, agency.area?.name].filter(Boolean).join('／')}
      actions={
        agency.can.refer && (
          <ButtonLink to={`/referrals/new?agency=${agency.id}`}>{t('agency.refer')}</ButtonLink>
        )
      }
    >
      {agency.status !== 'active' && <Notice tone="warning">{t(`agency.${agency.status}`)}</Notice>}
      {agency.status === 'active' && !agency.inPortal && <Notice>{t('agency.notInPortal')}</Notice>}
      <div className="grid items-start gap-6 @4xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title={t('agency.services')}>
          {agency.services.length === 0 ? (
            <p>{t('agency.noServices')}</p>
          ) : (
            <ul className="grid gap-4">
              {agency.services.map((service) => (
                <ServiceCard key={service.id} agency={agency} service={service} />
              ))}
            </ul>
          )}
        </Card>
        <div className="grid gap-6">
          <Card title={t('agency.windows')}>
            <ContactWindows agency={agency} />
          </Card>
          <Card title={t('agency.basics')}>
            <AgencyBasics agency={agency} />
          </Card>
        </div>
      </div>
    </Page>
  );
}

function AgencyBasics({ agency }: { agency: Agency }) {
  const { t } = useTranslation('directory');
  return (
    <DescriptionList
      items={[
        { term: t('agency.kana'), detail: agency.kana },
        { term: t('agency.corporation'), detail: agency.corporation },
        { term: t('agency.aliases'), detail: agency.aliases.join('、') },
        { term: t('agency.formerNames'), detail: agency.formerNames.join('、') },
        {
          term: t('agency.address'),
          detail: agency.addressHidden
            ? t('agency.addressHidden')
            : [agency.postalCode && writtenPostalCode(agency.postalCode), agency.address]
                .filter(Boolean)
                .join('\n'),
        },
        { term: t('agency.phone'), detail: agency.phone && <PhoneLink number={agency.phone} /> },
        { term: t('agency.fax'), detail: agency.fax },
        {
          term: t('agency.website'),
          detail: agency.website && <OutsideLink href={agency.website}>{agency.website}</OutsideLink>,
        },
        { term: t('agency.code'), detail: agency.code },
        {
          term: t('agency.updated'),
          detail: <FreshnessTag day={agency.updatedOn} text={inEra(agency.updatedOn)} />,
        },
      ]}
    />
  );
}
