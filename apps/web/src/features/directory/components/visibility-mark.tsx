import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon.js';

/** Says that not everybody sees a thing. What everybody sees has no mark. */
export function VisibilityMark({ visibility }: { visibility: 'public' | 'members' | 'own' }) {
  const { t } = useTranslation('records');
  if (visibility === 'public') return null;
  return (
    <span className="inline-flex items-center gap-1 text-dns-14N-130 text-solid-gray-700">
      <Icon name="lock" className="size-4" />
      {visibility === 'members' ? t('page.notPublic') : t('page.ownOnly')}
    </span>
  );
}
