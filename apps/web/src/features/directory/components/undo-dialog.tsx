import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { BareCheckbox } from '../../../components/checkbox.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { useSay } from '../../../components/toast.js';
import { changeQuery, type EntryChange, undoChange } from '../api/entry-changes.js';
import { undoLines } from '../undo-lines.js';
import { ChangeTable } from './change-table.js';
import { useChosenLines } from './chosen-lines.js';

/** Asks which fields of a change to take back; what was changed since is shown, and left alone unless it is ticked. */
export function UndoDialog({ changeId, onClose }: { changeId: string; onClose: () => void }) {
  const { t } = useTranslation('records');
  const change = useQuery({ ...changeQuery(changeId), staleTime: 0 });
  return (
    <Dialog title={t('history.undoTitle')} onClose={onClose} wide>
      <p>{t('history.undoText')}</p>
      <Loaded query={change}>{(found) => <UndoForm change={found} onClose={onClose} />}</Loaded>
    </Dialog>
  );
}

function UndoForm({ change, onClose }: { change: EntryChange; onClose: () => void }) {
  const { t } = useTranslation('records');
  const say = useSay();
  const chosen = useChosenLines(change);
  const undoing = useMutation({
    mutationFn: undoChange,
    onSuccess: ({ state }) => {
      say(state === 'waiting' ? t('history.undoneWaiting') : t('history.undone'));
      onClose();
    },
  });
  const { paths, overwrite } = chosen;
  return (
    <>
      {chosen.hasConflict && <Notice tone="warning">{t('history.undoConflict')}</Notice>}
      <ChangeTable
        lines={undoLines(change)}
        heads={{ choice: t('history.undoTake'), before: t('history.undoNow'), after: t('history.undoThen') }}
        caption={t('history.undoTitle')}
        choice={({ path, label }) => (
          <label className="inline-flex min-h-11 items-center">
            <BareCheckbox checked={chosen.isChosen(path)} onChange={() => chosen.toggle(path)} />
            <span className="sr-only">{label}</span>
          </label>
        )}
      />
      {undoing.isError && <FailureNotice failure={undoing.error} />}
      <DialogActions onCancel={onClose}>
        <Button
          look="danger"
          disabled={paths.length === 0}
          busy={undoing.isPending}
          onClick={() => undoing.mutate({ id: change.id, paths, overwrite })}
        >
          {t('history.undo')}
        </Button>
      </DialogActions>
    </>
  );
}
