import { useTranslation } from 'react-i18next';
import { DescriptionList } from '../../../components/description-list.js';
import { StatusBadge } from '../../../components/status-badge.js';
import type { AgencyService } from '../api/get-agency.js';

const tones = { open: 'good', closed: 'ended', unknown: 'waiting' } as const;

/** When a service is open: now, by its rules, and where nobody has confirmed them, that and what they were read from. */
export function OpeningHours({ service }: { service: AgencyService }) {
  const { t } = useTranslation('directory');
  const { opening, hours, closedDays } = service;
  const source = [
    { term: t('agency.hours'), detail: hours },
    { term: t('agency.closedDays'), detail: closedDays },
  ];
  if (!opening) return <DescriptionList items={source} />;
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge tone={tones[opening.state]}>{t(`opening.state.${opening.state}`)}</StatusBadge>
        <span>{opening.stateText}</span>
      </p>
      <DescriptionList items={[{ term: t('agency.hours'), detail: opening.text }]} />
      {opening.note && <p className="whitespace-pre-line">{opening.note}</p>}
      {!opening.confirmed && (
        <div className="grid gap-1 text-dns-14N-130">
          <p>
            <StatusBadge tone="waiting">{t('opening.notConfirmed')}</StatusBadge>{' '}
            {t('opening.notConfirmedWhy')}
          </p>
          {(hours || closedDays) && (
            <details>
              <summary className="min-h-6 w-fit underline">{t('opening.source')}</summary>
              <DescriptionList items={source} />
            </details>
          )}
        </div>
      )}
    </div>
  );
}
