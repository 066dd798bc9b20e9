interface Read {
  readonly name: string;
  readonly kana: string;
}

/** A row of the index: あ, か, … and その他 where nobody has said how the name is read. */
export interface IndexRow<Item> {
  readonly head: string;
  readonly entries: readonly Item[];
}

const rows = [
  'あいうえおぁぃぅぇぉ',
  'かきくけこ',
  'さしすせそ',
  'たちつてとっ',
  'なにぬねの',
  'はひふへほ',
  'まみむめも',
  'やゆよゃゅょ',
  'らりるれろ',
  'わゐゑをん',
];
const others = 'その他';
const collator = new Intl.Collator('ja');

/** In the order of a Japanese directory: by reading, where there is one, otherwise behind the others by name. */
export function byReading(one: Read, other: Read): number {
  if ((one.kana === '') !== (other.kana === '')) return one.kana === '' ? 1 : -1;
  return collator.compare(one.kana, other.kana) || collator.compare(one.name, other.name);
}

/** The index by kana, empty rows left out. */
export function indexByKana<Item extends Read>(items: readonly Item[]): IndexRow<Item>[] {
  const sorted = [...items].sort(byReading);
  return [...rows.map(([head]) => head!), others]
    .map((head) => ({ head, entries: sorted.filter(({ kana }) => headOf(kana) === head) }))
    .filter(({ entries }) => entries.length > 0);
}

function headOf(kana: string): string {
  const first = plainSound(kana);
  return rows.find((row) => first !== '' && row.includes(first))?.[0] ?? others;
}

/** The first sound as a plain hiragana: ガ is か. */
function plainSound(kana: string): string {
  const [first = ''] = kana.trim().normalize('NFKC').normalize('NFD');
  return first.replace(/[ァ-ヶ]/, (sign) => String.fromCodePoint(sign.codePointAt(0)! - 0x60));
}
