import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import { useSession } from '../../../lib/session.js';
import { agenciesQuery } from '../api/search-agencies.js';
import { AgencyFacets } from './agency-facets.js';
import { AgencyResults } from './agency-results.js';
import { SearchBox } from './search-box.js';
import { SearchChips } from './search-chips.js';
import { useAgencySearch } from './use-agency-search.js';

const ways = [
  { to: '/agencies/guide', text: 'search.guide' },
  { to: '/agencies/in-charge', text: 'search.inCharge' },
  { to: '/saved-searches', text: 'search.saved' },
  { to: '/agencies/synonyms', text: 'search.synonyms' },
] as const;

/** Finds an agency: one box, facets beside it, the list below. */
export function SearchPage() {
  const { t } = useTranslation('directory');
  const { t: tRecords } = useTranslation('records');
  const { can } = useSession();
  const asked = useAgencySearch();
  const found = useQuery(agenciesQuery(asked.search));
  return (
    <Page
      title={t('search.title')}
      lead={t('search.lead')}
      actions={
        can.keepDirectory && (
          <ButtonLink look="secondary" to="/agencies/new">
            {tRecords('newAgency.action')}
          </ButtonLink>
        )
      }
    >
      <nav aria-label={t('search.ways')} className="no-print -mt-3">
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {ways.map(({ to, text }) => (
            <li key={to}>
              <TextLink to={to} className="inline-flex min-h-11 items-center">
                {t(text)}
              </TextLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid gap-x-8 gap-y-4 @4xl:grid-cols-[18.5rem_minmax(0,1fr)] @4xl:grid-rows-[auto_1fr]">
        <div className="min-w-0 @4xl:col-start-2 @4xl:row-start-1">
          <SearchBox asked={asked} />
        </div>
        <div className="min-w-0 @4xl:col-start-1 @4xl:row-span-2 @4xl:row-start-1">
          {found.data && <AgencyFacets facets={found.data.facets} place={found.data.place} asked={asked} />}
        </div>
        <div className="grid min-w-0 content-start gap-4 @4xl:col-start-2 @4xl:row-start-2">
          <SearchChips page={found.data} asked={asked} />
          <Loaded query={found} lines={8}>
            {(page) => <AgencyResults page={page} asked={asked} busy={found.isPlaceholderData} />}
          </Loaded>
        </div>
      </div>
    </Page>
  );
}
