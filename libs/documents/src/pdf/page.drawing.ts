import {
  decodePDFRawStream,
  type PDFContext,
  PDFDict,
  PDFName,
  type PDFPage,
  PDFRawStream,
} from '@cantoo/pdf-lib';

/** A finished page, and how far to the right it goes on its sheet. */
export interface PlacedPage {
  readonly page: PDFPage;
  readonly dx: number;
}

/** Draws pages onto a sheet. `firstMarks` says from where the marks of each are counted there. */
export function drawBeside(
  context: PDFContext,
  sheet: PDFPage,
  placed: readonly PlacedPage[],
  firstMarks: readonly number[],
): void {
  const resources: Record<string, PDFDict> = {};
  const drawings = placed.map(({ page, dx }, at) => {
    const own = takeOver(context, page, resources, `_${at}`);
    const renamed = (name: string) => (own.has(name) ? `${name}_${at}` : name);
    const told = retoldDrawing(drawingOf(page), renamed, firstMarks[at]!);
    return `q\n1 0 0 1 ${dx} 0 cm\n${told}\nQ\n`;
  });
  sheet.node.set(PDFName.of('Resources'), context.obj(resources));
  const stream = context.flateStream(Buffer.from(drawings.join(''), 'latin1'));
  sheet.node.set(PDFName.of('Contents'), context.register(stream));
}

/** Adds the page's fonts, colours and pictures to those of its sheet, under names of their own; answers the old names. */
function takeOver(
  context: PDFContext,
  page: PDFPage,
  resources: Record<string, PDFDict>,
  suffix: string,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [kind, things] of page.node.Resources()?.entries() ?? []) {
    const dict = context.lookup(things);
    if (!(dict instanceof PDFDict)) continue;
    const all = (resources[kind.decodeText()] ??= context.obj({}));
    for (const [name, thing] of dict.entries()) {
      names.add(name.decodeText());
      all.set(PDFName.of(name.decodeText() + suffix), thing);
    }
  }
  return names;
}

function drawingOf({ node }: PDFPage): string {
  if (node.Annots()) throw new Error('a booklet to be folded has no links');
  const stream = node.Contents();
  if (!(stream instanceof PDFRawStream)) throw new Error('the page is not drawn in one stream');
  return Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
}

const name = /\/[^\s()<>[\]{}/%]*/y;
const number = /\s*\d+/y;
const plain = /[^(/]+/y;

/**
 * A page's drawing (a content stream, as Latin-1) told anew so that it can stand beside another one: its resources under
 * other names, its marked content counted from `firstMark`.
 */
export function retoldDrawing(
  drawing: string,
  renamed: (resource: string) => string,
  firstMark: number,
): string {
  let told = '';
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(drawing)?.[0] ?? '';
    at += found.length;
    return found;
  };
  while (at < drawing.length) {
    if (drawing[at] === '(') {
      const end = endOfText(drawing, at);
      told += drawing.slice(at, end);
      at = end;
    } else if (drawing[at] === '/') {
      const word = take(name).slice(1);
      told += word === 'MCID' ? `/MCID ${Number(take(number)) + firstMark}` : `/${renamed(word)}`;
    } else told += take(plain);
  }
  return told;
}

/** Behind the closing bracket of a text: brackets inside it come in pairs or behind a backslash. */
function endOfText(drawing: string, start: number): number {
  let depth = 0;
  for (let at = start; at < drawing.length; at += 1) {
    const sign = drawing[at];
    if (sign === '\\') at += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')' && (depth -= 1) === 0) return at + 1;
  }
  return drawing.length;
}
