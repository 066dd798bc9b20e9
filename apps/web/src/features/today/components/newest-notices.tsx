import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { newestUnreadQuery } from '../api/list-unread.js';

/** The newest notices nobody has opened yet. */
export function NewestNotices() {
  const { t } = useTranslation('today');
  const unread = useQuery(newestUnreadQuery);
  return (
    <Card title={t('notices')}>
      <Loaded query={unread} lines={2}>
        {(notices) =>
          notices.length === 0 ? (
            <p className="text-solid-gray-700">{t('noNotices')}</p>
          ) : (
            <ul className="divide-y divide-solid-gray-300">
              {notices.map(({ id, title, path, createdAt }) => (
                <li key={id} className="py-2 first:pt-0">
                  <TextLink to={path ?? '/notices'}>{title}</TextLink>
                  <time dateTime={createdAt} className="block text-dns-14N-130 text-solid-gray-700">
                    {asMoment(createdAt)}
                  </time>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <p className="mt-3">
        <TextLink to="/notices">{t('allNotices')}</TextLink>
      </p>
    </Card>
  );
}
