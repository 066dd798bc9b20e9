import { leafletFields, printLeaflet } from '#libs/directory';
import { PdfPress } from '#libs/documents';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

type Content = Parameters<typeof printLeaflet>[1];

const press = new PdfPress();
afterAll(() => press.close());

const longName = '就労移行支援事業所コンパス青葉中央はたらくみらい';

function contentOf(agencies: number): Content {
  const texts = {
    phone: '02-0000-0005',
    windows: '就労相談の窓口（働くことについての相談や見学）　電話 02-0000-0006　FAX 02-0000-0007',
  };
  const fields = ['phone', 'windows'] as const;
  return {
    edition: {
      ...{ title: '地域の冊子', network: 'ネットワーク', area: '', introduction: 'はじめの文', contact: '' },
      ...{ issuer: '事務局', issuedOn: '2026-11-20', map: null },
    },
    blocks: Array.from({ length: agencies }, (_, at) => ({
      ...{ name: `${longName}${at}`, kana: 'しゅうろう', type: `t${at}`, typeName: `種類${at}` },
      items: fields.map((field) => ({ field, label: leafletFields[field], text: texts[field] })),
    })),
    agreementIds: [],
  };
}

/** The lines of each page from top to bottom: everything that stands at one height. */
async function linesOf(content: Buffer): Promise<string[][]> {
  const loading = getDocument({ data: new Uint8Array(content), verbosity: 0 });
  const document = await loading.promise;
  const pages: string[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const lines = new Map<number, string>();
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const height = Math.round(item.transform[5] as number);
      const at = [height, height - 1, height + 1].find((near) => lines.has(near)) ?? height;
      lines.set(at, (lines.get(at) ?? '') + item.str.replaceAll(/\s/g, ''));
    }
    pages.push([...lines.entries()].sort(([a], [b]) => b - a).map(([, text]) => text));
  }
  await loading.destroy();
  return pages;
}

describe('the pages of a leaflet', () => {
  it.each([1, 4, 9])('are a multiple of four with the imprint as the back: %d agencies', async (agencies) => {
    const pdf = await printLeaflet(press, contentOf(agencies), 'a4', new Date(0), async () => undefined);
    const pages = await linesOf(pdf.content);
    expect(pdf.pages % 4).toBe(0);
    expect(pages.at(-1)!.join('')).toContain('この冊子には');
    expect(pages.slice(0, -1).flat().join('')).not.toContain('この冊子には');
  });

  it('for notes fill the last sheet before the imprint, say so, and stand in no list', async () => {
    const filled = new Set<number>();
    for (const agencies of [1, 2, 4, 7, 9]) {
      const pdf = await printLeaflet(press, contentOf(agencies), 'a4', new Date(0), async () => undefined);
      const pages = await linesOf(pdf.content);
      const notes = pages.flatMap((lines, at) => (lines.includes('メモ') ? [at] : []));
      filled.add(notes.length);
      expect(notes.length).toBeLessThan(4);
      // One after the other up to the imprint, with the heading, the foot of every page and room to write.
      expect(notes).toEqual(notes.map((_, at) => pages.length - 1 - notes.length + at));
      for (const at of notes) {
        const rest = pages[at]!.filter((line) => line !== 'メモ').join('');
        expect(rest).toContain(`${at + 1}/${pages.length}`);
        expect(rest).not.toMatch(/電話|種類|就労/);
      }
      expect(pages.flat().filter((line) => line.includes('メモ'))).toHaveLength(notes.length);
    }
    // Sheets that are full need none; the others were filled.
    expect(filled.size).toBeGreaterThan(1);
  });

  it('keep labels with their values, numbers and names whole, and several types on a page', async () => {
    const pdf = await printLeaflet(press, contentOf(4), 'a4', new Date(0), async () => undefined);
    const pages = await linesOf(pdf.content);
    const lines = pages.flat();
    expect(lines.filter((line) => line.includes('相談窓口'))).toHaveLength(4);
    for (const line of lines.filter((found) => found.includes('相談窓口')))
      expect(line).toContain('相談窓口就労相談の窓口');
    expect(lines.filter((line) => line.includes('電話02-0000-0006'))).toHaveLength(4);
    // Contents and index: both have the name in one piece.
    expect(lines.filter((line) => line.includes(`${longName}0`)).length).toBeGreaterThanOrEqual(2);
    const agencies = pages.find((page) => page.some((line) => line.includes('電話番号')))!;
    expect(agencies.filter((line) => /^種類\d$/.test(line)).length).toBeGreaterThan(1);
  });
});
