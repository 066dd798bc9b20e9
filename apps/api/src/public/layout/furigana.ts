import { html, type Html } from '../../http/html.js';

/** 「{相談|そうだん}したい」: what stands in braces gets its reading above it; browsers that cannot, show it behind. */
export function withFurigana(text: string): Html {
  const parts = text.split(/\{([^|{}]+)\|([^|{}]+)\}/);
  return html`${parts.map((part, at) => {
    if (at % 3 === 0) return part;
    return at % 3 === 1 ? html`<ruby>${part}<rp>（</rp><rt>${parts[at + 1]}</rt><rp>）</rp></ruby>` : null;
  })}`;
}

/** The same without readings, for titles of windows and for programs. */
export function withoutFurigana(text: string): string {
  return text.replace(/\{([^|{}]+)\|[^|{}]+\}/g, '$1');
}

/** The same in readings alone: what somebody types who writes no kanji. */
export function readingOf(text: string): string {
  return text.replace(/\{[^|{}]+\|([^|{}]+)\}/g, '$1');
}
