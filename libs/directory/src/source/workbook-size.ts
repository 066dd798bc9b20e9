import { piecesOf, zipParts } from './zip-parts.js';

/** How much a workbook may hold when it is unpacked. */
export interface WorkbookLimits {
  readonly octets: number;
  /** Of all sheets together, empty ones between others counted: each costs memory. */
  readonly cells: number;
  /** Of one sheet; what follows is not read. */
  readonly rows: number;
}

/**
 * Whether a workbook (.xlsx) holds more than may be. It is unpacked once for this, piece by piece and all parts together, before
 * anything of it is kept: what its directory says about sizes is a claim, and one cell in the last corner of each of many sheets is
 * a small file.
 */
export async function isTooLarge(bytes: Uint8Array, limits: WorkbookLimits): Promise<boolean> {
  const parts = zipParts(bytes);
  // Whoever reads it will say that it is no workbook.
  if (!parts) return false;
  if (parts.reduce((sum, { unpacked }) => sum + unpacked, 0) > limits.octets) return true;
  let octets = 0;
  let cells = 0;
  for (const part of parts) {
    const extent = new SheetExtent(limits.rows);
    for await (const piece of piecesOf(part)) {
      octets += piece.length;
      extent.add(piece.toString('latin1'));
      if (octets > limits.octets || cells + extent.cells > limits.cells) return true;
    }
    cells += extent.cells;
  }
  return false;
}

// A row or a cell, whatever its names begin with, and what is said of it.
const tags = /<(?:\w+:)?(row|c)((?:[\s/][^<>]*)?)>/g;
const reference = /\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']/;

/** The smallest rectangle around the cells of a sheet, found out from its text as it passes. */
class SheetExtent {
  private rows = 0;
  private columns = 0;
  private row = 0;
  private column = 0;
  private seen = 0;
  private rest = '';

  constructor(private readonly mostRows: number) {}

  get cells(): number {
    return this.rows * this.columns;
  }

  add(piece: string): void {
    const text = this.rest + piece;
    const cut = text.lastIndexOf('<');
    // A tag may go on in the next piece; nothing that is a row or a cell is longer.
    this.rest = cut === -1 ? '' : text.slice(cut, cut + longestTag);
    for (const [, tag, attributes = ''] of (cut === -1 ? text : text.slice(0, cut)).matchAll(tags)) {
      if (this.seen > this.mostRows) return;
      this.take(tag === 'row', reference.exec(attributes));
    }
  }

  private take(isRow: boolean, said: RegExpExecArray | null): void {
    if (isRow) {
      this.row = said ? Number(said[2]) : this.row + 1;
      this.column = 0;
      this.seen += 1;
      return;
    }
    this.column = said?.[1] ? columnOf(said[1]) : this.column + 1;
    this.rows = Math.max(this.rows, this.row, said ? Number(said[2]) : 0);
    this.columns = Math.max(this.columns, this.column);
  }
}

const longestTag = 4096;

/** The number of a column by its letters: A is 1, Z 26, AA 27. */
function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
