import { createHash } from 'node:crypto';
import { type LeafletField, leafletFields } from './leaflet.fields.js';

/** One line of a block: a field and the words that stand for it on the paper. */
export interface LeafletItem {
  readonly field: LeafletField;
  readonly label: string;
  readonly text: string;
}

/** What the leaflet prints of one agency, word for word. A proof shows it, an agreement keeps it. */
export interface LeafletBlock {
  readonly name: string;
  readonly kana: string;
  /** Code and name of the type under which it stands. */
  readonly type: string;
  readonly typeName: string;
  readonly items: readonly LeafletItem[];
}

/** The fields of a block. */
export function fieldsOf({ items }: LeafletBlock): LeafletField[] {
  return items.map(({ field }) => field);
}

/** The block with these fields alone. */
export function onlyFields(block: LeafletBlock, fields: readonly string[]): LeafletBlock {
  return { ...block, items: block.items.filter(({ field }) => fields.includes(field)) };
}

/** What tells a block from every other one: whoever agrees says by it what they saw. */
export function digestOf(block: LeafletBlock): string {
  const { name, kana, type, items } = block;
  const said = JSON.stringify([name, kana, type, items.map(({ field, text }) => [field, text])]);
  return createHash('sha256').update(said).digest('base64url');
}

/** The labels of what was agreed to and reads differently now; fields that were not agreed to may change freely. */
export function changedSince(agreed: LeafletBlock, now: LeafletBlock): string[] {
  const current = textsOf(now);
  return [
    ...(agreed.name === now.name && agreed.kana === now.kana ? [] : ['機関名']),
    ...(agreed.type === now.type ? [] : ['機関の種類']),
    ...agreed.items
      .filter(({ field, text }) => current.get(field) !== text)
      .map(({ field }) => leafletFields[field]),
  ];
}

/** Fields of which each line is a row of its own that can be hidden or removed alone. */
const listed: readonly LeafletField[] = ['services', 'windows', 'trainees'];

/** Fields that say something of each service; only as a whole do they make sense. */
const perService: readonly LeafletField[] = [
  'support',
  'eligibility',
  'costs',
  'wages',
  'hours',
  'reception',
  'transport',
  'apply',
];

/**
 * What goes onto the paper: the words that were agreed to last, never newer ones. A field that the agency has emptied or
 * hidden since is left out, since it would not want the old words either; so is a row of a list.
 */
export function printedBlock(agreed: LeafletBlock, now: LeafletBlock): LeafletBlock {
  const current = textsOf(now);
  return {
    ...agreed,
    items: agreed.items.flatMap((item) => {
      const words = current.get(item.field);
      const text = words === undefined ? '' : stillStanding(item, words);
      return text === '' ? [] : [{ ...item, text }];
    }),
  };
}

/** Nobody can tell a row that was changed from one that was hidden while another came, so neither is printed. */
function stillStanding({ field, text }: LeafletItem, now: string): string {
  if (!listed.includes(field) && !perService.includes(field)) return text;
  const standing = new Set(now.split('\n'));
  const lines = text.split('\n');
  const left = lines.filter((line) => standing.has(line));
  if (perService.includes(field)) return left.length === lines.length ? text : '';
  return left.join('\n');
}

function textsOf({ items }: LeafletBlock): Map<LeafletField, string> {
  return new Map(items.map(({ field, text }) => [field, text]));
}
