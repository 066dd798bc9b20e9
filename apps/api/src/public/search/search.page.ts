import type { AgencySearchResult, AreaFacetCount } from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import { publicPage } from '../layout/layout.js';
import { addressOf, type View } from '../layout/view.js';
import { type Say, sayIn } from '../layout/words.js';
import { needName, plainNeedName } from '../needs.words.js';
import { searchCard } from './search.card.js';
import { searchChips } from './search.chips.js';
import { searchForm } from './search.form.js';
import { meaningOf } from './search.meaning.js';
import { type FindParams, needOf, partsOf, perPage } from './search.params.js';
import { waysOn } from './search.ways-on.js';

/** What the page of results shows. */
export interface SearchFacts {
  readonly params: FindParams;
  readonly found: AgencySearchResult;
  readonly view: View;
  readonly network: string;
  readonly publicUrl: string;
  /** What could not be understood of the question. */
  readonly problem?: string | undefined;
  /** Words that were taken for conditions, because nothing contains them. */
  readonly understood?: readonly string[] | undefined;
  /** The areas that there are, for whoever found nothing. */
  readonly areas?: readonly AreaFacetCount[] | undefined;
}

/** The results of a search, with everything that they can be narrowed by. */
export function searchPage(given: SearchFacts): string {
  const { params, found, view, network, publicUrl, problem, understood = [], areas = [] } = given;
  const say = sayIn(view);
  const need = needOf(params);
  const asked = [need && plainNeedName(need, view), params.q].filter(Boolean).join(' ');
  return publicPage({
    title: [asked, say.plain('results')].filter(Boolean).join(' - '),
    path: '/find/search',
    parts: partsOf(params),
    view,
    network,
    publicUrl,
    noIndex: true,
    body: html`<h1>${need ? needName(need, view) : say('results')}</h1>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : null}
      <div class="columns">
        <div class="side">${searchForm(params, found, view, say)}</div>
        <div class="results">
          ${understood.length === 0 ? null : html`<p>${quoted(understood)}${say('understood')}</p>`}
          ${searchChips(params, found, view, say)}
          <p class="total" role="status"><strong>${found.total}</strong> ${say('count')}</p>
          ${offer(params, view, say)}
          ${
            found.items.length === 0
              ? waysOn(params, areas, view, say)
              : html`<ol class="cards">
                  ${found.items.map((item) => searchCard(item, found.facets.services, view, say))}
                </ol>`
          }
          ${pager(params, found.total, view, say)}
        </div>
      </div>`,
  });
}

/** What was typed may mean more than its letters: 「土曜」 in a text, or open on Saturdays. */
function offer(params: FindParams, view: View, say: Say): Html | null {
  const meaning = meaningOf(params);
  if (!meaning) return null;
  const address = addressOf('/find/search', view, partsOf(meaning.params));
  return html`<p><a href="${address}">${quoted(meaning.words)}${say('asCondition')}</a></p>`;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `「${word}」`).join('');
}

function pager(params: FindParams, total: number, view: View, say: Say): Html | null {
  const pages = Math.ceil(total / perPage);
  if (pages <= 1) return null;
  const { page } = params;
  const at = (number: number) => addressOf('/find/search', view, partsOf({ ...params, page: number }));
  return html`<nav class="pager" aria-label="${say.plain('pages')}">
    ${page > 1 ? html`<a rel="prev" href="${at(page - 1)}">${say('previous')}</a>` : null}
    <span>${page} / ${pages} ${say('pages')}</span>
    ${page < pages ? html`<a rel="next" href="${at(page + 1)}">${say('next')}</a>` : null}
  </nav>`;
}
