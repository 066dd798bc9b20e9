import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { TextLink } from '../../../components/text-link.js';
import type { Schema } from '../../../lib/api-client.js';
import type { GuideSuggestion } from '../api/get-guide.js';
import { agenciesQuery, asAddress } from '../api/search-agencies.js';
import { searchIn } from './use-agency-search.js';

type GuideOutcomeProps = { outcome: Schema<'GuideOutcomeView'>; area: string };

/** Who can help, why, and how many of them there are. */
export function GuideOutcome({ outcome, area }: GuideOutcomeProps) {
  return (
    <>
      {outcome.hint && <p>{outcome.hint}</p>}
      <ol className="grid gap-4">
        {outcome.suggestions.map((suggestion) => (
          <Suggested key={suggestion.by + suggestion.code} suggestion={suggestion} area={area} />
        ))}
      </ol>
    </>
  );
}

function Suggested({ suggestion, area }: { suggestion: GuideSuggestion; area: string }) {
  const { t } = useTranslation('directory');
  const { by, code, name, why, features } = suggestion;
  const conditions = new URLSearchParams({ [by]: code, ...(area ? { area } : {}) });
  const search = searchIn(conditions);
  const count = useQuery(agenciesQuery(search)).data?.total;
  return (
    <li className="grid gap-2 rounded-16 border border-solid-gray-300 bg-white p-5 keep-together">
      <h3 className="flex flex-wrap items-baseline gap-x-3 text-std-18B-160">
        {name}
        {count !== undefined && count > 0 && (
          <span className="text-dns-14N-130 text-solid-gray-700">
            {t('search.guidePage.count', { count: count.toLocaleString('ja-JP') as unknown as number })}
          </span>
        )}
      </h3>
      <p>{why}</p>
      {count === 0 ? (
        <p className="text-solid-gray-700">{t('search.guidePage.none')}</p>
      ) : (
        <div className="no-print flex flex-wrap items-center gap-x-6 gap-y-1">
          <ButtonLink look="secondary" to={`/agencies?${asAddress(search)}`}>
            {t('search.guidePage.go', { name })}
          </ButtonLink>
          {features.map((feature) => (
            <TextLink
              key={feature}
              to={`/agencies?${asAddress({ ...search, feature: [feature] })}`}
              className="inline-flex min-h-11 items-center"
            >
              {t(`search.guidePage.features.${feature as 'visit'}`)}
            </TextLink>
          ))}
        </div>
      )}
    </li>
  );
}
