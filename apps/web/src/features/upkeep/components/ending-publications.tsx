import { useTranslation } from 'react-i18next';
import { Notice } from '../../../components/notice.js';
import type { PairSide } from '../api/duplicates.js';

/** Which publications of the one that stays would end: the consent of two is the narrower one. */
export function EndingPublications({ kept, gone }: { kept: PairSide; gone: PairSide }) {
  const { t } = useTranslation('upkeep');
  if (kept.unpublishes.length === 0) return <p>{t('duplicate.unpublish.none', { name: kept.name })}</p>;
  return (
    <Notice tone="warning" title={t('duplicate.unpublish.title')}>
      <p>{t('duplicate.unpublish.why', { gone: gone.name })}</p>
      <ul className="list-disc pl-6">
        {kept.unpublishes.map(({ channel, fields }) => (
          <li key={channel}>
            {t(fields ? 'duplicate.unpublish.fewer' : 'duplicate.unpublish.ends', {
              channel: t(`duplicate.unpublish.${channel as 'leaflet'}`),
              fields: fields?.join('、'),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
