import { everydayKanji } from './variant-kanji.js';

// Invisible: variation selectors (葛󠄀 carries one), zero-width marks, soft hyphens.
const invisible = /[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
// One class: people type whichever dash or long-vowel mark their keyboard gives them.
const dashes = /[-~\u02d7\u2010-\u2015\u2043\u2053\u2212\u2500\u2501\u301c\u3030\u30a0\u30fc]+/g;
// Everything that is neither letter nor number, except the dash class (a letter to Unicode) and spaces are gone too.
const unspoken = /[^\p{L}\p{N}]/gu;
const latinAccents = /[\u0300-\u036f]/g;
// Looked for from the first numeral of a run alone, and counters before the digits in front of them: else a cell of nothing
// but digits would take the square of its length.
const kanjiNumeralOfAddress = /(?<![〇一二三四五六七八九十百])[〇一二三四五六七八九十百]+(?=丁目|番|号|条)/g;
// 1丁目19番5号 is written 1-19-5 as well. What follows 丁目 is left out as often as not, but it always counts blocks; the
// other counters stand in names too (3号館, 1番町), so they are dashes between numerals alone.
const blockCounter = /(?<=[0-9])丁目/g;
const innerCounter = /(?<=[0-9])(?:番地の?|番の?|号の?)(?=[0-9])/g;
const lastCounter =
  /(?:番地|番|号)(?<=[0-9]ー[0-9]+(?:番地|番|号))(?![館室棟車線組番号地条丁目のー]|\p{N})/gu;

/**
 * The form in which texts are compared: two spellings that a reader takes for the same become the same string. Queries
 * and documents go through it alike. It never contains spaces, so a space may separate the parts of a document.
 */
export function normalise(text: string): string {
  if (text.length > longestKept) return normalised(text);
  let known = kept.get(text);
  if (known === undefined) {
    known = normalised(text);
    if (kept.size >= mostKept) kept.clear();
    kept.set(text, known);
  }
  return known;
}

// A list says the same over and over: its municipalities, its kinds, and every name to members and to the public.
const kept = new Map<string, string>();
const mostKept = 20_000;
const longestKept = 100;

const rules = [
  composed,
  unaccented,
  spoken,
  placeNameGa,
  hiragana,
  everydayKanji,
  arabicAddress,
  dashedAddress,
  disability,
];

function normalised(text: string): string {
  return rules.reduce((result, rule) => rule(result), text);
}

/** Width and composition. A free-standing ゛ (U+309B) must be joined first: NFKC would turn it into a space and a mark. */
function composed(text: string): string {
  return text
    .replace(invisible, '')
    .replaceAll('\u309b', '\u3099')
    .replaceAll('\u309c', '\u309a')
    .normalize('NFKC')
    .toLowerCase();
}

function unaccented(text: string): string {
  return text.normalize('NFD').replace(latinAccents, '').normalize('NFC');
}

/** Before the rules that look at neighbours: what stood apart is together from here on. */
function spoken(text: string): string {
  return text.replace(dashes, 'ー').replace(unspoken, '').replace(/ー+/g, 'ー');
}

/** 霞ヶ関, 霞ケ関, 霞ガ関 and 霞が関 are one place. Hiragana け stays: it is an ending, as in 受け入れ. */
function placeNameGa(text: string): string {
  return text
    .replace(/(?<=\p{Script=Han})[ヶゖ]/gu, 'が')
    .replace(/(?<=\p{Script=Han})ケ(?=\p{Script=Han})/gu, 'が');
}

function hiragana(text: string): string {
  return text.replace(/[\u30a1-\u30f6\u30fd\u30fe]/g, (kana) =>
    String.fromCharCode(kana.charCodeAt(0) - 0x60),
  );
}

/** 三丁目 is 3丁目. Only before a counter of addresses: 三田 and 八王子 are names. */
function arabicAddress(text: string): string {
  return text.replace(kanjiNumeralOfAddress, (numeral) => String(numberOf(numeral)));
}

/** 1丁目19番5号, 1丁目19-5 and 1-19-5 are one address. */
function dashedAddress(text: string): string {
  return text
    .replace(blockCounter, 'ー')
    .replace(innerCounter, 'ー')
    .replace(/ー+/g, 'ー')
    .replace(lastCounter, '');
}

function numberOf(numeral: string): number {
  let total = 0;
  let pending = 0;
  for (const character of numeral) {
    const unit = { 十: 10, 百: 100 }[character];
    if (unit === undefined) {
      pending = pending * 10 + '〇一二三四五六七八九'.indexOf(character);
    } else {
      total += (pending || 1) * unit;
      pending = 0;
    }
  }
  return total + pending;
}

function disability(text: string): string {
  return text.replace(/障(?:がい|碍|礙)/g, '障害');
}

/** The digits of a telephone number, whatever stands between them and in whatever width. */
export function phoneKey(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '');
}
