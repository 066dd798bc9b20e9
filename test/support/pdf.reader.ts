import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A PDF as a reader program finds it. */
export interface ReadPdf {
  /** The text of each page, in the order in which it lies in the file, without line breaks. */
  readonly pages: readonly string[];
  /** Width and height of the first page in millimetres. */
  readonly size: readonly [number, number];
  readonly tagged: boolean;
  readonly title: unknown;
  readonly language: unknown;
  /** The names of the fonts, and whether each lies inside the file. */
  readonly fonts: ReadonlyMap<string, boolean>;
  /** The tags of each page: names and, at the leaves, what a reader reads out, in reading order. */
  readonly tags: readonly Tag[];
  /** Bookmarks, flat. */
  readonly bookmarks: readonly string[];
  readonly metadata: string;
}

/** One tag with what is in it. */
export interface Tag {
  readonly role: string;
  readonly alt?: string;
  readonly text: string;
  readonly children: readonly Tag[];
}

interface StructNode {
  role?: string;
  alt?: string;
  children?: StructNode[];
  type?: string;
  id?: string;
}

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** Opens a PDF with an independent reader. */
export async function readPdf(content: Buffer): Promise<ReadPdf> {
  const loading = getDocument({
    data: new Uint8Array(content),
    verbosity: 0,
    cMapUrl: join(packageFolder, 'cmaps/'),
    standardFontDataUrl: join(packageFolder, 'standard_fonts/'),
  });
  const document = await loading.promise;
  try {
    const { info, metadata } = await document.getMetadata();
    const texts: string[] = [];
    const tags: Tag[] = [];
    const fonts = new Map<string, boolean>();
    let size: [number, number] = [0, 0];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      const marked = new Map<string, string>();
      let id = '';
      for (const item of items) {
        if ('str' in item) marked.set(id, (marked.get(id) ?? '') + item.str);
        else if (item.type === 'beginMarkedContentProps') id = item.id;
      }
      texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
      const tree = (await page.getStructTree()) as StructNode | null;
      if (tree) tags.push(tagOf(tree, marked));
      const { fnArray, argsArray } = await page.getOperatorList();
      for (const [at, operation] of fnArray.entries()) {
        if (operation !== OPS.setFont) continue;
        const font = page.commonObjs.get((argsArray[at] as [string])[0]) as {
          name: string;
          missingFile: boolean;
        };
        fonts.set(font.name, !font.missingFile);
      }
      if (number === 1)
        size = page.view.slice(2).map((points) => Math.round((points * 25.4) / 72)) as [number, number];
    }
    const outline = ((await document.getOutline()) as Bookmark[] | null) ?? [];
    return {
      pages: texts,
      size,
      tagged: (await document.getMarkInfo())?.['Marked'] === true,
      title: (info as Record<string, unknown>)['Title'],
      language: (info as Record<string, unknown>)['Language'],
      fonts,
      tags,
      bookmarks: outline.flatMap(flat),
      metadata: (metadata as { getRaw(): string } | null)?.getRaw() ?? '',
    };
  } finally {
    await loading.destroy();
  }
}

/**
 * All that a PDF says, title and bookmarks included; then once more without any room between the signs, because setting and
 * line breaks may stand in the middle of what is looked for. A file that is no PDF is read as text.
 */
export async function wordsOf(content: Buffer): Promise<string> {
  try {
    const { pages, title, bookmarks } = await readPdf(content);
    const words = [String(title), ...bookmarks, ...pages].join('\n');
    return `${words}\n${words.replaceAll(/\s/g, '')}`;
  } catch {
    return content.toString('utf8');
  }
}

interface Bookmark {
  title: string;
  items: Bookmark[];
}

function flat({ title, items }: Bookmark): string[] {
  return [title, ...items.flatMap(flat)];
}

function tagOf({ role = '', alt, children = [] }: StructNode, marked: ReadonlyMap<string, string>): Tag {
  const inside = children.map((child) =>
    child.type ? { role: '', text: marked.get(child.id ?? '') ?? '', children: [] } : tagOf(child, marked),
  );
  return {
    role,
    ...(alt === undefined ? {} : { alt }),
    text: inside.map(({ text }) => text).join(''),
    children: inside.filter((child) => child.role !== ''),
  };
}

/** All tags with this role, in reading order, wherever they hang. */
export function tagged(tags: readonly Tag[], role: string): Tag[] {
  return tags.flatMap((tag) => [...(tag.role === role ? [tag] : []), ...tagged(tag.children, role)]);
}
