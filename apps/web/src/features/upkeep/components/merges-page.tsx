import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import type { Column } from '../../../components/data-table.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import { type Merge, mergesQuery, undoMerge } from '../api/duplicates.js';
import { usePageNumber } from './use-page-number.js';

/** Mergers that were made, and the way to take one back. */
export function MergesPage() {
  const { t } = useTranslation('upkeep');
  const merges = useQuery(mergesQuery(usePageNumber()));
  const [undoing, setUndoing] = useState<Merge>();
  const columns: Column<Merge>[] = [
    {
      key: 'kept',
      label: t('merge.column.kept'),
      names: true,
      cell: ({ keptId, keptName }) => <TextLink to={`/agencies/${keptId}`}>{keptName}</TextLink>,
    },
    {
      key: 'gone',
      label: t('merge.column.gone'),
      cell: ({ goneId, goneName }) => <TextLink to={`/agencies/${goneId}`}>{goneName}</TextLink>,
    },
    {
      key: 'from',
      label: t('merge.column.from'),
      cell: ({ typeName, areaName, goneSources }) => (
        <>
          {goneSources.join('、') || t('merge.here')}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {[typeName, areaName].filter(Boolean).join('／')}
          </span>
        </>
      ),
    },
    {
      key: 'when',
      label: t('merge.column.when'),
      cell: ({ mergedAt, mergedBy }) => (
        <>
          {asMoment(mergedAt)}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {t('merge.by', { name: mergedBy })}
          </span>
        </>
      ),
    },
    {
      key: 'do',
      label: t('merge.column.do'),
      cell: (merge) =>
        merge.undoneAt ? (
          t('merge.undoneBy', { day: inEra(merge.undoneAt), name: merge.undoneBy })
        ) : (
          <Button
            look="secondary"
            aria-label={`${t('merge.undo')}　${merge.goneName}`}
            onClick={() => setUndoing(merge)}
          >
            {t('merge.undo')}
          </Button>
        ),
    },
  ];
  return (
    <Page
      title={t('merge.title')}
      lead={t('merge.lead')}
      trail={[
        { to: '/upkeep', label: t('trail') },
        { to: '/upkeep/duplicates', label: t('duplicate.title') },
      ]}
    >
      <Loaded query={merges}>
        {(page) => (
          <PagedTable
            page={page}
            caption={t('merge.title')}
            columns={columns}
            rowKey={({ id }) => id}
            empty={t('merge.none')}
          />
        )}
      </Loaded>
      {undoing && <UndoDialog merge={undoing} onClose={() => setUndoing(undefined)} />}
    </Page>
  );
}

function UndoDialog({ merge, onClose }: { merge: Merge; onClose: () => void }) {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const undoing = useMutation({
    mutationFn: () => undoMerge(merge.id),
    onSuccess: () => {
      say(t('merge.undone'));
      onClose();
    },
  });
  return (
    <Dialog title={t('merge.undoTitle')} onClose={onClose}>
      <p>{t('merge.undoLead', { gone: merge.goneName })}</p>
      {undoing.isError && <FailureNotice failure={undoing.error} />}
      <DialogActions onCancel={onClose}>
        <Button busy={undoing.isPending} onClick={() => undoing.mutate()}>
          {t('merge.undo')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
