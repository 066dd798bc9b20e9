import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { agenciesQuery } from '../api/search-agencies.js';
import { AgencyFacets } from './agency-facets.js';
import { AgencyResults } from './agency-results.js';
import { SearchBox } from './search-box.js';
import { SearchChips } from './search-chips.js';
import { useAgencySearch } from './use-agency-search.js';

/** Finds an agency: one box, facets beside it, the list below. */
export function SearchPage() {
  const { t } = useTranslation('directory');
  const asked = useAgencySearch();
  const found = useQuery(agenciesQuery(asked.search));
  return (
    <Page title={t('search.title')} lead={t('search.lead')}>
      <div className="grid gap-x-8 gap-y-4 @4xl:grid-cols-[18.5rem_minmax(0,1fr)] @4xl:grid-rows-[auto_1fr]">
        <div className="min-w-0 @4xl:col-start-2 @4xl:row-start-1">
          <SearchBox key={asked.search.q} words={asked.search.q} onSearch={asked.searchFor} />
        </div>
        <div className="min-w-0 @4xl:col-start-1 @4xl:row-span-2 @4xl:row-start-1">
          {found.data && <AgencyFacets facets={found.data.facets} asked={asked} />}
        </div>
        <div className="grid min-w-0 content-start gap-4 @4xl:col-start-2 @4xl:row-start-2">
          <SearchChips facets={found.data?.facets} asked={asked} />
          <Loaded query={found} lines={8}>
            {(page) => <AgencyResults page={page} asked={asked} busy={found.isPlaceholderData} />}
          </Loaded>
        </div>
      </div>
    </Page>
  );
}
