import type { RetiredPage } from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import { publicPage } from './layout.js';
import { addressOf, type View } from './view.js';
import { type PublicWord, sayIn } from './words.js';

/** Where a page stands, and for whom. */
export interface MessageFacts {
  readonly path: string;
  readonly view: View;
  readonly network: string;
  readonly publicUrl: string;
}

/** The page of an agency that has none any more, and where to go instead. */
export function gonePage(given: MessageFacts, { isClosed, successor }: RetiredPage): string {
  const say = sayIn(given.view);
  return messagePage(given, 'gone', [
    html`<p>${say(isClosed ? 'goneClosed' : 'goneWithdrawn')}</p>`,
    successor &&
      html`<p>
        ${say('successor')}:
        <a href="${addressOf(`/find/agencies/${successor.id}`, given.view)}">${successor.name}</a>
      </p>`,
  ]);
}

/** A page that says why there is nothing else to see. */
export function refusalPage(given: MessageFacts, word: 'notFoundHelp' | 'tooMany' | 'trouble'): string {
  const title = word === 'notFoundHelp' ? 'notFound' : 'findAgencies';
  return messagePage(given, title, [html`<p>${sayIn(given.view)(word)}</p>`]);
}

function messagePage(given: MessageFacts, title: PublicWord, words: readonly (Html | null)[]): string {
  const say = sayIn(given.view);
  return publicPage({
    ...given,
    title: say.plain(title),
    noIndex: true,
    body: html`<h1>${say(title)}</h1>
      ${words}
      <p><a href="${addressOf('/find', given.view)}">${say('findAgencies')}</a></p>`,
  });
}
