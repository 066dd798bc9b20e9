import { html, type Html } from './html.js';

interface PlainPage {
  readonly title: string;
  /** The title as the page itself shows it, where that is more than text. */
  readonly heading?: Html;
  readonly body: Html;
}

/** A page that needs neither script nor sign-in: what somebody opens from a mail. Never kept, never indexed. */
export function plainPage({ title, heading, body }: PlainPage): string {
  return html`<!doctype html>
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}｜連携ポータル</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/pages.css" />
      </head>
      <body>
        <header><p>連携ポータル</p></header>
        <main>
          <h1>${heading ?? title}</h1>
          ${body}
        </main>
      </body>
    </html> `.toString();
}

/** How such pages look; inline styles are forbidden here as everywhere. */
export const plainPageStyle = `* { box-sizing: border-box; }
body { margin: 0; font: 1.0625rem/1.7 "Noto Sans JP", "Hiragino Sans", "Yu Gothic", Meiryo, sans-serif; color: #1a1a1a; background: #fff; }
header { border-bottom: 1px solid #b3b3b3; background: #f2f2f2; }
header p { margin: 0 auto; padding: .5rem 1rem; max-width: 44rem; font-weight: bold; }
main { margin: 0 auto; padding: 1rem 1rem 4rem; max-width: 44rem; }
h1 { font-size: 1.625rem; line-height: 1.4; margin: .75rem 0 1rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
a { color: #0017c1; }
a:focus-visible, button:focus-visible, textarea:focus-visible, input:focus-visible, summary:focus-visible { outline: 4px solid #000; outline-offset: 2px; background-color: #ffd43d; color: #000; }
dl { margin: 1rem 0; border-top: 1px solid #b3b3b3; }
dl > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: .25rem 1rem; padding: .5rem 0; border-bottom: 1px solid #d9d9d9; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
form { margin: 1.5rem 0; }
label, legend { display: block; font-weight: bold; margin: 1rem 0 .25rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
fieldset label { display: flex; align-items: center; gap: .5rem; min-height: 2.75rem; margin: 0; font-weight: normal; }
input[type=radio] { width: 1.5rem; height: 1.5rem; flex: none; accent-color: #0017c1; }
input[type=checkbox] { width: 1.5rem; height: 1.5rem; margin: .125rem 0 0; flex: none; accent-color: #0017c1; }
input:not([type]), select { display: block; width: 100%; max-width: 28rem; min-height: 3rem; padding: .5rem .75rem; font: inherit; border: 1px solid #666; border-radius: 8px; }
.choices { margin: 1rem 0 1.5rem; }
.choices label { display: grid; grid-template-columns: 1.5rem 9rem minmax(0, 1fr); align-items: start; gap: .25rem .75rem; padding: .625rem 0; border-bottom: 1px solid #d9d9d9; }
.choices span { overflow-wrap: anywhere; white-space: pre-line; }
details { padding: .25rem 0; border-top: 1px solid #b3b3b3; }
summary { min-height: 2.75rem; padding: .5rem 0; color: #0017c1; text-decoration: underline; cursor: pointer; }
textarea { width: 100%; min-height: 8rem; padding: .5rem .75rem; font: inherit; border: 1px solid #666; border-radius: 8px; }
button, .button { display: inline-block; min-height: 3rem; padding: .5rem 1.5rem; margin-top: 1rem; font: inherit; font-weight: bold; color: #fff; background: #0017c1; border: 1px solid #0017c1; border-radius: 8px; cursor: pointer; text-decoration: none; }
button:hover { background: #00118f; text-decoration: underline; }
button.second { color: #0017c1; background: #fff; }
button.second:hover { background: #e8f1fe; }
.note { padding: .75rem 1rem; border: 1px solid #0017c1; border-left-width: 8px; border-radius: 8px; }
.note.done { border-color: #197a4b; }
.note.wrong { border-color: #c80000; }
.help { margin: .25rem 0; color: #4d4d4d; }
.aside { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
@media (max-width: 30rem) { .choices label { grid-template-columns: 1.5rem minmax(0, 1fr); } .choices span { grid-column: 2; } dl > div { grid-template-columns: minmax(0, 1fr); } button, .button { width: 100%; text-align: center; } }
@media print { form, header { display: none; } }
`;
