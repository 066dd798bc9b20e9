import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';

const most = 4;

/** The agencies marked to stand side by side; they stay marked from page to page, as the address holds them. */
export function useComparing() {
  const [params, setParams] = useSearchParams();
  const ids = params.get('compare')?.split(',').filter(Boolean) ?? [];
  const keep = (next: readonly string[]) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (next.length > 0) after.set('compare', next.join(','));
        else after.delete('compare');
        return after;
      },
      { preventScrollReset: true, replace: true, flushSync: true },
    );
  return {
    ids,
    full: ids.length >= most,
    toggle: (id: string) => keep(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]),
    clear: () => keep([]),
  };
}

export type Comparing = ReturnType<typeof useComparing>;

/** How many are marked, and the way to see them side by side. */
export function CompareBar({ comparing }: { comparing: Comparing }) {
  const { t } = useTranslation('directory');
  const { ids, clear } = comparing;
  if (ids.length === 0) return null;
  return (
    <div className="no-print flex flex-wrap items-center gap-x-4 gap-y-2 rounded-12 border border-blue-900 bg-blue-50 px-4 py-2">
      <p role="status">{t('search.compareChosen', { count: ids.length })}</p>
      {ids.length > 1 ? (
        <ButtonLink to={`/agencies/compare?ids=${ids.join(',')}`} look="secondary">
          {t('search.compareGo')}
        </ButtonLink>
      ) : (
        <p className="text-dns-14N-130 text-solid-gray-700">{t('search.compareMore')}</p>
      )}
      <Button look="quiet" onClick={clear}>
        {t('search.compareClear')}
      </Button>
    </div>
  );
}
