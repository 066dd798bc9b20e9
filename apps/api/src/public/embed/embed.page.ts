import { html } from '../../http/html.js';
import { publicPage } from '../layout/layout.js';
import { type View } from '../layout/view.js';
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

/** How to put the search box into one's own page: two pieces of HTML to copy. */
export function embedCodePage(given: { view: View; network: string; publicUrl: string }): string {
  const { publicUrl } = given;
  const form = `<form action="${publicUrl}/find/search" method="get" target="_blank">
  <label>支援機関をさがす
    <input type="search" name="q" maxlength="100">
  </label>
  <button>さがす</button>
</form>`;
  const frame = `<iframe src="${publicUrl}/find/embed" title="支援機関をさがす"
  width="100%" height="240" style="border: 0" loading="lazy"></iframe>`;
  return publicPage({
    ...given,
    title: '検索窓を自分のサイトに置く',
    path: '/find/embed-code',
    oneForm: true,
    body: html`<h1>検索窓を自分のサイトに置く</h1>
      <p>
        市区町村や法人のホームページに、地域の支援機関をさがす検索窓を置けます。申し込みも費用もいりません。見る人の情報は集めません。
      </p>
      <h2>そのまま書く</h2>
      <p>次の HTML をページに貼り付けてください。スクリプトは使いません。</p>
      <p>
        <label for="form-code">フォームの HTML</label>
        <textarea id="form-code" class="code" readonly rows="7">${form}</textarea>
      </p>
      <h2>枠で置く</h2>
      <p>
        <label for="frame-code">枠（iframe）の HTML</label>
        <textarea id="frame-code" class="code" readonly rows="4">${frame}</textarea>
      </p>
      <p>やさしい日本語にするときは、アドレスの最後に <code>?lang=easy</code> を付けてください。</p>
      <p><a href="/find/embed">検索窓を見る</a></p>`,
  });
}
