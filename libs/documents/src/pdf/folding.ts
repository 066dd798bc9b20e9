import { PDFDict, PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib';
import type { Pdf } from './pdf.press.js';
import { drawBeside, type PlacedPage } from './page.drawing.js';
import { PageTags } from './page.tags.js';

/**
 * Which pages of a booklet lie beside each other on the sides of its sheets, so that the printed and folded pile reads
 * from front to back: of 8 pages [8, 1] and [2, 7] on the first sheet, [6, 3] and [4, 5] on the second.
 */
export function foldingOrder(pages: number): [left: number, right: number][] {
  return Array.from({ length: pages / 2 }, (_, side) => {
    const [early, late] = [side + 1, pages - side];
    return side % 2 === 0 ? [late, early] : [early, late];
  });
}

/**
 * Puts the pages of a booklet side by side on sheets of twice the width, in folding order; the tags stay in reading order
 * and follow their content. The booklet has a multiple of four pages, and no links: on paper they lead nowhere.
 */
export async function foldedSheets(booklet: Pdf): Promise<Pdf> {
  const document = await PDFDocument.load(booklet.content, { updateMetadata: false });
  const pages = document.getPages();
  if (pages.length % 4 !== 0) throw new Error('a folded booklet has a multiple of four pages');
  const { width, height } = pages[0]!.getSize();
  const tags = new PageTags(document);
  for (const [left, right] of foldingOrder(pages.length)) {
    const sheet = document.addPage([width * 2, height]);
    const placed: PlacedPage[] = [
      { page: pages[left - 1]!, dx: 0 },
      { page: pages[right - 1]!, dx: width },
    ];
    // The earlier page first: programs that know no tags read things out in the order in which they are drawn.
    if (right < left) placed.reverse();
    drawBeside(document.context, sheet, placed, tags.move(sheet, placed));
  }
  tags.settle();
  for (const { ref, node } of pages) {
    document.removePage(0);
    document.context.delete(node.get(PDFName.of('Contents')) as PDFRef);
    document.context.delete(ref);
  }
  askForDuplex(document);
  const content = await document.save({ updateFieldAppearances: false, addDefaultPage: false });
  return { ...booklet, content: Buffer.from(content), pages: document.getPageCount() };
}

/** Both sides of the paper, turned over the short edge, at full size: otherwise the pages do not meet. */
function askForDuplex({ context, catalog }: PDFDocument): void {
  const wishes = catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict) ?? context.obj({});
  wishes.set(PDFName.of('Duplex'), PDFName.of('DuplexFlipShortEdge'));
  wishes.set(PDFName.of('PrintScaling'), PDFName.of('None'));
  catalog.set(PDFName.of('ViewerPreferences'), wishes);
}
