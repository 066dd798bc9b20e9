import { readFileSync } from 'node:fs';
import type { Pdf, PdfPress } from '../pdf/pdf.press.js';

/** One block of a paper: sentences, labelled facts, or a table. */
export type PaperPart =
  | { readonly kind: 'text'; readonly title: string; readonly lines: readonly string[] }
  | {
      readonly kind: 'facts';
      readonly title: string;
      readonly items: readonly { readonly label: string; readonly text: string }[];
    }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly string[];
      /** How wide each column is, in parts. */
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    };

/** One paper: its pages are counted by themselves, and its heading is a bookmark. */
export interface PaperSheet {
  readonly title: string;
  readonly number: string;
  /** The day that stands at its head, as people write it. */
  readonly day: string;
  readonly to: readonly string[];
  readonly from: readonly string[];
  readonly lead: readonly string[];
  readonly parts: readonly PaperPart[];
}

/** Papers that are set as one file. */
export interface Bundle {
  readonly title: string;
  readonly issuer: string;
  /** Who printed it when: at the foot of every page. */
  readonly printed: string;
  /** Who reads it, across every page, in one line or two; nothing for a paper without anybody's data. */
  readonly watermark: string | null;
  /** Set across, for tables of many columns. */
  readonly wide?: boolean;
  readonly sheets: readonly PaperSheet[];
}

const template = readFileSync(new URL('./paper.typ', import.meta.url), 'utf8');

/** Sets papers: tagged, one bookmark each, page x of y, who printed them when, and the reader across every page. */
export async function setSheets(press: PdfPress, bundle: Bundle, madeAt: Date): Promise<Pdf> {
  return press.render({ template, data: bundle, madeAt });
}
