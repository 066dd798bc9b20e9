import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Icon } from '../../../components/icon.js';
import { searchSorts } from '../api/search-agencies.js';
import { ExportDialog } from './export-dialog.js';
import { SaveSearchDialog } from './save-search-dialog.js';
import type { Asked } from './use-agency-search.js';

type SearchActionsProps = {
  total: number;
  asked: Asked;
  map: { shown: boolean; toggle: () => void } | undefined;
};

/** What can be done with a list of agencies: put it in order, keep it, take it along, print it. */
export function SearchActions({ total, asked, map }: SearchActionsProps) {
  const { t } = useTranslation('directory');
  const [open, setOpen] = useState<'save' | 'export'>();
  const close = () => setOpen(undefined);
  return (
    <div className="no-print flex flex-wrap items-center gap-x-2 gap-y-2">
      <label className="mr-2 flex items-center gap-2">
        <span>{t('search.sort')}</span>
        <select
          value={asked.search.sort}
          onChange={(event) => asked.sortBy(event.target.value)}
          className="min-h-11 rounded-8 border border-solid-gray-600 bg-white px-3"
        >
          {searchSorts
            .filter((sort) => sort !== 'distance' || asked.search.near !== '')
            .map((sort) => (
              <option key={sort} value={sort}>
                {t(`search.sorts.${sort}`)}
              </option>
            ))}
        </select>
      </label>
      <Button look="quiet" onClick={() => setOpen('save')}>
        {t('search.save.action')}
      </Button>
      {total > 0 && (
        <>
          <Button look="quiet" onClick={() => setOpen('export')}>
            {t('search.exporting.action')}
          </Button>
          <Button look="quiet" onClick={() => window.print()}>
            <Icon name="print" />
            {t('search.print')}
          </Button>
          {map && (
            <Button look="quiet" aria-expanded={map.shown} onClick={map.toggle}>
              {map.shown ? t('search.hideMap') : t('search.showMap')}
            </Button>
          )}
        </>
      )}
      {open === 'save' && <SaveSearchDialog address={asked.address} onClose={close} />}
      {open === 'export' && <ExportDialog address={asked.address} total={total} onClose={close} />}
    </div>
  );
}
