import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { RemovableChip } from '../../../components/chip.js';
import { type AgencyPage, facetNames } from '../api/search-agencies.js';
import type { Asked } from './use-agency-search.js';

type SearchChipsProps = { page: AgencyPage | undefined; asked: Asked };

/** The conditions that hold, each with the way to drop it. */
export function SearchChips({ page, asked }: SearchChipsProps) {
  const { t } = useTranslation('directory');
  const { q: words, openNow, near, within } = asked.search;
  const listed = facetNames.flatMap((facet) =>
    asked.chosen(facet).map((code) => ({
      key: `${facet}.${code}`,
      name: page?.facets[facet].find((count) => count.code === code)?.name ?? code,
      drop: () => asked.toggle(facet, code),
    })),
  );
  const conditions = [
    ...(words ? [{ key: 'q', name: t('search.query', { q: words }), drop: () => asked.searchFor('') }] : []),
    ...(openNow ? [{ key: 'openNow', name: t('search.openNow'), drop: asked.toggleOpenNow }] : []),
    ...listed,
    ...(near && within
      ? [
          {
            key: 'within',
            name: t('search.measuredFromChip', { place: page?.place?.label ?? '', km: within }),
            drop: () => asked.keepWithin(''),
          },
        ]
      : []),
  ];
  if (conditions.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {conditions.map((condition) => (
        <RemovableChip key={condition.key} name={condition.name} onRemove={condition.drop} />
      ))}
      <Button look="quiet" onClick={asked.clear}>
        {t('search.clear')}
      </Button>
    </div>
  );
}
