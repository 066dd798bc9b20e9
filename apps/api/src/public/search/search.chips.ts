import type { AgencySearchResult, VacancyState } from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import { disabilityName, featureName, vacancyName } from '../easy-codes.js';
import { kindName, typeName } from '../easy-names.js';
import { addressOf, type View } from '../layout/view.js';
import type { Say } from '../layout/words.js';
import { needName } from '../needs.words.js';
import { type FindParams, needOf, partsOf } from './search.params.js';

interface Chip {
  readonly label: Html | string;
  /** The search without it. */
  readonly rest: FindParams;
}

type ManyOf = 'type' | 'service' | 'disability' | 'feature' | 'vacancy';

/** What is chosen, each with a link that takes it away and keeps the others. */
export function searchChips(
  params: FindParams,
  found: AgencySearchResult,
  view: View,
  say: Say,
): Html | null {
  const chips = [...single(params, found, view, say), ...several(params, found, view)];
  if (chips.length === 0) return null;
  return html`<h2 class="hidden">${say('chosen')}</h2>
    <ul class="chips">
      ${chips.map(
        ({ label, rest }) =>
          html`<li>
            <a href="${addressOf('/find/search', view, partsOf({ ...rest, page: 1 }))}"
              >${label} <span>× ${say('remove')}</span></a
            >
          </li>`,
      )}
      <li><a href="${addressOf('/find', view)}">${say('clear')}</a></li>
    </ul>`;
}

function single(params: FindParams, { facets, place }: AgencySearchResult, view: View, say: Say): Chip[] {
  const need = needOf(params);
  const area = facets.areas.find(({ code }) => code === params.area);
  const around = `${place?.label}${params.within === '' ? '' : ` ${params.within} km`}`;
  return [
    ...(need ? [{ label: needName(need, view), rest: { ...params, need: '' } }] : []),
    ...(params.q === '' ? [] : [{ label: `「${params.q}」`, rest: { ...params, q: '' } }]),
    ...(params.area === '' ? [] : [{ label: area?.name ?? params.area, rest: { ...params, area: '' } }]),
    ...(params.open === '' ? [] : [{ label: say('openNow'), rest: { ...params, open: '' as const } }]),
    ...(place === null ? [] : [{ label: around, rest: { ...params, near: '', within: '' } }]),
  ];
}

function several(params: FindParams, { facets }: AgencySearchResult, view: View): Chip[] {
  const labels: Readonly<Record<ManyOf, (code: string) => Html | string>> = {
    feature: (code) => featureName(code, view),
    vacancy: (code) => vacancyName(code as VacancyState, view),
    disability: (code) => disabilityName(code, view),
    type: (code) => typeName(facets.types.find((type) => type.code === code) ?? { code, name: code }, view),
    service: (code) =>
      kindName(facets.services.find((kind) => kind.code === code) ?? { code, name: code }, view),
  };
  return (Object.keys(labels) as ManyOf[]).flatMap((name) =>
    params[name].map((code) => ({
      label: labels[name](code),
      rest: { ...params, [name]: params[name].filter((other) => other !== code) },
    })),
  );
}
