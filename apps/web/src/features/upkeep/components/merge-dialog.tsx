import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { mergePair, type MergeRequest, type PairInFull, type PairSide } from '../api/duplicates.js';
import { marksOf } from '../told-apart.js';
import { takenFields } from './chosen-fields.js';
import { EndingPublications } from './ending-publications.js';

type MergeDialogProps = {
  pair: PairInFull;
  kept: PairSide;
  gone: PairSide;
  choices: Readonly<Record<string, string>>;
  onClose: () => void;
};

/** Asks once more before two entries become one. */
export function MergeDialog({ pair, kept, gone, choices, onClose }: MergeDialogProps) {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const navigate = useNavigate();
  const keyOf = useAttemptKey();
  const merging = useMutation({
    mutationFn: () => {
      const merge: MergeRequest = {
        keptId: kept.id,
        keptVersion: kept.version,
        goneVersion: gone.version,
        take: takenFields(pair, kept, choices) as NonNullable<MergeRequest['take']>,
      };
      return mergePair({ id: pair.id, key: keyOf(merge), merge });
    },
    onSuccess: () => {
      say(t('duplicate.merged'));
      void navigate(`/agencies/${kept.id}`);
    },
  });
  return (
    <Dialog title={t('duplicate.mergeTitle', { name: kept.name })} onClose={onClose}>
      <p>{t('duplicate.mergeLead', { gone: gone.name })}</p>
      <ul className="list-disc pl-6">
        {[kept, gone].map((side) => (
          <li key={side.id}>
            {side.name}: {marksOf(pair, side)}
          </li>
        ))}
      </ul>
      <EndingPublications kept={kept} gone={gone} />
      {merging.isError && <FailureNotice failure={merging.error} />}
      <DialogActions onCancel={onClose}>
        <Button busy={merging.isPending} onClick={() => merging.mutate()}>
          {t('duplicate.merge')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
