import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { AgencyService } from '../api/get-agency.js';
import { OpeningHours } from './opening-hours.js';
import { FreshnessTag, VacancyText } from './vacancy.js';
import { VacancyDialog } from './vacancy-dialog.js';

/** One service: how full it is, when it is open. The own agency can say how full it is now. */
export function ServiceCard({ service, mayUpdate }: { service: AgencyService; mayUpdate: boolean }) {
  const { t } = useTranslation('directory');
  const [updating, setUpdating] = useState(false);
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
      {service.description && <p className="mt-1 whitespace-pre-line">{service.description}</p>}
      <div className="mt-2">
        <OpeningHours service={service} />
      </div>
      {mayUpdate && (
        <Button look="secondary" className="mt-3 bg-white" onClick={() => setUpdating(true)}>
          {t('vacancy.update')}
        </Button>
      )}
      {updating && <VacancyDialog service={service} onClose={() => setUpdating(false)} />}
    </li>
  );
}
