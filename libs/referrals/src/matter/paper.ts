import { readFileSync } from 'node:fs';
import type { Pdf, PdfPress } from '#libs/documents';

/** One line of a paper. */
export interface SheetLine {
  readonly label: string;
  readonly text: string;
}

/** A part of a section: lines under a heading of their own. */
export interface PaperGroup {
  readonly title: string;
  readonly lines: readonly SheetLine[];
}

/** A section: words, groups of lines, a table. */
export interface PaperSection {
  readonly title: string;
  readonly paragraphs?: readonly string[];
  readonly groups?: readonly PaperGroup[];
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** A paper as it is set. */
export interface Paper {
  readonly title: string;
  readonly number: string;
  readonly day: string;
  readonly to: string | null;
  readonly from: readonly string[];
  readonly introduction: readonly string[];
  readonly sections: readonly PaperSection[];
  /** Who made it and when: at the foot of each page. */
  readonly printed: string;
}

const template = readFileSync(new URL('./paper.typ', import.meta.url), 'utf8');

/** Sets a paper: tagged, with page x of y, and who printed it when. */
export async function setPaper(press: PdfPress, paper: Paper, madeAt: Date): Promise<Pdf> {
  const sections = paper.sections.map((section) => ({
    title: section.title,
    paragraphs: section.paragraphs ?? [],
    groups: (section.groups ?? []).map(({ title, lines }) => ({
      title,
      lines: lines.map(({ label, text }) => ({ label, text: text.split('\n') })),
    })),
    table: section.table ?? null,
  }));
  return press.render({ template, data: { ...paper, sections }, madeAt });
}
