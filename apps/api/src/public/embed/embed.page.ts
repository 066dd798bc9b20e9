import { html } from '../../http/html.js';
import { publicPage } from '../layout/layout.js';
import { addressOf, usualView, type View } from '../layout/view.js';
import { sayIn } from '../layout/words.js';
import { hiddenView } from '../search/search.form.js';

/** The search box alone, for a frame in somebody else's page. What it finds opens in a page of its own. */
export function embedPage(view: View): string {
  const say = sayIn(view);
  return html`<!doctype html>
    <html lang="ja" data-text-size="${view.size}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${say.plain('findAgencies')}</title>
        <link rel="stylesheet" href="/find.css" />
      </head>
      <body class="embedded">
        <main>
          <h1>${say('findAgencies')}</h1>
          <form class="box" action="/find/search" method="get" target="_blank" role="search">
            ${hiddenView(view)}
            <p>
              <label for="q">${say('boxLabel')}</label>
              <input id="q" name="q" type="search" maxlength="100" />
            </p>
            <p><button>${say('go')}</button></p>
          </form>
        </main>
      </body>
    </html> `.toString();
}

/** How to put the search box into one's own page: two pieces of HTML to copy, in the language of the reader. */
export function embedCodePage(given: { view: View; network: string; publicUrl: string }): string {
  const { view, publicUrl } = given;
  const say = sayIn(view);
  const isEasy = view.lang === 'easy';
  const name = say.plain('findAgencies');
  const hidden = isEasy ? '  <input type="hidden" name="lang" value="easy">\n' : '';
  const form = `<form action="${publicUrl}/find/search" method="get" target="_blank">
${hidden}  <label>${name}
    <input type="search" name="q" maxlength="100">
  </label>
  <button>さがす</button>
</form>`;
  const box = addressOf('/find/embed', { lang: view.lang, size: usualView.size });
  const frame = `<iframe src="${publicUrl}${box}" title="${name}"
  width="100%" height="240" style="border: 0" loading="lazy"></iframe>`;
  return publicPage({
    ...given,
    title: say.plain('embedLink'),
    path: '/find/embed-code',
    body: html`<h1>${say('embedLink')}</h1>
      <p>${say('embedLead')}</p>
      <h2>${say('embedForm')}</h2>
      <p>${say('embedFormHelp')}</p>
      <p>
        <label for="form-code">${say('embedFormCode')}</label>
        <textarea id="form-code" class="code" readonly rows="8">${form}</textarea>
      </p>
      <h2>${say('embedFrame')}</h2>
      <p>
        <label for="frame-code">${say('embedFrameCode')}</label>
        <textarea id="frame-code" class="code" readonly rows="4">${frame}</textarea>
      </p>
      ${isEasy ? null : html`<p>やさしい日本語にするときは、上の「やさしい日本語」を押すと、そのための HTML になります。</p>`}
      <p><a href="${addressOf('/find/embed', view)}">${say('embedShow')}</a></p>`,
  });
}
