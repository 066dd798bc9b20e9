import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSay } from '../../../components/toast.js';
import { importQuery, type ImportJob } from '../api/get-import.js';
import {
  commitImport,
  dropImport,
  type ReadingChoice,
  rereadImport,
  settleImport,
  type SettingsRequest,
  undoImport,
} from '../api/order-import.js';

/** What can be ordered of a list; its page shows the answer at once. */
export function useImportOrders(job: ImportJob) {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useSay();
  const { id, version } = job;
  const show = {
    onSuccess: (now: ImportJob) => client.setQueryData(importQuery(id).queryKey, now),
    onError: () => void client.invalidateQueries({ queryKey: importQuery(id).queryKey }),
  };
  return {
    reread: useMutation({
      mutationFn: (choice: ReadingChoice) => rereadImport({ id, version, choice }),
      ...show,
    }),
    settle: useMutation({
      mutationFn: (settings: SettingsRequest) => settleImport({ id, version, settings }),
      ...show,
      meta: { quiet: true },
    }),
    commit: useMutation({ mutationFn: () => commitImport({ id, version }), ...show }),
    undo: useMutation({ mutationFn: () => undoImport({ id, version }), ...show }),
    drop: useMutation({
      mutationFn: () => dropImport({ id, version }),
      onSuccess: async () => {
        say(t('drop.done', { name: job.fileName }));
        await navigate('/imports');
      },
    }),
  };
}
