import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { RemovableChip } from '../../../components/chip.js';
import type { AgencyPage } from '../api/search-agencies.js';
import type { useAgencySearch } from './use-agency-search.js';

type SearchChipsProps = {
  facets: AgencyPage['facets'] | undefined;
  asked: ReturnType<typeof useAgencySearch>;
};

/** The conditions that hold, each with the way to drop it. */
export function SearchChips({ facets, asked }: SearchChipsProps) {
  const { t } = useTranslation('directory');
  const conditions = (['vacancy', 'type', 'area'] as const).flatMap((facet) =>
    asked.chosen(facet).map((code) => ({
      key: `${facet}.${code}`,
      name: facets?.[facet].find((count) => count.code === code)?.name ?? code,
      drop: () => asked.toggle(facet, code),
    })),
  );
  const words = asked.search.q;
  if (conditions.length === 0 && !words) return null;
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
      {words && <RemovableChip name={t('search.query', { q: words })} onRemove={() => asked.searchFor('')} />}
      {conditions.map((condition) => (
        <RemovableChip key={condition.key} name={condition.name} onRemove={condition.drop} />
      ))}
      <Button look="quiet" onClick={asked.clear}>
        {t('search.clear')}
      </Button>
    </div>
  );
}
