import { useTranslation } from 'react-i18next';
import { Notice } from '../../../components/notice.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { Agency } from '../api/get-agency.js';

type Announced = Agency['announced'][number];

/** What has become of an agency, who carries on, and what it has announced. */
export function AgencyStanding({ agency }: { agency: Agency }) {
  const { t } = useTranslation('records');
  const announced = agency.announced.filter(({ status, moves }) => moves || status !== 'active');
  return (
    <>
      {agency.status === 'suspended' && (
        <Notice tone="warning" title={t('banner.suspendedTitle')}>
          <p>{suspendedText(agency, t)}</p>
          {agency.statusNote && <p className="mt-1 whitespace-pre-line">{agency.statusNote}</p>}
        </Notice>
      )}
      {agency.status === 'closed' && (
        <Notice tone="warning" title={t('banner.closedTitle')}>
          <p>
            {agency.statusFrom
              ? t('banner.closed', { from: inEra(agency.statusFrom) })
              : t('banner.closedUndated')}
          </p>
          {agency.statusNote && <p className="mt-1 whitespace-pre-line">{agency.statusNote}</p>}
          {agency.successor && (
            <p className="mt-2">
              {t('banner.successor')}：
              <TextLink to={`/agencies/${agency.successor.id}`} className="font-bold">
                {agency.successor.name}
              </TextLink>
            </p>
          )}
        </Notice>
      )}
      {announced.length > 0 && (
        <Notice title={t('banner.announcedTitle')}>
          <ul className="grid gap-2">
            {announced.map((change) => (
              <li key={change.id}>
                <p className="font-bold">
                  <AnnouncedText change={change} />
                </p>
                {change.moves && change.address && (
                  <p>
                    {t('banner.newAddress')}：{change.address}
                  </p>
                )}
                {change.note && <p className="whitespace-pre-line">{change.note}</p>}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

/** One announcement in a few words. */
export function AnnouncedText({ change }: { change: Announced }) {
  const { t } = useTranslation('records');
  const on = inEra(change.on);
  if (change.moves) return t('standing.planned.moved', { on });
  if (change.status === 'suspended')
    return change.until
      ? t('standing.planned.suspendedUntil', { on, until: inEra(change.until) })
      : t('standing.planned.suspended', { on });
  if (change.status === 'closed')
    return change.successor
      ? t('standing.planned.merged', { on, name: change.successor.name })
      : t('standing.planned.closed', { on });
  return t('standing.planned.active', { on });
}

function suspendedText(
  { statusFrom, statusUntil }: Agency,
  t: ReturnType<typeof useTranslation<'records'>>['t'],
): string {
  const from = statusFrom ? inEra(statusFrom) : '';
  return statusUntil
    ? t('banner.suspendedUntil', { from, until: inEra(statusUntil) })
    : t('banner.suspended', { from });
}
