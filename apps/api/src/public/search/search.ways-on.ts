import { type AreaFacetCount, publicNeeds, wordsOf } from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import { addressOf, type View } from '../layout/view.js';
import type { Say } from '../layout/words.js';
import { needName } from '../needs.words.js';
import { type FindParams, partsOf } from './search.params.js';

const mostAreas = 12;

/** What to do where nothing was found: fewer words, everywhere, another need, another area. */
export function waysOn(params: FindParams, areas: readonly AreaFacetCount[], view: View, say: Say): Html {
  const at = (rest: FindParams) => addressOf('/find/search', view, partsOf({ ...rest, page: 1 }));
  const words = wordsOf(params.q);
  const shorter =
    words.length < 2 ? [] : words.map((word) => words.filter((other) => other !== word).join(' '));
  const larger = [...areas]
    .filter(({ level, count }) => level === 'municipality' && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, mostAreas);
  const fewer = [
    ...shorter.map((q) => html`<li><a href="${at({ ...params, q })}">「${q}」${say('withWords')}</a></li>`),
    ...(params.area === ''
      ? []
      : [html`<li><a href="${at({ ...params, area: '' })}">${say('everywhere')}</a></li>`]),
  ];
  return html`<p>${say('nothing')}</p>
    <p>${say('nothingHelp')}</p>
    ${
      fewer.length === 0
        ? null
        : html`<h2>${say('fewer')}</h2>
            <ul class="chips">
              ${fewer}
            </ul>`
    }
    <h2>${say('whatDoYouWant')}</h2>
    <ul class="chips">
      ${publicNeeds.map(
        (need) =>
          html`<li>
            <a href="${addressOf('/find/search', view, { need: need.code })}">${needName(need, view)}</a>
          </li>`,
      )}
    </ul>
    ${
      larger.length === 0
        ? null
        : html`<h2>${say('byArea')}</h2>
            <ul class="chips">
              ${larger.map(
                ({ code, name, count }) =>
                  html`<li>
                    <a href="${addressOf('/find/search', view, { area: code })}">${name}（${count}）</a>
                  </li>`,
              )}
            </ul>`
    }`;
}
