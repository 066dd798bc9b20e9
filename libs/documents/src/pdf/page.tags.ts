import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';
import type { PlacedPage } from './page.drawing.js';

/** Where the content of a page has gone. */
interface Move {
  readonly sheet: PDFRef;
  readonly dx: number;
  readonly firstMark: number;
}

const key = {
  kids: PDFName.of('K'),
  mark: PDFName.of('MCID'),
  page: PDFName.of('Pg'),
  parents: PDFName.of('StructParents'),
  parentTree: PDFName.of('ParentTree'),
};

/** Lets the tags of a document follow its pages onto sheets. Their order, in which it is read out, does not change. */
export class PageTags {
  private readonly root: PDFDict;
  private readonly moves = new Map<PDFRef, Move>();
  /** For each sheet, by number, the tags that hold its marks. */
  private readonly holders: PDFArray[] = [];

  constructor(private readonly document: PDFDocument) {
    this.root = document.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  }

  /** Notes that these pages lie on the sheet now; answers from where the marks of each are counted. */
  move(sheet: PDFPage, placed: readonly PlacedPage[]): number[] {
    const holders = this.document.context.obj([]);
    const firstMarks = placed.map(({ page, dx }) => {
      const firstMark = holders.size();
      this.moves.set(page.ref, { sheet: sheet.ref, dx, firstMark });
      for (const holder of this.holdersOf(page)) holders.push(holder);
      return firstMark;
    });
    sheet.node.set(key.parents, PDFNumber.of(this.holders.length));
    this.holders.push(holders);
    return firstMarks;
  }

  /** Tells every tag where its content lies now. */
  settle(): void {
    const { context } = this.document;
    const numbered = this.holders.flatMap((holders, at) => [PDFNumber.of(at), context.register(holders)]);
    this.root.set(key.parentTree, context.obj({ Nums: numbered }));
    this.root.set(PDFName.of('ParentTreeNextKey'), PDFNumber.of(this.holders.length));
    this.retell(this.root, undefined);
  }

  private holdersOf({ node }: PDFPage): PDFObject[] {
    const number = node.lookupMaybe(key.parents, PDFNumber)?.asNumber();
    const list = this.root.lookup(key.parentTree, PDFDict).lookup(PDFName.of('Nums'), PDFArray);
    for (let at = 0; at < list.size(); at += 2)
      if (list.lookup(at, PDFNumber).asNumber() === number) return list.lookup(at + 1, PDFArray).asArray();
    return [];
  }

  /** Goes through a tag; answers where its content lies. */
  private retell(tag: PDFDict, around: Move | undefined): Move | undefined {
    const own = this.moves.get(tag.get(key.page) as PDFRef) ?? around;
    const kids = tag.lookup(key.kids);
    let seen: Move | undefined;
    const retold = (kid: PDFObject): PDFObject => {
      const content = this.document.context.lookup(kid);
      if (content instanceof PDFNumber && own) return PDFNumber.of(content.asNumber() + own.firstMark);
      if (!(content instanceof PDFDict)) return kid;
      if (content.has(key.mark)) this.moveMark(content, own);
      else seen = this.retell(content, own) ?? seen;
      return kid;
    };
    if (kids instanceof PDFArray) kids.asArray().forEach((kid, at) => kids.set(at, retold(kid)));
    else if (kids) tag.set(key.kids, retold(tag.get(key.kids)!));
    if (own && tag.has(key.page)) tag.set(key.page, own.sheet);
    const place = own ?? seen;
    if (place) this.moveBox(tag, place);
    return place;
  }

  private moveMark(mark: PDFDict, around: Move | undefined): void {
    const move = this.moves.get(mark.get(key.page) as PDFRef) ?? around;
    if (!move) return;
    mark.set(key.mark, PDFNumber.of(mark.lookup(key.mark, PDFNumber).asNumber() + move.firstMark));
    mark.set(key.page, move.sheet);
  }

  /** Tables and pictures say where on the page they are. */
  private moveBox(tag: PDFDict, { dx }: Move): void {
    const attributes = tag.lookup(PDFName.of('A'));
    for (const attribute of attributes instanceof PDFArray ? attributes.asArray() : []) {
      const layout = this.document.context.lookup(attribute);
      const box = layout instanceof PDFDict ? layout.lookupMaybe(PDFName.of('BBox'), PDFArray) : undefined;
      for (const at of box ? [0, 2] : [])
        box!.set(at, PDFNumber.of(box!.lookup(at, PDFNumber).asNumber() + dx));
    }
  }
}
