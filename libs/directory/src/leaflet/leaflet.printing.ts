import { readFileSync } from 'node:fs';
import { eraDay, foldedSheets, type Pdf, type PdfPress } from '#libs/documents';
import type { SqlTx } from '#libs/platform';
import { indexByKana } from './kana.index.js';
import { type LeafletBlock, printedBlock } from './leaflet.block.js';
import { type CircleMember, circleOf } from './leaflet.circle.js';
import { isPrinted } from './leaflet.standing.js';
import type { PrintFormat } from './prints.service.js';

/** What stands on the paper, from the database. */
export interface LeafletContent {
  readonly edition: PrintedEdition;
  readonly blocks: readonly LeafletBlock[];
  /** The agreements from which the blocks come. */
  readonly agreementIds: readonly string[];
}

/** The words of an edition that stand on cover and imprint. */
export interface PrintedEdition {
  readonly title: string;
  readonly network: string;
  readonly area: string;
  readonly introduction: string;
  readonly issuer: string;
  readonly contact: string;
  readonly issuedOn: string;
  readonly map: { readonly picture: Buffer; readonly type: string; readonly words: string } | null;
}

/**
 * Everything that may be printed at this moment. The blocks are the agreed ones: what an agency has not agreed to is not
 * even read into a document.
 */
export async function contentOf(tx: SqlTx, leafletId: string): Promise<LeafletContent | undefined> {
  const [edition] = await tx.query<Omit<PrintedEdition, 'map'> & MapColumns>(
    `SELECT title, network_name AS network, area_name AS area, introduction, issuer, contact, issued_on::text AS "issuedOn",
       map_picture AS picture, map_type AS type, map_words AS words
     FROM portal.leaflet WHERE id = $1 AND state <> 'cancelled'`,
    [leafletId],
  );
  if (!edition) return undefined;
  const printed = (await circleOf(tx, leafletId)).filter(isOnPaper);
  const { picture, type, words, ...said } = edition;
  return {
    edition: { ...said, map: picture && { picture, type: type!, words: words! } },
    blocks: printed.map(({ agreement, now }) => printedBlock(agreement.block, now)),
    agreementIds: printed.map(({ agreement }) => agreement.id),
  };
}

interface MapColumns extends Record<string, unknown> {
  picture: Buffer | null;
  type: string | null;
  words: string | null;
}

function isOnPaper(
  member: CircleMember,
): member is CircleMember & { agreement: NonNullable<CircleMember['agreement']> } {
  return isPrinted(member.standing) && member.agreement !== null;
}

/** Sets the leaflet; `tell` hears how much is done, in percent. */
export async function printLeaflet(
  press: PdfPress,
  content: LeafletContent,
  format: PrintFormat,
  madeAt: Date,
  tell: (percent: number) => Promise<void>,
): Promise<Pdf> {
  const linked = format === 'a4';
  const draft = await setBooklet(press, content, madeAt, { linked, notePages: 0 });
  await tell(40);
  // However it is printed, it is folded or stapled: pages for notes fill the last sheet, so that the imprint is its back.
  const notePages = (4 - (draft.pages % 4)) % 4;
  const booklet = notePages === 0 ? draft : await setBooklet(press, content, madeAt, { linked, notePages });
  await tell(70);
  const pdf = linked ? booklet : await foldedSheets(booklet);
  await tell(90);
  return pdf;
}

const template = readFileSync(new URL('./leaflet.typ', import.meta.url), 'utf8');

async function setBooklet(
  press: PdfPress,
  content: LeafletContent,
  madeAt: Date,
  form: { linked: boolean; notePages: number },
): Promise<Pdf> {
  const { map } = content.edition;
  const picture = map && `map.${map.type === 'image/png' ? 'png' : 'jpg'}`;
  return press.render({
    template,
    data: { ...dataOf(content), ...form, map: map && { picture, alt: map.words } },
    ...(map && picture ? { pictures: { [picture]: map.picture } } : {}),
    madeAt,
  });
}

/** What the template lays out. */
function dataOf({ edition, blocks }: LeafletContent): object {
  const { title, network, area, introduction, issuer, contact, issuedOn } = edition;
  const numbered = blocks.map((block, number) => ({
    ...block,
    number,
    mayBreak: linesOf(block) > wholeLines,
  }));
  const types = [...new Set(numbered.map(({ type }) => type))];
  return {
    ...{ title, network, area, issuer, contact },
    issuedOn: eraDay(issuedOn),
    introduction: introduction.split('\n').filter((line) => line.trim() !== ''),
    sections: types.map((type) => {
      const agencies = numbered.filter((block) => block.type === type);
      return { name: agencies[0]!.typeName, agencies };
    }),
    index: indexByKana(numbered).map(({ head, entries }) => ({
      head,
      entries: entries.map(({ name, number }) => ({ name, number })),
    })),
    agencies: blocks.length,
  };
}

// As many lines as fill nearly half a page, and as many characters as fit on one.
const wholeLines = 24;
const lineLength = 36;

/** About how many lines a block takes. */
function linesOf({ items }: LeafletBlock): number {
  const lines = items.flatMap(({ text }) => text.split('\n'));
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lineLength)), 0);
}
