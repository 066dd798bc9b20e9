import {
  degrees,
  PDFDict,
  PDFDocument,
  type PDFFont,
  PDFName,
  type PDFPage,
  rgb,
  StandardFonts,
} from '@cantoo/pdf-lib';
import { isPicture, type PaperType } from './paper.types.js';

/** A part of a pack, opened. */
export interface OpenPart {
  readonly document: PDFDocument;
  readonly pages: number;
}

/** A4 upright, in points. */
const a4 = [595.28, 841.89] as const;
const margin = 36;

/** Opens a PDF, or puts a picture onto a page; null for what cannot be read: broken, or locked with a password. */
export async function openPart(content: Buffer, type: PaperType): Promise<OpenPart | null> {
  try {
    const document = isPicture(type) ? await pictureSheet(content, type) : await PDFDocument.load(content);
    const pages = document.getPageCount();
    return pages === 0 ? null : { document, pages };
  } catch {
    return null;
  }
}

/** Puts parts behind each other, each page with its number at the foot. */
export async function bindPack(
  parts: readonly (OpenPart & { readonly labels: readonly string[] })[],
  { title, madeAt }: { title: string; madeAt: Date },
): Promise<{ content: Buffer; pages: number }> {
  const pack = await PDFDocument.create();
  const font = await pack.embedFont(StandardFonts.HelveticaBold);
  for (const { document, labels } of parts)
    for (const [at, page] of (await pack.copyPages(document, document.getPageIndices())).entries()) {
      dropActions(page);
      pack.addPage(page);
      stamp(page, font, labels[at] ?? '');
    }
  pack.setTitle(title, { showInWindowTitleBar: true });
  pack.setLanguage('ja-JP');
  pack.setCreationDate(madeAt);
  pack.setModificationDate(madeAt);
  return { content: Buffer.from(await pack.save()), pages: pack.getPageCount() };
}

async function pictureSheet(content: Buffer, type: 'image/png' | 'image/jpeg'): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const picture = type === 'image/png' ? await document.embedPng(content) : await document.embedJpg(content);
  const [short, long] = a4;
  const [width, height] = picture.width > picture.height ? [long, short] : [short, long];
  const { width: drawn, height: high } = picture.scaleToFit(width - 2 * margin, height - 2 * margin);
  document
    .addPage([width, height])
    .drawImage(picture, { x: (width - drawn) / 2, y: (height - high) / 2, width: drawn, height: high });
  return document;
}

/** Whatever a page wants to do when it is opened or clicked stays behind: a pack is paper. */
function dropActions({ node }: PDFPage): void {
  node.delete(PDFName.of('AA'));
  for (const annotation of node.Annots()?.asArray() ?? []) {
    const dict = node.context.lookup(annotation);
    if (!(dict instanceof PDFDict)) continue;
    dict.delete(PDFName.of('A'));
    dict.delete(PDFName.of('AA'));
  }
}

/** The number at the foot on the right, as the page is looked at: scanned pages are often turned. */
function stamp(page: PDFPage, font: PDFFont, label: string): void {
  const size = 11;
  const long = font.widthOfTextAtSize(label, size);
  const { x, y, width, height } = page.getCropBox();
  const turned = ((page.getRotation().angle % 360) + 360) % 360;
  const [right, foot] = [28, 16];
  const at = {
    0: { x: x + width - right - long, y: y + foot },
    90: { x: x + width - foot, y: y + height - right - long },
    180: { x: x + right + long, y: y + height - foot },
    270: { x: x + foot, y: y + right + long },
  }[turned] ?? { x: x + width - right - long, y: y + foot };
  const rotate = degrees(turned);
  page.drawRectangle({ ...at, width: long, height: size, rotate, color: rgb(1, 1, 1), opacity: 0.85 });
  page.drawText(label, { ...at, size, font, rotate, color: rgb(0, 0, 0) });
}
