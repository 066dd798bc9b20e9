import { type AreaFacetCount, publicNeeds } from '#libs/directory';
import { html } from '../../http/html.js';
import { publicPage } from '../layout/layout.js';
import { addressOf, type View } from '../layout/view.js';
import { sayIn } from '../layout/words.js';
import { needHint, needName } from '../needs.words.js';
import { areaOptions, hiddenView } from '../search/search.form.js';

/** What the start page needs to know. */
export interface StartFacts {
  readonly view: View;
  readonly network: string;
  readonly publicUrl: string;
  readonly areas: readonly AreaFacetCount[];
}

/** Where visitors begin: what do you want? Who is called what comes later. */
export function startPage({ view, network, publicUrl, areas }: StartFacts): string {
  const say = sayIn(view);
  return publicPage({
    title: say.plain('findAgencies'),
    description: say.plain('lead'),
    path: '/find',
    view,
    network,
    publicUrl,
    data: {
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name: network,
      url: `${publicUrl}/find`,
      potentialAction: {
        '@type': 'SearchAction',
        target: `${publicUrl}/find/search?q={search_term_string}`,
        'query-input': 'required name=search_term_string',
      },
    },
    body: html`<h1>${say('findAgencies')}</h1>
      <p class="lead">${say('lead')}</p>
      <section aria-labelledby="by-need">
        <h2 id="by-need">${say('whatDoYouWant')}</h2>
        <ul class="needs">
          ${publicNeeds.map(
            (need) =>
              html` <li>
                <a href="${addressOf('/find/search', view, { need: need.code })}"
                  ><strong>${needName(need, view)}</strong><span>${needHint(need, view)}</span></a
                >
              </li>`,
          )}
        </ul>
      </section>
      <section aria-labelledby="by-word">
        <h2 id="by-word">${say('byWord')}</h2>
        <form class="box" action="/find/search" method="get" role="search">
          ${hiddenView(view)}
          <p>
            <label for="q">${say('boxLabel')}</label>
            <input id="q" name="q" type="search" maxlength="100" aria-describedby="q-help" />
            <span class="help" id="q-help">${say('boxExample')}</span>
          </p>
          <p>
            <label for="area">${say('area')}</label>
            <select id="area" name="area">
              <option value="">${say.plain('everywhere')}</option>
              ${areaOptions(areas, '')}
            </select>
          </p>
          <p><button>${say('go')}</button></p>
        </form>
      </section>`,
  });
}
