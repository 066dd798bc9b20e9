import { html, type Html, jsonInHtml } from '../../http/html.js';
import { type AddressParts, addressOf, textSizes, type View } from './view.js';
import { type Say, sayIn } from './words.js';

/** What a page of the public face consists of. */
export interface PublicPage {
  readonly title: string;
  readonly description?: string | undefined;
  readonly path: string;
  readonly parts?: AddressParts | undefined;
  readonly view: View;
  readonly network: string;
  readonly publicUrl: string;
  readonly body: Html;
  /** Pages that search engines should not keep: results of searches, pages of what is not there. */
  readonly noIndex?: boolean | undefined;
  /** Pages for people who build on the portal are there in one form only. */
  readonly oneForm?: boolean | undefined;
  /** Schema.org for search engines. */
  readonly data?: object | undefined;
}

/** A whole page. No script, no inline style, nothing from elsewhere. */
export function publicPage(page: PublicPage): string {
  const {
    title,
    description,
    path,
    parts = {},
    view,
    network,
    publicUrl,
    body,
    noIndex,
    oneForm,
    data,
  } = page;
  const say = sayIn(view);
  const canonical = `${publicUrl}${addressOf(path, { lang: view.lang, size: '100' })}`;
  return html`<!doctype html>
    <html lang="ja" data-text-size="${view.size}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} | ${network}</title>
        ${description ? html`<meta name="description" content="${description}" />` : null}
        ${
          noIndex
            ? html`<meta name="robots" content="noindex" />`
            : html`<link rel="canonical" href="${canonical}" />
                <meta property="og:type" content="website" />
                <meta property="og:title" content="${title}" />
                <meta property="og:site_name" content="${network}" />
                <meta property="og:url" content="${canonical}" />
                <meta property="og:locale" content="ja_JP" />
                ${description ? html`<meta property="og:description" content="${description}" />` : null}`
        }
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/find.css" />
        ${
          data
            ? html`<script type="application/ld+json">
                ${jsonInHtml(data)}
              </script>`
            : null
        }
      </head>
      <body>
        <a class="skip" href="#main">${say('skip')}</a>
        <header class="top">
          <p class="site"><a href="${addressOf('/find', view)}">${network}</a></p>
          ${oneForm ? null : viewSwitches(path, parts, view, say)}
        </header>
        <main id="main" tabindex="-1">${body}</main>
        <footer class="foot">
          <nav aria-label="サイト">
            <ul>
              <li><a href="${addressOf('/find', view)}">${say('findAgencies')}</a></li>
              <li><a href="${addressOf('/find/embed-code', view)}">${say('embedLink')}</a></li>
              <li><a href="/hsds/profile">${say('openData')}</a></li>
              <li><a href="/">${say('staff')}</a></li>
            </ul>
          </nav>
        </footer>
      </body>
    </html> `.toString();
}

function viewSwitches(path: string, parts: AddressParts, view: View, say: Say): Html {
  const other = view.lang === 'easy' ? 'ja' : 'easy';
  return html`<div class="switches">
    <p>
      <a class="language" href="${addressOf(path, { ...view, lang: other }, parts)}"
        >${say(other === 'easy' ? 'plainSwitch' : 'usualSwitch')}</a
      >
    </p>
    <p class="sizes">
      <span id="sizes">${say('textSize')}</span>
      <span role="group" aria-labelledby="sizes"
        >${textSizes.map(({ code, name }) =>
          code === view.size
            ? html` <a aria-current="true" href="${addressOf(path, { ...view, size: code }, parts)}"
                >${name}</a
              >`
            : html` <a href="${addressOf(path, { ...view, size: code }, parts)}">${name}</a>`,
        )}</span
      >
    </p>
  </div>`;
}
