import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { type Column, DataTable } from '../../../components/data-table.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { EmptyState } from '../../../components/empty-state.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { type PersonMerge, personMergesQuery, undoPersonMerge } from '../api/person-pairs.js';

/** Merges that stand, and the way to take one back. */
export function PersonMergesPage() {
  const { t } = useTranslation('matters');
  const merges = useQuery(personMergesQuery);
  const [undoing, setUndoing] = useState<PersonMerge>();
  const columns: Column<PersonMerge>[] = [
    {
      key: 'kept',
      label: t('merges.kept'),
      names: true,
      cell: ({ keptId, keptNumber }) => (
        <TextLink to={`/people/${keptId}`}>{t('pairs.number', { number: keptNumber })}</TextLink>
      ),
    },
    {
      key: 'gone',
      label: t('merges.gone'),
      cell: ({ goneNumber }) => t('pairs.number', { number: goneNumber }),
    },
    {
      key: 'held',
      label: t('merges.held'),
      cell: ({ heldCells }) => t('merges.cells', { count: heldCells }),
    },
    { key: 'when', label: t('merges.when'), cell: ({ at, byName }) => `${asMoment(at)}　${byName}` },
    {
      key: 'do',
      label: t('pairs.do'),
      cell: (merge) =>
        merge.canUndo ? (
          <Button
            look="secondary"
            aria-label={`${t('merges.undo')}　${t('pairs.number', { number: merge.goneNumber })}`}
            onClick={() => setUndoing(merge)}
          >
            {t('merges.undo')}
          </Button>
        ) : (
          t('merges.later')
        ),
    },
  ];
  return (
    <Page
      title={t('merges.title')}
      trail={[
        { to: '/people', label: t('trail') },
        { to: '/people/duplicates', label: t('pairs.title') },
      ]}
    >
      <Loaded query={merges}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState title={t('merges.none')} />
          ) : (
            <DataTable caption={t('merges.title')} columns={columns} rows={found} rowKey={({ id }) => id} />
          )
        }
      </Loaded>
      {undoing && <UndoDialog merge={undoing} onClose={() => setUndoing(undefined)} />}
    </Page>
  );
}

function UndoDialog({ merge, onClose }: { merge: PersonMerge; onClose: () => void }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const keyFor = useAttemptKey();
  const undoing = useMutation({
    mutationFn: () => undoPersonMerge({ id: merge.id, key: keyFor(merge.id) }),
    onSuccess: () => {
      say(t('merges.undone'));
      onClose();
    },
  });
  return (
    <Dialog title={t('merges.undoTitle')} onClose={onClose}>
      <p>{t('merges.undoLead')}</p>
      {undoing.isError && <FailureNotice failure={undoing.error} />}
      <DialogActions onCancel={onClose}>
        <Button busy={undoing.isPending} onClick={() => undoing.mutate()}>
          {t('merges.undo')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
