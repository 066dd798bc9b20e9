import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { openSavedSearch, savedSearchesQuery } from '../api/saved-searches.js';

/** Opens a saved search as the search it is; from then on nothing in it is new. */
export function SavedSearchPage() {
  const { t } = useTranslation('directory');
  const { savedSearchId } = useParams();
  const navigate = useNavigate();
  const all = useQuery(savedSearchesQuery);
  const saved = all.data?.find(({ id }) => id === savedSearchId);
  const address = saved && `/agencies${saved.query ? `?${saved.query}` : ''}`;
  const { mutate: open, isIdle } = useMutation({
    mutationFn: openSavedSearch,
    onSettled: () => void navigate(address ?? '/saved-searches', { replace: true }),
  });
  useEffect(() => {
    if (saved && isIdle) open(saved.id);
  }, [saved, isIdle, open]);
  return (
    <Page title={t('search.savedPage.title')}>
      <Loaded query={all}>
        {() =>
          saved ? (
            <p role="status">{t('search.savedPage.opening')}</p>
          ) : (
            <Navigate to="/saved-searches" replace />
          )
        }
      </Loaded>
    </Page>
  );
}
