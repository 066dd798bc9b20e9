import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../../components/toast.js';
import { duplicateSearchQuery, searchDuplicates } from '../api/duplicates.js';

/** Orders a search for duplicates, and tells how the last one stands. */
export function useSearchForDuplicates() {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const client = useQueryClient();
  const { data: search } = useQuery(duplicateSearchQuery());
  const ordering = useMutation({ mutationFn: searchDuplicates });
  const isRunning = ordering.isPending || search?.isRunning === true;
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && search && !isRunning && !search.failed) {
      say(t('duplicate.searched', { count: search.open }));
      void client.invalidateQueries({ queryKey: ['duplicates'] });
    }
    wasRunning.current = isRunning;
  }, [search, isRunning, say, t, client]);
  return {
    order: () => ordering.mutate(),
    isRunning,
    hasFailed: !isRunning && search?.failed === true,
    endedAt: search?.endedAt ?? null,
    failure: ordering.isError ? ordering.error : null,
  };
}
