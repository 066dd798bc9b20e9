import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../components/dialog.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Notice } from '../../../components/notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Skeleton } from '../../../components/skeleton.js';
import { problemIn } from '../../../lib/problem.js';
import { previewEntry } from '../api/write-entry.js';
import type { EntryContent } from '../entry-content.js';
import { AgencyContent } from './agency-content.js';

type EntryPreviewProps = { agencyId: string; entry: EntryContent; onClose: () => void };

/** The page as others would see it, made of what stands in the form. */
export function EntryPreview({ agencyId, entry, onClose }: EntryPreviewProps) {
  const { t } = useTranslation('records');
  const [circle, setCircle] = useState<'public' | 'members'>('members');
  const shown = useQuery({
    queryKey: ['entry-preview', agencyId, circle, entry],
    queryFn: () => previewEntry({ agencyId, entry, circle }),
    retry: false,
    gcTime: 0,
  });
  return (
    <Dialog title={t('preview.title')} onClose={onClose} wide>
      <RadioGroup
        name="circle"
        label={t('preview.circle')}
        inline
        value={circle}
        onChange={(value) => setCircle(value as 'public')}
        choices={[
          { value: 'members', label: t('preview.members') },
          { value: 'public', label: t('preview.public') },
        ]}
      />
      {shown.isPending && <Skeleton lines={6} />}
      {shown.isError &&
        (problemIn(shown.error)?.status === 422 ? (
          <Notice tone="warning">{t('preview.wrong')}</Notice>
        ) : (
          <FailureNotice failure={shown.error} onRetry={() => void shown.refetch()} />
        ))}
      {shown.data && (
        <div className="rounded-16 border-2 border-dashed border-solid-gray-420 p-4">
          <p className="text-std-24B-150">{shown.data.name}</p>
          <div className="mt-4">
            <AgencyContent agency={shown.data} isPreview />
          </div>
        </div>
      )}
    </Dialog>
  );
}
