import type { PublicEntry, Taxonomy } from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import type { View } from '../layout/view.js';
import type { Say } from '../layout/words.js';

/** What the page of an agency shows. */
export interface AgencyFacts {
  readonly page: PublicEntry;
  readonly taxonomy: Taxonomy;
  readonly now: Date;
  readonly today: string;
  readonly view: View;
  readonly network: string;
  readonly publicUrl: string;
}

type Told = Html | string | null | undefined | false;

/** A list of what is known; what nobody has told has no line, and a list without lines is none. */
export function facts(lines: readonly (readonly [Html | string, Told])[]): Html | null {
  const told = lines.filter(([, value]) => Boolean(value));
  if (told.length === 0) return null;
  return html`<dl>${told.map(([name, value]) => html`<div>${termOf(name)} ${detailOf(value)}</div>`)}</dl>`;
}

/** A line that explains itself still has a name, for readers that read aloud. */
function termOf(name: Html | string): Html {
  return name === '' ? html`<dt class="hidden">内容</dt>` : html`<dt>${name}</dt>`;
}

/** Line breaks are kept where somebody typed them. */
function detailOf(value: Told): Html {
  return typeof value === 'string' ? html`<dd class="text">${value}</dd>` : html`<dd>${value}</dd>`;
}

/** The text in やさしい日本語 for whoever wants it; where there is none the other one, and a word of warning. */
export function plainOr(plain: string | null, usual: string | null, { lang }: View, say: Say): Html | null {
  if (lang === 'easy' && plain) return paragraphs(plain);
  if (!usual) return null;
  return html`${lang === 'easy' ? html`<p class="help">${say('noPlain')}</p>` : null}${paragraphs(usual)}`;
}

function paragraphs(text: string): Html {
  return html`${text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p>${line}</p>`)}`;
}
