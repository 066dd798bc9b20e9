import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../components/checkbox.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Icon } from '../../../components/icon.js';
import { classes } from '../../../lib/classes.js';
import type { AgencyPage, AreaCount, FacetCount } from '../api/search-agencies.js';
import type { FacetName, useAgencySearch } from './use-agency-search.js';

const facetNames = ['vacancy', 'type', 'area'] as const;
const shownAtFirst = 10;

/** An area stands under the larger one around it. */
const indents: Record<AreaCount['level'], string | undefined> = {
  prefecture: undefined,
  block: 'pl-4',
  municipality: 'pl-8',
};

type AgencyFacetsProps = { facets: AgencyPage['facets']; asked: ReturnType<typeof useAgencySearch> };

/** The ways to narrow the list, each with the number of agencies it leaves. On a narrow screen they fold behind one line. */
export function AgencyFacets({ facets, asked }: AgencyFacetsProps) {
  const { t } = useTranslation('directory');
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="narrow" className="no-print min-w-0">
      <h2 id="narrow" className="mb-4 hidden text-std-20B-150 @4xl:block">
        {t('search.narrow')}
      </h2>
      <button
        type="button"
        aria-expanded={open}
        aria-controls="facets"
        onClick={() => setOpen(!open)}
        className="flex min-h-12 w-full items-center justify-between rounded-12 border border-solid-gray-600 px-4 font-bold @4xl:hidden"
      >
        {asked.chosenCount > 0 ? t('search.narrowCount', { count: asked.chosenCount }) : t('search.narrow')}
        <Icon name="chevronDown" className={classes('size-5', open && 'rotate-180')} />
      </button>
      <div id="facets" className={classes('gap-5 p-4 @4xl:grid @4xl:p-0', open ? 'grid' : 'hidden')}>
        {facetNames.map((facet) => (
          <FacetGroup key={facet} facet={facet} counts={facets[facet]} asked={asked} />
        ))}
      </div>
    </section>
  );
}

type FacetGroupProps = {
  facet: FacetName;
  counts: (FacetCount | AreaCount)[];
  asked: ReturnType<typeof useAgencySearch>;
};

function FacetGroup({ facet, counts, asked }: FacetGroupProps) {
  const { t } = useTranslation('directory');
  const [all, setAll] = useState(false);
  const chosen = asked.chosen(facet);
  // A chosen line never hides behind "more", or it could not be unticked.
  const shown = all
    ? counts
    : counts.filter(({ code }, index) => index < shownAtFirst || chosen.includes(code));
  const hidden = counts.length - shown.length;
  if (counts.length === 0) return null;
  return (
    <Fieldset label={t(`search.${facet}`)}>
      <ul>
        {shown.map((line) => (
          <li key={line.code} className={'level' in line ? indents[line.level] : undefined}>
            <Checkbox
              label={line.name}
              aside={line.count.toLocaleString('ja-JP')}
              checked={chosen.includes(line.code)}
              onChange={() => asked.toggle(facet, line.code)}
            />
          </li>
        ))}
      </ul>
      {(hidden > 0 || all) && counts.length > shownAtFirst && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="min-h-11 rounded-8 px-1 text-blue-1000 underline underline-offset-4"
        >
          {all ? t('search.fewer') : t('search.more', { count: hidden })}
        </button>
      )}
    </Fieldset>
  );
}
