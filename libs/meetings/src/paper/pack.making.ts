import { createHash } from 'node:crypto';
import { eraDay, type PdfPress } from '#libs/documents';
import { isUsable, type SqlTx } from '#libs/platform';
import { type AgendaHead, agendaHead, printAgenda } from '../agenda/agenda.paper.js';
import { type AgendaItemRow, itemsOf } from '../agenda/agenda.queries.js';
import { type PackPart, type PackPlace, pageLabels, placeOf } from './pack.numbering.js';
import { bindPack, type OpenPart, openPart } from './pack.sheets.js';
import { isPacked } from './paper.types.js';
import { type PaperRow, papersOf } from './papers.queries.js';

/** Whom a pack is for. */
export const packAudiences = { members: '委員用', secretariat: '事務局用（非公開を含む）' } as const;
export type PackAudience = keyof typeof packAudiences;
export const packAudienceCodes = Object.keys(packAudiences) as PackAudience[];

/** What a pack is made of, as its audience may see it. */
export interface PackMaterial {
  readonly meetingId: string;
  readonly councilId: string;
  readonly audience: PackAudience;
  readonly no: number;
  readonly head: AgendaHead;
  readonly items: readonly AgendaItemRow[];
  /** What members may see of it, whatever the audience: their page numbers must not depend on what else there is. */
  readonly openItems: readonly AgendaItemRow[];
  readonly papers: readonly PackedPaper[];
}

/** A paper with its last version; no content where that cannot be packed. */
export interface PackedPaper {
  readonly paper: PaperRow;
  readonly isClosed: boolean;
  readonly content: Buffer | null;
}

/** A finished pack. */
export interface MadePack {
  readonly content: Buffer;
  readonly pages: number;
  readonly sha256: Buffer;
  readonly itemIds: readonly string[];
  readonly paperIds: readonly string[];
  readonly leftOut: readonly string[];
}

/** What is to be put into a pack. Nothing for the secretariat alone is even read for anybody else; undefined where it is gone. */
export async function packMaterial(tx: SqlTx, packId: string): Promise<PackMaterial | undefined> {
  const [pack] = await tx.query<
    Pick<PackMaterial, 'meetingId' | 'councilId' | 'audience' | 'no'> & Record<string, unknown>
  >(
    `SELECT meeting_id AS "meetingId", council_id AS "councilId", audience, no FROM portal.pack WHERE id = $1`,
    [packId],
  );
  if (!pack) return undefined;
  const all = await itemsOf(tx, pack.meetingId, true);
  const openItems = all.filter(({ visibility }) => visibility !== 'secretariat');
  const closedToo = pack.audience === 'secretariat';
  const items = closedToo ? all : openItems;
  const papers: PackedPaper[] = [];
  const found = await papersOf(tx, pack.meetingId, true);
  for (const item of items)
    for (const paper of found.filter(({ itemId }) => itemId === item.id)) {
      const isClosed = item.visibility === 'secretariat' || paper.visibility === 'secretariat';
      if (isClosed && !closedToo) continue;
      papers.push({ paper, isClosed, content: await contentOf(tx, paper) });
    }
  return { ...pack, head: await agendaHead(tx, pack.meetingId), items, openItems, papers };
}

async function contentOf(tx: SqlTx, { id, versions: [last] }: PaperRow): Promise<Buffer | null> {
  if (!last || !isUsable(last.state) || !isPacked(last.contentType)) return null;
  const [row] = await tx.query<{ body: Buffer }>(
    `SELECT c.body FROM portal.paper_version v JOIN portal.paper_content c ON c.version_id = v.id WHERE v.paper_id = $1 AND v.no = $2`,
    [id, last.no],
  );
  return row?.body ?? null;
}

type Place = (parts: readonly PackPart[]) => Promise<PackPlace[]>;

/** Makes a pack. `place` gives parts their pages for good; `tell` hears how much is done, in percent. */
export async function makePack(
  press: PdfPress,
  material: PackMaterial,
  place: Place,
  madeAt: Date,
  tell: (percent: number) => Promise<void>,
): Promise<MadePack> {
  const opened: (PackedPaper & OpenPart)[] = [];
  for (const packed of material.papers) {
    const type = packed.paper.versions[0]?.contentType;
    const open = packed.content && type ? await openPart(packed.content, type) : null;
    if (open) opened.push({ ...packed, ...open });
  }
  await tell(30);
  const closedToo = material.audience === 'secretariat';
  const beside = material.papers.filter(({ paper }) => !opened.some((one) => one.paper.id === paper.id));
  const agenda = (items: readonly AgendaItemRow[], places: readonly PackPlace[]) =>
    setAgenda(press, material, { items, opened, places, beside }, madeAt);
  const open = await agenda(material.openItems, []);
  const own = closedToo ? await agenda(material.items, []) : open;
  const parts: PackPart[] = [
    { paperId: null, isClosed: false, pages: open.pages },
    ...(closedToo ? [{ paperId: null, isClosed: true, pages: own.pages }] : []),
    ...opened.map(({ paper, isClosed, pages }) => ({ paperId: paper.id, isClosed, pages })),
  ];
  const places = await place(parts);
  await tell(50);
  const first = await openPart((await agenda(material.items, places)).content, 'application/pdf');
  const bound = [...(first ? [{ ...first, paper: null, isClosed: closedToo }] : []), ...opened].map(
    (one) => ({
      ...one,
      place: placeOf(places, { paperId: one.paper?.id ?? null, isClosed: one.isClosed })!,
    }),
  );
  const { content, pages } = await bindPack(
    inPageOrder(bound).map((one) => ({ ...one, labels: pageLabels(one.place, one.pages) })),
    { title: `${titleOf(material.head)}　会議資料`, madeAt },
  );
  await tell(90);
  return {
    content,
    pages,
    sha256: createHash('sha256').update(content).digest(),
    itemIds: material.items.map(({ id }) => id),
    paperIds: material.papers.map(({ paper }) => paper.id),
    leftOut: beside.map(({ paper }) => paper.title),
  };
}

/** The agenda, what everybody has by its pages, what the secretariat alone has by its own. */
function inPageOrder<
  One extends { readonly paper: PaperRow | null; readonly isClosed: boolean; readonly place: PackPlace },
>(parts: readonly One[]): One[] {
  const rank = ({ paper, isClosed }: One) => (paper === null ? 0 : isClosed ? 2 : 1);
  return [...parts].sort(
    (one, other) => rank(one) - rank(other) || one.place.firstPage - other.place.firstPage,
  );
}

async function setAgenda(
  press: PdfPress,
  { head, no, audience }: PackMaterial,
  it: {
    items: readonly AgendaItemRow[];
    opened: readonly (PackedPaper & OpenPart)[];
    places: readonly PackPlace[];
    beside: readonly PackedPaper[];
  },
  madeAt: Date,
): Promise<{ content: Buffer; pages: number }> {
  const onPages = ({ paper, isClosed, pages }: PackedPaper & OpenPart) => {
    const place = placeOf(it.places, { paperId: paper.id, isClosed });
    const labels = place ? pageLabels(place, pages) : ['000'];
    const span = labels.length > 1 ? `${labels[0]}–${labels.at(-1)}` : labels[0];
    return `${wordsFor(paper)} ${span}ページ`;
  };
  const shown = new Set(it.items.map(({ id }) => id));
  return printAgenda(
    press,
    head,
    it.items,
    {
      printed: `会議資料 第${no}版　${eraDay(dayInJapan(madeAt))}`,
      note:
        audience === 'secretariat' && it.items.some(({ visibility }) => visibility === 'secretariat')
          ? '事務局用（非公開の議題を含む）'
          : '',
      counts: false,
      papersOf: (itemId) => it.opened.filter(({ paper }) => paper.itemId === itemId).map(onPages),
      beside: it.beside.filter(({ paper }) => shown.has(paper.itemId)).map(({ paper }) => wordsFor(paper)),
    },
    madeAt,
  );
}

function wordsFor({ title, versions: [last] }: PaperRow): string {
  if (!last) return `${title}（準備中）`;
  const marks = [...(last.no > 1 ? [`第${last.no}版`] : []), ...(last.isLate ? ['当日配布'] : [])];
  return marks.length > 0 ? `${title}（${marks.join('・')}）` : title;
}

function titleOf({ number, title }: AgendaHead): string {
  return number === null ? title : `第${number}回　${title}`;
}

function dayInJapan(moment: Date): string {
  return new Date(moment.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
}
