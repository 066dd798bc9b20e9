import { type AgencySearchResult, type AreaFacetCount, distances } from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import { disabilityName, featureName, vacancyName } from '../easy-codes.js';
import { kindName, typeName } from '../easy-names.js';
import { type View, viewFields } from '../layout/view.js';
import { type PublicWord, type Say } from '../layout/words.js';
import { type FindParams, needOf } from './search.params.js';

const mostAreas = 120;

/** The reader's view, for a form to send along. */
export function hiddenView(view: View): Html {
  return html`${viewFields(view).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}`;
}

/** Areas to choose from; of very many the larger ones only, and what lies around the chosen one. */
export function areaOptions(areas: readonly AreaFacetCount[], chosen: string): Html {
  const around = areas.find(({ code }) => code === chosen);
  const shown = areas.filter(
    ({ level, code, parentCode }) =>
      areas.length <= mostAreas ||
      level !== 'municipality' ||
      code === chosen ||
      (around && [around.code, around.parentCode].includes(parentCode)),
  );
  const depth = { prefecture: '', block: '　', municipality: '　　' } as const;
  return html`${shown.map(
    ({ code, name, level, count }) =>
      html`<option value="${code}" ${code === chosen ? html` selected` : null}>
        ${depth[level]}${name}（${count}）
      </option>`,
  )}`;
}

/** Everything that a search can be narrowed by, as one plain form. */
export function searchForm(params: FindParams, found: AgencySearchResult, view: View, say: Say): Html {
  const { facets } = found;
  const need = needOf(params);
  const types = facets.types.filter(
    ({ code, count }) =>
      params.type.includes(code) ||
      (count > 0 && (!need || need.types.length === 0 || need.types.includes(code))),
  );
  const group = (word: PublicWord, name: string, choices: readonly Choice[], chosen: readonly string[]) =>
    choices.length === 0
      ? null
      : html`<fieldset>
          <legend>${say(word)}</legend>
          <ul class="choices">
            ${choices.map(
              ({ code, label, count }) =>
                html` <li>
                  <label
                    ><input
                      type="checkbox"
                      name="${name}"
                      value="${code}"
                      ${chosen.includes(code) ? html` checked` : null}
                    />
                    <span>${label} <span class="count">${count}</span></span></label
                  >
                </li>`,
            )}
          </ul>
        </fieldset>`;
  const chosenMany = [
    ...params.type,
    ...params.service,
    ...params.disability,
    ...params.feature,
    ...params.vacancy,
  ];
  return html`<form class="box" action="/find/search" method="get" role="search">
${hiddenView(view)}${params.need === '' ? null : html`<input type="hidden" name="need" value="${params.need}" />`}
<p><label for="q">${say('boxLabel')}</label>
<input id="q" name="q" type="search" maxlength="100" value="${params.q}"></p>
<p><label for="area">${say('area')}</label>
<select id="area" name="area"><option value="">${say.plain('everywhere')}</option>${areaOptions(facets.areas, params.area)}</select></p>
<details${chosenMany.length > 0 || params.open || params.near ? html` open` : null}><summary>${say('narrow')}</summary>
${group(
  'feature',
  'feature',
  facets.features
    .filter(({ code, count }) => count > 0 || params.feature.includes(code))
    .map((one) => ({ ...choice(one), label: featureName(one.code, view) })),
  params.feature,
)}
${facets.openNow > 0 || params.open ? group('hours', 'open', [{ code: '1', label: say('openNow'), count: facets.openNow }], [params.open]) : null}
${group(
  'vacancy',
  'vacancy',
  facets.vacancies
    .filter(({ state, count }) => (count > 0 && state !== 'unknown') || params.vacancy.includes(state))
    .map(({ state, count }) => ({ code: state, label: vacancyName(state, view), count })),
  params.vacancy,
)}
${group(
  'disability',
  'disability',
  facets.disabilities.map((one) => ({ ...choice(one), label: disabilityName(one.code, view) })),
  params.disability,
)}
${group(
  'type',
  'type',
  types.map((type) => ({ ...choice(type), label: typeName(type, view) })),
  params.type,
)}
${group(
  'service',
  'service',
  facets.services
    .filter(({ code, count }) => count > 0 || params.service.includes(code))
    .map((one) => ({ ...choice(one), label: kindName(one, view) })),
  params.service,
)}
<fieldset><legend>${say('distance')}</legend>
<p><label for="near">${say('nearLabel')}</label>
<input id="near" name="near" inputmode="numeric" maxlength="8" autocomplete="postal-code" value="${params.near}"></p>
<p><label for="within">${say('distance')}</label>
<select id="within" name="within"><option value="">―</option>${distances.map((km) => distanceOption(km, found, params.within))}</select></p>
</fieldset>
<p><label for="sort">${say('sort')}</label>
<select id="sort" name="sort">${sortNames.map(([code, name, easy]) => html`<option value="${code}" ${code === params.sort ? html` selected` : null}>${view.lang === 'easy' ? easy : name}</option>`)}</select></p>
</details>
<p><button>${say('apply')}</button></p>
</form>`;
}

/** How far around; where the place is known with how many there are, and not to be chosen where there is none. */
function distanceOption(km: number, { facets }: AgencySearchResult, within: string): Html {
  const chosen = String(km) === within;
  const there = facets.distances.find((one) => one.km === km);
  const count = there ? `（${there.count}）` : '';
  return html`<option
    value="${km}"
    ${chosen ? html` selected` : null}
    ${there?.count === 0 && !chosen ? html` disabled` : null}
  >
    ${km} km${count}
  </option>`;
}

interface Choice {
  readonly code: string;
  readonly label: string | Html;
  readonly count: number;
}

const choice = ({ code, name, count }: { code: string; name: string; count: number }): Choice => ({
  code,
  label: name,
  count,
});

const sortNames = [
  ['', 'おすすめ順', 'おすすめ'],
  ['kana', '五十音順', 'あいうえお'],
  ['updated', '新しい順', 'あたらしい'],
  ['vacancy', '空きのある順', 'あいている'],
  ['distance', '近い順', 'ちかい'],
] as const;
