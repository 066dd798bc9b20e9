import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Chip } from '../../../components/chip.js';
import { DescriptionList } from '../../../components/description-list.js';
import { OutsideLink, PhoneLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { writtenPostalCode } from '../../../lib/postal-code.js';
import type { Agency } from '../api/get-agency.js';
import { AgencyLeaflets, AgencyPhotos } from './agency-files.js';
import { AgencyStanding } from './agency-standing.js';
import { ContactWindows } from './contact-windows.js';
import { FreshnessBadge } from './freshness-badge.js';
import { ServiceCard } from './service-card.js';
import { TraineeOffers } from './trainee-offers.js';
import { FreshnessTag } from './vacancy.js';
import { VisibilityMark } from './visibility-mark.js';

type AgencyContentProps = { agency: Agency; isPreview?: boolean };

/** Everything that an agency tells about itself. A preview offers nothing to do. */
export function AgencyContent({ agency: found, isPreview = false }: AgencyContentProps) {
  const { t } = useTranslation('directory');
  const { t: tRecords } = useTranslation('records');
  const agency = isPreview ? { ...found, can: { ...found.can, updateVacancy: false, edit: false } } : found;
  return (
    <div className="grid gap-6">
      <AgencyStanding agency={agency} />
      <AgencyPhotos agency={agency} />
      <Introduction agency={agency} />
      <div className="grid items-start gap-6 @4xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] @4xl:grid-rows-[auto_1fr]">
        <div className="grid min-w-0 gap-6">
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
          {agency.traineeOffers.length > 0 && (
            <Card title={tRecords('page.traineeOffers')}>
              <TraineeOffers offers={agency.traineeOffers} />
            </Card>
          )}
        </div>
        <div className="grid min-w-0 gap-6 @4xl:row-span-2">
          <Card title={t('agency.windows')}>
            <ContactWindows agency={agency} />
          </Card>
          <Card title={t('agency.basics')}>
            <AgencyBasics agency={agency} />
          </Card>
          <AgencyLeaflets agency={agency} />
          {agency.links.length > 0 && (
            <Card title={tRecords('page.links')}>
              <ul className="grid gap-2">
                {agency.links.map(({ label, url }) => (
                  <li key={url + label}>
                    <OutsideLink href={url}>{label}</OutsideLink>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
        <div className="grid min-w-0 gap-6 empty:hidden">
          <Chips title={tRecords('page.barrierFree')} names={agency.barrierFree} />
          <AreasInCharge areas={agency.areasInCharge} />
        </div>
      </div>
    </div>
  );
}

function Introduction({ agency }: { agency: Agency }) {
  const { t } = useTranslation('records');
  if (!agency.description && !agency.plainDescription) return null;
  return (
    <div className="grid max-w-prose gap-3">
      {agency.description && <p className="text-std-18N-160 whitespace-pre-line">{agency.description}</p>}
      {agency.plainDescription && (
        <details className="no-print rounded-12 border border-solid-gray-300 p-3" open={!agency.description}>
          <summary className="min-h-6 w-fit cursor-pointer font-bold">{t('page.plain')}</summary>
          <p className="mt-2 text-std-18N-160 whitespace-pre-line">{agency.plainDescription}</p>
        </details>
      )}
    </div>
  );
}

function AgencyBasics({ agency }: { agency: Agency }) {
  const { t } = useTranslation('directory');
  const { t: tRecords } = useTranslation('records');
  // Whoever keeps the entry sees more than others, and should see that.
  const marked = (name: string, content: ReactNode) => {
    const narrow = agency.narrow.find(({ field }) => field === name);
    return (
      <>
        {content} {narrow && <VisibilityMark visibility={narrow.visibility} />}
      </>
    );
  };
  return (
    <DescriptionList
      items={[
        { term: t('agency.kana'), detail: agency.kana },
        { term: t('agency.aliases'), detail: agency.aliases.join('、') },
        { term: t('agency.formerNames'), detail: agency.formerNames.join('、') },
        { term: t('agency.address'), detail: <Address agency={agency} /> },
        {
          term: tRecords('page.access'),
          detail: agency.accessNote && marked('accessNote', agency.accessNote),
        },
        {
          term: t('agency.phone'),
          detail: agency.phone && marked('phone', <PhoneLink number={agency.phone} />),
        },
        { term: t('agency.fax'), detail: agency.fax && marked('fax', agency.fax) },
        {
          term: tRecords('page.email'),
          detail:
            agency.email &&
            marked(
              'email',
              <OutsideLink href={`mailto:${agency.email}`} className="break-all">
                {agency.email}
              </OutsideLink>,
            ),
        },
        {
          term: t('agency.website'),
          detail: agency.website && (
            <OutsideLink href={agency.website} className="break-all">
              {agency.website}
            </OutsideLink>
          ),
        },
        { term: t('agency.corporation'), detail: agency.corporation },
        { term: tRecords('page.corporationNumber'), detail: agency.corporationNumber },
        { term: t('agency.code'), detail: agency.code },
        { term: tRecords('page.confirmed'), detail: <FreshnessBadge freshness={agency.freshness} /> },
        {
          term: t('agency.updated'),
          detail: <FreshnessTag day={agency.updatedOn} text={inEra(agency.updatedOn)} />,
        },
      ]}
    />
  );
}

/** A hidden address is shown to those who keep it, and said to be hidden. */
function Address({ agency }: { agency: Agency }): ReactNode {
  const { t } = useTranslation('directory');
  const { t: tRecords } = useTranslation('records');
  const lines = [agency.postalCode && writtenPostalCode(agency.postalCode), agency.address].filter(Boolean);
  if (!agency.addressHidden) return lines.length > 0 ? lines.join('\n') : null;
  if (lines.length === 0) return t('agency.addressHidden');
  return (
    <>
      {lines.join('\n')}
      <span className="block text-dns-14N-130 text-orange-1000">{tRecords('page.hiddenFor')}</span>
    </>
  );
}

function Chips({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="flex flex-wrap gap-2">
        {names.map((name) => (
          <li key={name}>
            <Chip>{name}</Chip>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function AreasInCharge({ areas }: { areas: Agency['areasInCharge'] }) {
  const { t } = useTranslation('records');
  if (areas.length === 0) return null;
  const blocks = [...new Set(areas.map(({ around }) => around))];
  return (
    <Card title={t('page.areas')}>
      <DescriptionList
        items={blocks.map((block) => ({
          term: block || t('areas.other'),
          detail: areas
            .filter(({ around }) => around === block)
            .map(({ name }) => name)
            .join('、'),
        }))}
      />
    </Card>
  );
}
