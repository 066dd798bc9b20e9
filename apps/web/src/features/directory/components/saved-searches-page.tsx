import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { removeSavedSearch, type SavedSearch, savedSearchesQuery } from '../api/saved-searches.js';
import { SaveSearchDialog } from './save-search-dialog.js';

type Asking = { what: 'edit' | 'remove'; saved: SavedSearch };

/** The searches that one keeps, with what is new in them. */
export function SavedSearchesPage() {
  const { t } = useTranslation('directory');
  const all = useQuery(savedSearchesQuery);
  const [asking, setAsking] = useState<Asking>();
  const close = () => setAsking(undefined);
  return (
    <Page
      title={t('search.savedPage.title')}
      trail={[{ to: '/agencies', label: t('search.title') }]}
      lead={t('search.savedPage.lead')}
    >
      <Loaded query={all}>
        {(searches) =>
          searches.length === 0 ? (
            <EmptyState
              title={t('search.savedPage.emptyTitle')}
              actions={<ButtonLink to="/agencies">{t('search.savedPage.toSearch')}</ButtonLink>}
            >
              {t('search.savedPage.empty')}
            </EmptyState>
          ) : (
            <ul className="grid gap-4">
              {searches.map((saved) => (
                <SavedItem key={saved.id} saved={saved} onAsk={(what) => setAsking({ what, saved })} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {asking?.what === 'edit' && <SaveSearchDialog address="" saved={asking.saved} onClose={close} />}
      {asking?.what === 'remove' && <RemoveDialog saved={asking.saved} onClose={close} />}
    </Page>
  );
}

function SavedItem({ saved, onAsk }: { saved: SavedSearch; onAsk: (what: Asking['what']) => void }) {
  const { t } = useTranslation('directory');
  return (
    <li className="grid gap-2 rounded-16 border border-solid-gray-300 bg-white p-5">
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-std-18B-160">
        <TextLink to={`/saved-searches/${saved.id}`}>{saved.name}</TextLink>
        {saved.fresh.length > 0 && (
          <StatusBadge tone="moving">
            {t('search.savedPage.fresh', { count: saved.fresh.length })}
          </StatusBadge>
        )}
      </h2>
      {saved.fresh.length > 0 && (
        <p>
          {t('search.savedPage.freshNames')}:{' '}
          {saved.fresh.slice(0, 5).map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && '、'}
              <TextLink to={`/agencies/${id}`}>{name}</TextLink>
            </span>
          ))}
          {saved.fresh.length > 5 && '…'}
        </p>
      )}
      <p className="text-dns-14N-130 text-solid-gray-700">
        {t('search.save.notify')}: {t(`search.save.notifyChoices.${saved.notify}`)}
      </p>
      <div className="no-print flex flex-wrap gap-x-3 gap-y-1">
        <ButtonLink look="secondary" to={`/saved-searches/${saved.id}`}>
          {t('search.savedPage.open')}
          <span className="sr-only">{saved.name}</span>
        </ButtonLink>
        <Button look="quiet" onClick={() => onAsk('edit')}>
          {t('search.savedPage.edit')}
          <span className="sr-only">{saved.name}</span>
        </Button>
        <Button look="quiet" onClick={() => onAsk('remove')}>
          {t('search.savedPage.remove')}
          <span className="sr-only">{saved.name}</span>
        </Button>
      </div>
    </li>
  );
}

function RemoveDialog({ saved, onClose }: { saved: SavedSearch; onClose: () => void }) {
  const { t } = useTranslation('directory');
  const say = useSay();
  const removing = useMutation({
    mutationFn: removeSavedSearch,
    onSuccess: () => {
      say(t('search.savedPage.removed'));
      onClose();
    },
  });
  return (
    <Dialog title={t('search.savedPage.removeTitle')} onClose={onClose}>
      <p>{t('search.savedPage.removeText', { name: saved.name })}</p>
      <DialogActions onCancel={onClose}>
        <Button look="danger" busy={removing.isPending} onClick={() => removing.mutate(saved)}>
          {t('search.savedPage.remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
