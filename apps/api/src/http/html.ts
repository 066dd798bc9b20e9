/** A piece of a page that is HTML already; everything else is text and is escaped. */
export class Html {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a page: text, numbers, other pieces, lists of them, or nothing. */
export type HtmlPart = string | number | Html | null | undefined | false | readonly HtmlPart[];

/** Writes a piece of a page. Values stand in the text or in quotation marks, never in names of tags or attributes. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  const fixed = layoutOf(strings);
  return new Html(
    fixed.reduce((page, string, at) => page + (at === 0 ? '' : written(parts[at - 1])) + string, ''),
  );
}

const layouts = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The fixed parts as they are sent: the indentation of the source would be a third of a page. */
function layoutOf(strings: TemplateStringsArray): readonly string[] {
  const known = layouts.get(strings);
  if (known) return known;
  const layout = strings.map((string) => string.replace(/\s*\n\s*/g, '\n'));
  layouts.set(strings, layout);
  return layout;
}

/** Data for programs inside a page (JSON-LD): a text in it must not end the element that it stands in. */
export function jsonInHtml(data: object): Html {
  return new Html(JSON.stringify(data).replaceAll('<', '\\u003c'));
}

function written(part: HtmlPart): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(written).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in a page, between tags or in quotation marks. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
