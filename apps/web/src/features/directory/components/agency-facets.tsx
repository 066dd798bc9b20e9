import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../components/checkbox.js';
import { Icon } from '../../../components/icon.js';
import { classes } from '../../../lib/classes.js';
import {
  type AgencyPage,
  type AreaCount,
  type FacetCount,
  type FacetName,
  facetNames,
} from '../api/search-agencies.js';
import { DistanceFacet } from './search-distance.js';
import type { Asked } from './use-agency-search.js';

// The features fit as a whole; of longer lists the head is enough to begin with.
const shownAtFirst = 9;
/** What most people narrow by stands open from the start. */
const openAtFirst: readonly FacetName[] = ['vacancy', 'feature', 'type'];

/** An area stands under the larger one around it. */
const indents: Record<AreaCount['level'], string | undefined> = {
  prefecture: undefined,
  block: 'pl-4',
  municipality: 'pl-8',
};

type AgencyFacetsProps = { facets: AgencyPage['facets']; place: AgencyPage['place']; asked: Asked };

/** The ways to narrow the list, each with the number of agencies it leaves. On a narrow screen they fold behind one line. */
export function AgencyFacets({ facets, place, asked }: AgencyFacetsProps) {
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
      <div id="facets" className={classes('gap-2 p-4 @4xl:grid @4xl:p-0', open ? 'grid' : 'hidden')}>
        <FacetFold name={t('search.now')} open={asked.search.openNow}>
          <Checkbox
            label={t('search.openNow')}
            support={t('search.openNowSupport')}
            aside={facets.openNow.toLocaleString('ja-JP')}
            checked={asked.search.openNow}
            disabled={facets.openNow === 0 && !asked.search.openNow}
            onChange={asked.toggleOpenNow}
          />
        </FacetFold>
        {facetNames.map((facet) => (
          <FacetGroup key={facet} facet={facet} counts={facets[facet]} asked={asked} />
        ))}
        <FacetFold name={t('search.distance')} open={asked.search.near !== ''}>
          <DistanceFacet areas={facets.area} counts={facets.distance} place={place} asked={asked} />
        </FacetFold>
      </div>
    </section>
  );
}

/** A facet that folds; what is chosen in it keeps it open. */
function FacetFold({ name, open, children }: { name: string; open: boolean; children: React.ReactNode }) {
  const [shown, setShown] = useState(open);
  return (
    <details
      open={shown || open}
      onToggle={(event) => setShown(event.currentTarget.open)}
      className="group border-b border-solid-gray-300 pb-2"
    >
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-2 rounded-8 text-std-16B-170 hover:bg-solid-gray-50">
        {name}
        <Icon name="chevronDown" className="size-5 group-open:rotate-180" />
      </summary>
      {children}
    </details>
  );
}

type FacetGroupProps = { facet: FacetName; counts: (FacetCount | AreaCount)[]; asked: Asked };

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
    <FacetFold name={t(`search.${facet}`)} open={chosen.length > 0 || openAtFirst.includes(facet)}>
      <fieldset className="min-w-0">
        <legend className="sr-only">{t(`search.${facet}`)}</legend>
        <ul>
          {shown.map((line) => (
            <li key={line.code} className={'level' in line ? indents[line.level] : undefined}>
              <Checkbox
                label={line.name}
                aside={line.count.toLocaleString('ja-JP')}
                checked={chosen.includes(line.code)}
                disabled={line.count === 0 && !chosen.includes(line.code)}
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
      </fieldset>
    </FacetFold>
  );
}
