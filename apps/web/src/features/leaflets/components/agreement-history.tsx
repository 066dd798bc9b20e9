import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { asMoment } from '../../../lib/japanese-date.js';
import type { LeafletAgency } from '../api/leaflet-agencies.js';

/** What an agency has agreed to so far, and what became of it. */
export function AgreementHistory({ history }: { history: LeafletAgency['history'] }) {
  const { t } = useTranslation('leaflets');
  return (
    <Card title={t('agency.history')}>
      {history.length === 0 ? (
        <p>{t('agency.none')}</p>
      ) : (
        <ul className="divide-y divide-solid-gray-300">
          {history.map(({ at, by, through, note, endedAt, endedWhy }) => (
            <li key={at} className="py-2">
              {t('agency.agreedBy', { at: asMoment(at), by, through: t(`agency.through.${through}`) })}
              {note && <span className="block text-dns-14N-130 text-solid-gray-700">{note}</span>}
              {endedAt && endedWhy && (
                <span className="block text-dns-14N-130 text-solid-gray-700">
                  {t(`agency.ended.${endedWhy}`, { at: asMoment(endedAt) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
