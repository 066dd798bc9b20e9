import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { EmptyState } from '../../../components/empty-state.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { useSay } from '../../../components/toast.js';
import { noticesQuery, type NoticePage } from '../api/list-notices.js';
import { readAllNotices } from '../api/read-all-notices.js';
import { NoticeItem } from './notice-item.js';

/** The inbox of notices. */
export function NoticesPage() {
  const { t } = useTranslation('notices');
  const [params] = useSearchParams();
  const say = useSay();
  const unread = params.get('unread') === 'true';
  const notices = useQuery(noticesQuery({ unread, page: Math.max(1, Number(params.get('page')) || 1) }));
  const readingAll = useMutation({ mutationFn: readAllNotices, onSuccess: () => say(t('allRead')) });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button look="secondary" busy={readingAll.isPending} onClick={() => readingAll.mutate()}>
          {t('readAll')}
        </Button>
      }
    >
      <ChoiceLinks
        label={t('title')}
        choices={[
          { to: '?', label: t('all'), chosen: !unread },
          { to: '?unread=true', label: t('unread'), chosen: unread },
        ]}
      />
      <Loaded query={notices}>{(page) => <NoticeList page={page} unread={unread} />}</Loaded>
    </Page>
  );
}

function NoticeList({ page, unread }: { page: NoticePage; unread: boolean }) {
  const { t } = useTranslation('notices');
  if (page.total === 0) {
    return <EmptyState title={t('noneTitle')}>{unread ? t('noneUnread') : t('none')}</EmptyState>;
  }
  return (
    <div>
      <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
        {page.items.map((notice) => (
          <NoticeItem key={notice.id} notice={notice} />
        ))}
      </ul>
      <Pager page={page.page} perPage={page.perPage} total={page.total} />
    </div>
  );
}
