import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import type { NoticeLine } from '../api/list-notices.js';
import { readNotice } from '../api/read-notice.js';

/** One notice; opening what it is about also marks it as read. */
export function NoticeItem({ notice }: { notice: NoticeLine }) {
  const { t } = useTranslation('notices');
  const reading = useMutation({ mutationFn: readNotice });
  const unread = notice.readAt === null;
  const markRead = () => unread && reading.mutate(notice.id);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className={unread ? 'font-bold' : undefined}>
          {unread && (
            <span className="mr-2">
              <StatusBadge tone="moving">{t('unreadMark')}</StatusBadge>
            </span>
          )}
          {notice.path ? (
            <TextLink to={notice.path} onClick={markRead}>
              {notice.title}
            </TextLink>
          ) : (
            notice.title
          )}
        </p>
        <p className="text-dns-14N-130 text-solid-gray-700">
          <time dateTime={notice.createdAt}>{asMoment(notice.createdAt)}</time>
        </p>
      </div>
      {unread && (
        <Button look="quiet" busy={reading.isPending} onClick={markRead}>
          {t('read')}
        </Button>
      )}
    </li>
  );
}
