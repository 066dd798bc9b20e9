import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { Agency, AgencyService } from '../api/get-agency.js';
import { OpeningDialog } from './opening-dialog.js';
import { OpeningHours } from './opening-hours.js';
import { ServiceFacts } from './service-facts.js';
import { FreshnessTag, VacancyText } from './vacancy.js';
import { VacancyDialog } from './vacancy-dialog.js';

/** One service: how full it is, when it is open. The own agency can say both. */
export function ServiceCard({ agency, service }: { agency: Agency; service: AgencyService }) {
  const { t } = useTranslation('directory');
  const { t: tRecords } = useTranslation('records');
  const [asking, setAsking] = useState<'vacancy' | 'opening' | undefined>();
  const close = () => setAsking(undefined);
  const { vacancy, capacity } = service;
  return (
    <li className="keep-together rounded-12 bg-solid-gray-50 p-4">
      <h3 className="text-std-18B-160">{service.kind.name}</h3>
      {service.name && service.name !== service.kind.name && <p>{service.name}</p>}
      <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-std-18N-160">
        <VacancyText
          vacancy={vacancy ?? { state: 'unknown', stateName: t('vacancy.states.unknown'), available: null }}
          capacity={capacity}
        />
        {vacancy && (
          <span className="text-dns-14N-130">
            <FreshnessTag
              day={vacancy.confirmedOn}
              text={t('vacancy.asOf', { day: inEra(vacancy.confirmedOn) })}
            />
          </span>
        )}
      </p>
      {vacancy?.lapsed && <StatusBadge tone="waiting">{t('vacancy.lapsed')}</StatusBadge>}
      {vacancy?.note && <p className="mt-1 whitespace-pre-line">{vacancy.note}</p>}
      {service.endedOn && (
        <StatusBadge tone="ended">{tRecords('page.ended', { day: inEra(service.endedOn) })}</StatusBadge>
      )}
      {service.description && <p className="mt-3 whitespace-pre-line">{service.description}</p>}
      {service.plainDescription && (
        <details className="no-print mt-1">
          <summary className="min-h-6 w-fit cursor-pointer underline">{tRecords('page.plain')}</summary>
          <p className="mt-1 whitespace-pre-line">{service.plainDescription}</p>
        </details>
      )}
      <div className="mt-3 grid gap-3">
        <OpeningHours service={service} />
        <ServiceFacts service={service} />
      </div>
      <div className="mt-3 flex flex-wrap gap-3 empty:hidden">
        {agency.can.updateVacancy && (
          <Button look="secondary" className="bg-white" onClick={() => setAsking('vacancy')}>
            {t('vacancy.update')}
          </Button>
        )}
        {agency.can.edit && (
          <Button look="secondary" className="bg-white" onClick={() => setAsking('opening')}>
            {t('opening.dialog.open')}
          </Button>
        )}
      </div>
      {asking === 'vacancy' && <VacancyDialog service={service} onClose={close} />}
      {asking === 'opening' && <OpeningDialog agency={agency} service={service} onClose={close} />}
    </li>
  );
}
