import { barrierFreeFacts, type Disability } from '../entry/entry.codes.js';
import type { GivenCells, ImportField } from '../layout/import.fields.js';
import { phoneKey } from '../search/normalise.js';

/** Says of a field what was odd; answers null, so that nothing is guessed. */
export type Noter = (field: ImportField, found: string, expected: string) => null;

/** What a note says of a value that is left out, and what it should have been. */
export function notTaken(needed: string): string {
  return `この値は取り込みません。${needed}が必要です`;
}

// How lists write "nothing".
const nothing = /^(?:[-－―ー‐–—]+|なし|無し|無|該当なし|不明|未定|\/|…)$/;

/** The text of a cell, or null where it is empty in one of the ways in which lists are. */
export function textOf(cell: string | undefined): string | null {
  const text = (cell ?? '').trim();
  return text === '' || nothing.test(text) ? null : text;
}

/** The reading of a name in hiragana, whatever kana it came in. */
export function kanaOf(cell: string | undefined): string {
  return (textOf(cell) ?? '')
    .replaceAll('\u309b', '\u3099')
    .replaceAll('\u309c', '\u309a')
    .normalize('NFKC')
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

export function corporationNumberOf(cell: string | undefined, note: Noter): string | null {
  const number = textOf(cell)?.normalize('NFKC') ?? null;
  if (number === null || /^[0-9]{13}$/.test(number)) return number;
  return note('corporationNumber', `「${number}」は13桁ではありません`, notTaken('13桁の法人番号'));
}

/** The number as written: people read it better than any form we would give it. */
export function phoneOf(field: 'phone' | 'fax', cell: string | undefined, note: Noter): string | null {
  const number = textOf(cell);
  if (number !== null && !/^0[0-9]{9,10}$/.test(phoneKey(number)))
    note(
      field,
      `「${number}」は電話番号として桁が合いません`,
      'このまま取り込みます。0から始まる10桁か11桁かを確認してください',
    );
  return number;
}

export function postalCodeOf(cell: string | undefined): string | null {
  const key = phoneKey(cell ?? '');
  return /^[0-9]{7}$/.test(key) ? `${key.slice(0, 3)}-${key.slice(3)}` : null;
}

/** Only http and https: the address becomes a link. */
export function webAddressOf(cell: string | undefined, note: Noter): string | null {
  const text = textOf(cell);
  if (text === null) return null;
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  if (URL.canParse(whole)) {
    const url = new URL(whole);
    if (/^https?:$/.test(url.protocol) && url.hostname.includes('.')) return url.href;
  }
  return note('url', 'ホームページの住所として読めません', notTaken('https:// から始まる URL '));
}

export function mailOf(cell: string | undefined, note: Noter): string | null {
  const text = textOf(cell)?.normalize('NFKC') ?? null;
  if (text === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return text;
  return note('email', `「${text}」はメールアドレスとして読めません`, notTaken('name@example.jp の形'));
}

export function coordinatesOf(
  cells: GivenCells,
  note: Noter,
): { latitude: number | null; longitude: number | null } {
  const nowhere = { latitude: null, longitude: null };
  const [given, beside] = [textOf(cells.latitude), textOf(cells.longitude)];
  if (given === null && beside === null) return nowhere;
  const [latitude, longitude] = [Number(given), Number(beside)];
  if (latitude > 20 && latitude < 46 && longitude > 122 && longitude < 154) return { latitude, longitude };
  note(
    'latitude',
    `「${given ?? ''}, ${beside ?? ''}」は日本の中にありません`,
    notTaken('緯度20〜46、経度122〜154'),
  );
  return nowhere;
}

export function wholeNumberOf(
  field: 'capacity' | 'wageMonthly',
  cell: string | undefined,
  note: Noter,
): number | null {
  const text = textOf(cell);
  if (text === null) return null;
  const number = /^([0-9,]{1,9})(?:\.0+)?(?:人|名|円|床)?$/
    .exec(text.normalize('NFKC'))?.[1]
    ?.replaceAll(',', '');
  if (number !== undefined && number !== '' && Number(number) <= (field === 'capacity' ? 9999 : 1_000_000))
    return Number(number);
  return note(
    field,
    `「${text}」は${field === 'capacity' ? '人数' : '金額'}ではありません`,
    notTaken('0以上の数字'),
  );
}

/** ○ or ×, in the many ways in which lists say so; undefined for what says neither. */
export function flagOf(cell: string | undefined): boolean | undefined {
  const text = (cell ?? '').normalize('NFKC').trim().toLowerCase();
  if (/^(?:[○◯〇●◎✓✔☑レ]|1|有|有り|あり|可|yes|true|実施|対応)$/.test(text)) return true;
  return /^(?:[×✕xX✗]|0|無|無し|なし|不可|no|false|未実施|-)$/.test(text) ? false : undefined;
}

/** あり・一部あり・なし, with what else the cell says. */
export function partAnswerOf(cell: string | undefined): {
  answer: 'yes' | 'partly' | 'no' | null;
  note: string | null;
} {
  const flag = flagOf(cell);
  if (flag !== undefined) return { answer: flag ? 'yes' : 'no', note: null };
  const text = textOf(cell);
  if (text === null) return { answer: null, note: null };
  if (/^(?:△|一部|要相談|相談)/.test(text)) return { answer: 'partly', note: text };
  return { answer: /^(?:有|あり|○|実施)/.test(text) ? 'yes' : null, note: text };
}

const disabilityWords: readonly (readonly [RegExp, Disability])[] = [
  [/身体|肢体/, 'physical'],
  [/知的|療育/, 'intellectual'],
  [/精神/, 'mental'],
  [/発達/, 'developmental'],
  [/高次脳/, 'higher_brain'],
  [/難病/, 'intractable'],
  [/視覚/, 'visual'],
  [/聴覚/, 'hearing'],
  [/重症心身|重心/, 'severe'],
];

/** The disabilities that the cells name: in one cell as words, or in one column each as ○. */
export function disabilitiesOf(cells: GivenCells): string[] {
  const words = textOf(cells.disabilities) ?? '';
  const all = /全て|すべて|特定なし|特になし|制限なし/.test(words);
  const named = all ? [] : disabilityWords.filter(([word]) => word.test(words)).map(([, code]) => code);
  const columns = ['physical', 'intellectual', 'mental', 'developmental', 'intractable'] as const;
  const marked = columns.filter((column) => flagOf(cells[column]) === true);
  return [...new Set([...named, ...marked])].toSorted();
}

const barrierWords: readonly (readonly [RegExp, (typeof barrierFreeFacts)[number][0]])[] = [
  [/段差(?:なし|がない|無)|スロープ/, 'step_free'],
  [/エレベータ/, 'elevator'],
  [
    /車(?:い|椅)す?子?.{0,6}トイレ|多目的トイレ|多機能トイレ|バリアフリートイレ|だれでもトイレ/,
    'wheelchair_toilet',
  ],
  [/オストメイト/, 'ostomate'],
  [/(?:障害者|障がい者|車いす|車椅子|優先).{0,6}駐車|思いやり駐車/, 'parking'],
  [/手話/, 'sign_language'],
  [/筆談/, 'writing'],
  [/点字|音声案内/, 'braille'],
];

export function barrierFreeOf(cell: string | undefined): string[] {
  const text = textOf(cell)?.normalize('NFKC') ?? '';
  return barrierWords.filter(([word]) => word.test(text)).map(([, code]) => code);
}
