import {
  type AgencyCard,
  type AgencySearchResult,
  disabilities,
  searchFeatures,
  vacancyNames,
} from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import { publicPage } from '../layout/layout.js';
import { addressOf, type View } from '../layout/view.js';
import { type Say, sayIn } from '../layout/words.js';
import { needName, plainNeedName } from '../needs.words.js';
import { searchForm } from './search.form.js';
import { type FindParams, needOf, partsOf, perPage } from './search.params.js';

/** What the page of results shows. */
export interface SearchFacts {
  readonly params: FindParams;
  readonly found: AgencySearchResult;
  readonly view: View;
  readonly network: string;
  readonly publicUrl: string;
  /** What could not be understood of the question. */
  readonly problem?: string | undefined;
}

/** The results of a search, with everything that they can be narrowed by. */
export function searchPage({ params, found, view, network, publicUrl, problem }: SearchFacts): string {
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
          ${chips(params, found, view, say)}
          <p class="total" role="status"><strong>${found.total}</strong> ${say('count')}</p>
          ${
            found.items.length === 0
              ? html`<p>${say('nothing')}</p>
                  <p>${say('nothingHelp')}</p>
                  <p>
                    <a href="${addressOf('/find/search', view, { need: 'consult' })}"
                      >${say.plain('go')}: ${view.lang === 'easy' ? 'そうだんしたい' : '相談したい'}</a
                    >
                  </p>`
              : html`<ol class="cards">
                  ${found.items.map((item) => card(item, view, say))}
                </ol>`
          }
          ${pager(params, found.total, view, say)}
        </div>
      </div>`,
  });
}

function card(item: AgencyCard, view: View, say: Say): Html {
  const { id, name, type, area, address, phone, status, services, metres, openNow } = item;
  const vacancies = services.flatMap(({ name: service, vacancy }) =>
    vacancy && vacancy.state !== 'unknown'
      ? [html`<li>${service}: ${vacancyNames[vacancy.state]}（${dayText(vacancy.asOf)}${say('asOf')}）</li>`]
      : [],
  );
  const open = openNow === 'unknown' || status === 'suspended' ? null : say(openNow);
  return html` <li>
    <article>
      <h2><a href="${addressOf(`/find/agencies/${id}`, view)}">${name}</a></h2>
      <p class="kind">
        ${type.name}${area ? `・${area.name}` : ''}${metres === null ? '' : `・${distanceText(metres)}`}
      </p>
      ${status === 'suspended' ? html`<p class="tag">${say('suspended')}</p>` : null}
      ${open ? html`<p class="state ${openNow}">${open}</p>` : null}
      ${address ? html`<p>${address}</p>` : null}
      ${phone ? html`<p>${say('phone')} <a href="${telOf(phone)}">${phone}</a></p>` : null}
      ${
        vacancies.length > 0
          ? html`<ul class="vacancies">
              ${vacancies}
            </ul>`
          : null
      }
    </article>
  </li>`;
}

/** What is chosen, each with a link that takes it away. */
function chips(params: FindParams, found: AgencySearchResult, view: View, say: Say): Html | null {
  const need = needOf(params);
  const { facets } = found;
  const named = (list: readonly { code: string; name: string }[], code: string) =>
    list.find((one) => one.code === code)?.name ?? code;
  const without = (name: keyof FindParams, value: string) => ({
    ...params,
    page: 1,
    [name]: Array.isArray(params[name]) ? (params[name] as string[]).filter((one) => one !== value) : '',
  });
  const chosen: [Html | string, FindParams][] = [
    ...(need ? [[needName(need, view), without('need', '')] as [Html, FindParams]] : []),
    ...(params.q === '' ? [] : [[`「${params.q}」`, without('q', '')] as [string, FindParams]]),
    ...(params.area === ''
      ? []
      : [[named(facets.areas, params.area), without('area', '')] as [string, FindParams]]),
    ...params.feature.map((code): [string, FindParams] => [
      nameIn(searchFeatures, code),
      without('feature', code),
    ]),
    ...(params.open ? [[say('openNow'), without('open', '')] as [Html, FindParams]] : []),
    ...params.vacancy.map((code): [string, FindParams] => [
      vacancyNames[code as 'open'],
      without('vacancy', code),
    ]),
    ...params.disability.map((code): [string, FindParams] => [
      nameIn(disabilities, code),
      without('disability', code),
    ]),
    ...params.type.map((code): [string, FindParams] => [named(facets.types, code), without('type', code)]),
    ...params.service.map((code): [string, FindParams] => [
      named(facets.services, code),
      without('service', code),
    ]),
    ...(params.near && found.place
      ? [
          [
            `${found.place.label}${params.within ? ` ${params.within} km` : ''}`,
            { ...without('near', ''), within: '' },
          ] as [string, FindParams],
        ]
      : []),
  ];
  if (chosen.length === 0) return null;
  return html`<h2 class="hidden">${say('chosen')}</h2>
    <ul class="chips">
      ${chosen.map(
        ([label, rest]) =>
          html` <li>
            <a href="${addressOf('/find/search', view, partsOf(rest))}"
              >${label} <span>× ${say('remove')}</span></a
            >
          </li>`,
      )}
      <li><a href="${addressOf('/find', view)}">${say('clear')}</a></li>
    </ul>`;
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

function nameIn(list: readonly (readonly [string, string])[], code: string): string {
  return list.find(([known]) => known === code)?.[1] ?? code;
}

function distanceText(metres: number): string {
  return metres < 1000 ? `約${Math.round(metres / 100) * 100} m` : `約${(metres / 1000).toFixed(1)} km`;
}

/** A link that a telephone understands. */
export function telOf(phone: string): string {
  return `tel:${phone.normalize('NFKC').replace(/[^0-9+]/g, '')}`;
}

/** 2026年4月1日. */
export function dayText(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}
