/** How the public pages look: the colours, type and focus of the screens, in one small file without anything from elsewhere. */
export const publicStyle = `*, ::before, ::after { box-sizing: border-box; }
html { color: #333; background: #fff; line-height: 1.7; letter-spacing: .02em; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
html[data-text-size="125"] { font-size: 125%; }
html[data-text-size="150"] { font-size: 150%; }
body { margin: 0; min-height: 100dvh; display: flex; flex-direction: column; font-family: "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", "Yu Gothic UI", "Hiragino Sans", Meiryo, system-ui, sans-serif; word-break: auto-phrase; line-break: strict; overflow-wrap: anywhere; }
main { width: 100%; max-width: 72rem; margin: 0 auto; padding: 1rem 1rem 4rem; flex: 1; }
h1, h2, h3 { color: #1a1a1a; line-height: 1.5; text-wrap: pretty; }
h1 { font-size: 1.75rem; margin: .5rem 0 1rem; }
h2 { font-size: 1.375rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
p { margin: .5rem 0; }
a { color: #0017c1; text-underline-offset: .2em; }
a:visited { color: #4e35cd; }
a:hover { color: #00118f; text-decoration-thickness: .15em; }
:focus-visible { outline: 4px solid #000; outline-offset: 2px; box-shadow: 0 0 0 2px #ffd43d; border-radius: 2px; }
main:focus-visible { outline: none; box-shadow: none; }
ruby rt { font-size: .625em; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: #fff; z-index: 1; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; margin: 0; }
.top { border-bottom: 1px solid #b3b3b3; padding: .5rem max(1rem, (100% - 70rem) / 2); display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; justify-content: space-between; }
.top p { margin: 0; }
.site a { font-weight: bold; font-size: 1.125rem; color: #1a1a1a; text-decoration: none; display: inline-block; padding: .5rem 0; }
.switches { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; }
.switches a { display: inline-block; min-width: 2.75rem; min-height: 2.75rem; padding: .5rem .75rem; text-align: center; }
.switches a, .switches a:visited { color: #0017c1; }
.language { border: 1px solid #0017c1; border-radius: 8px; font-weight: bold; text-decoration: none; }
[aria-current] { font-weight: bold; color: #1a1a1a !important; text-decoration: none; background: #f2f2f2; border-radius: 8px; }
.foot { border-top: 1px solid #b3b3b3; background: #f2f2f2; padding: .5rem max(1rem, (100% - 70rem) / 2); }
.foot ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 2rem; margin: 0; padding: 0; }
.foot a { display: inline-block; padding: .625rem 0; }
.foot a, .foot a:visited { color: #00118f; }
.lead { font-size: 1.125rem; }
.help { color: #595959; font-size: .9375rem; }
.box .help { display: block; }
.needs { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: .75rem; }
.needs a { display: block; height: 100%; padding: 1rem 1.25rem; border: 1px solid #8c8c8c; border-radius: 12px; text-decoration: none; color: #333; }
.needs a:visited { color: #333; }
.needs strong { display: block; font-size: 1.125rem; color: #0017c1; text-decoration: underline; text-underline-offset: .2em; }
.needs a:hover { background: #e8f1fe; border-color: #0017c1; }
.needs span { font-size: .9375rem; }
.box { border: 1px solid #d9d9d9; border-radius: 12px; background: #f8f8fb; padding: .75rem 1.25rem 1.25rem; }
label { display: block; font-weight: bold; }
.choices label { font-weight: normal; display: flex; align-items: center; gap: .5rem; min-height: 2.75rem; }
input[type=search], input:not([type]), select { width: 100%; max-width: 32rem; min-height: 3rem; padding: .5rem .75rem; font: inherit; color: #1a1a1a; background: #fff; border: 1px solid #666; border-radius: 8px; }
input[type=checkbox], input[type=radio] { width: 1.5rem; height: 1.5rem; flex: none; accent-color: #0017c1; }
button, .second { display: inline-block; min-height: 3rem; padding: .5rem 2rem; font: inherit; font-weight: bold; border: 1px solid #0017c1; border-radius: 8px; cursor: pointer; text-decoration: none; }
button { color: #fff; background: #0017c1; }
button:hover { background: #00118f; text-decoration: underline; }
.second, .second:visited { color: #0017c1; background: #fff; }
.second:hover { background: #e8f1fe; }
summary { cursor: pointer; min-height: 2.75rem; padding: .5rem 0; font-weight: bold; color: #0017c1; text-decoration: underline; text-underline-offset: .2em; }
fieldset { border: 0; border-top: 1px solid #d9d9d9; margin: .75rem 0 0; padding: .75rem 0 0; min-width: 0; }
legend { float: left; width: 100%; font-weight: bold; color: #1a1a1a; }
legend + * { clear: both; }
.choices { list-style: none; margin: 0; padding: 0; }
.count { color: #595959; }
.columns { display: grid; gap: 1.5rem; }
@media (min-width: 60em) { .columns { grid-template-columns: 20rem minmax(0, 1fr); align-items: start; } }
.chips { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1rem; padding: 0; }
.chips a { display: inline-block; min-height: 2.75rem; padding: .5rem .875rem; border: 1px solid #0017c1; border-radius: 8px; text-decoration: none; }
.chips a, .chips a:visited { color: #0017c1; }
.chips span { font-size: .875rem; }
.total { font-size: 1.125rem; margin: 0 0 .5rem; }
.total strong { font-size: 1.5rem; color: #1a1a1a; }
.cards { list-style: none; margin: 0; padding: 0; }
.cards li { border-top: 1px solid #b3b3b3; }
.cards article { padding: 1rem 0; }
.cards h2 { font-size: 1.1875rem; margin: 0; }
.cards p { margin: .125rem 0; }
.cards ul li { border: 0; }
.vacancies { margin: .25rem 0 0; padding-left: 1.25rem; }
.kind, .kana { color: #4d4d4d; margin: 0; }
.tag { display: inline-block; padding: 0 .5rem; border: 1px solid #927200; color: #6e5600; border-radius: 4px; font-weight: bold; }
.state.open { color: #197a4b; font-weight: bold; }
.state.closed { color: #4d4d4d; }
.pager { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; border-top: 1px solid #b3b3b3; padding: 1rem 0; }
.pager a { min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid #0017c1; border-radius: 8px; text-decoration: none; }
.pager a, .pager a:visited { color: #0017c1; }
.agency { max-width: 48rem; }
.agency h1 { margin: 0; }
.agency section { border-top: 1px solid #d9d9d9; margin-top: 1.5rem; }
.agency section > h2 { margin-top: 1rem; }
.agency .service { border-top: 0; margin-top: 1rem; padding: .5rem 1.25rem; border: 1px solid #d9d9d9; border-radius: 12px; }
.notice { border: 1px solid #927200; border-left-width: 8px; border-radius: 8px; padding: .25rem 1rem; margin: 1rem 0; }
.problem { border: 1px solid #c80000; border-left-width: 8px; border-radius: 8px; padding: .5rem 1rem; }
dl { margin: .5rem 0; }
dl > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: .25rem 1rem; padding: .5rem 0; border-bottom: 1px solid #e6e6e6; }
dl > div > dd:first-child, dl > div > .hidden + dd { grid-column: 1 / -1; }
dl > div:last-child { border-bottom: 0; }
dt { font-weight: bold; }
dd { margin: 0; }
.text { white-space: pre-line; }
dd ul { margin: 0; padding-left: 1.25rem; white-space: normal; }
.files { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
.files img { max-width: 100%; height: auto; border-radius: 8px; }
.code { width: 100%; font: .9375rem/1.6 ui-monospace, "Noto Sans Mono CJK JP", monospace; padding: .75rem; border: 1px solid #666; border-radius: 8px; color: #1a1a1a; background: #f2f2f2; }
code { font: .9375rem/1.5 ui-monospace, "Noto Sans Mono CJK JP", monospace; }
textarea { display: block; width: 100%; padding: .5rem .75rem; font: inherit; color: #1a1a1a; background: #fff; border: 1px solid #666; border-radius: 8px; }
.first { border: 0; margin: 0; }
.aside { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
.embedded { min-height: 0; }
.embedded main { padding: .5rem; }
.embedded h1 { font-size: 1.125rem; margin: 0 0 .25rem; }
@media (max-width: 30em) { dl > div { grid-template-columns: minmax(0, 1fr); } button, .second { width: 100%; text-align: center; } .box, .agency .service { padding-left: .875rem; padding-right: .875rem; } }
@media print { .switches, .foot, .noprint, .skip, .side { display: none; } main { padding: 0; max-width: none; } body { font-size: 10.5pt; } a { color: inherit; text-decoration: none; } .agency .service, .cards article { break-inside: avoid; } }
@media (forced-colors: active) { .needs a, .chips a, button { border-color: ButtonText; } }
`;
