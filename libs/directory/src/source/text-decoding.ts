/** The character sets in which lists are published. */
export const encodings = ['utf-8', 'cp932', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/** The names of the character sets, as people know them from the save dialog of a spreadsheet. */
export const encodingNames: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  cp932: 'Shift_JIS（CP932）',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
};

/** The text of a file, or why it cannot be read. */
export type Decoded =
  | { readonly text: string; readonly encoding: Encoding; readonly marked: boolean }
  | { readonly refusal: { found: string; expected: string } };

export interface DecodingHints {
  /** Whether a text begins as a file of the expected kind does; the surest sign that it was read rightly. */
  readonly isExpected?: (text: string) => boolean;
  /** Somebody has looked at it and said so. */
  readonly encoding?: Encoding;
}

const saveAgain = 'もとのファイルを UTF-8 または Shift_JIS（CP932）の CSV で保存し直してください';
// Signs enough to tell; a file of megabytes need not be counted through.
const sampled = 20_000;
/** So few lost characters are the work of whoever made the file; more are a wrong character set. */
const bearableLoss = 0.002;

/**
 * Reads UTF-8, CP932 and UTF-16. A byte order mark is believed, zero bytes mean UTF-16, and what is neither is tried in turn:
 * a text counts as read when it begins as expected or looks like Japanese, because half of all wrong guesses decode without
 * an error.
 */
export function decodeText(bytes: Uint8Array, { isExpected, encoding }: DecodingHints = {}): Decoded {
  if (bytes.length === 0) return refuse('ファイルが空です', '中身のある CSV ファイルを指定してください');
  const mark = marks.find(({ octets }) => octets.every((octet, at) => bytes[at] === octet));
  if (encoding) return asTold(bytes, encoding, mark?.encoding === encoding);
  if (mark) return withMark(bytes, mark.encoding);
  const wide = wideEncoding(bytes);
  const candidates: Encoding[] = wide ? [wide] : ['utf-8', 'cp932', 'utf-16le', 'utf-16be'];
  const known = isExpected ?? looksJapanese;
  for (const candidate of candidates) {
    const text = strictly(bytes, candidate);
    if (text !== undefined && known(text)) return { text, encoding: candidate, marked: false };
  }
  return unknown(bytes, known);
}

const marks: readonly { encoding: Encoding; octets: readonly number[] }[] = [
  { encoding: 'utf-8', octets: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', octets: [0xff, 0xfe] },
  { encoding: 'utf-16be', octets: [0xfe, 0xff] },
];

function asTold(bytes: Uint8Array, encoding: Encoding, marked: boolean): Decoded {
  return { text: decode(bytes, encoding, false), encoding, marked };
}

function withMark(bytes: Uint8Array, encoding: Encoding): Decoded {
  const text = strictly(bytes, encoding);
  if (text !== undefined) return { text, encoding, marked: true };
  const loose = decode(bytes, encoding, false);
  const line = loose.split('\ufffd', 1)[0]!.split('\n').length;
  return refuse(
    `${encodingNames[encoding]} の印（BOM）がありますが、${line}行目あたりに読めない文字があります`,
    saveAgain,
  );
}

/** Commas, digits and line ends have a zero byte in UTF-16, on the same side each time. */
function wideEncoding(bytes: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  const end = Math.min(bytes.length, sampled);
  for (let at = 0; at < end; at += 1) if (bytes[at] === 0) zeros[at % 2]! += 1;
  const [even, odd] = zeros as [number, number];
  if (Math.max(even, odd) < end / 100 || even === odd) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** No reading fits. A text in plain UTF-8 is handed on: the check of the header says best what is wrong with it. */
function unknown(bytes: Uint8Array, known: (text: string) => boolean): Decoded {
  for (const foreign of ['euc-jp', 'iso-2022-jp']) {
    const text = foreign === 'iso-2022-jp' && !bytes.includes(0x1b) ? undefined : strictly(bytes, foreign);
    if (text !== undefined && known(text))
      return refuse(`文字コードが ${foreign.toUpperCase()} です`, saveAgain);
  }
  const text = strictly(bytes, 'utf-8');
  if (text !== undefined) {
    return looksGarbled(text)
      ? refuse('文字化けしています', saveAgain)
      : { text, encoding: 'utf-8', marked: false };
  }
  for (const encoding of ['utf-8', 'cp932'] as const) {
    const loose = decode(bytes, encoding, false);
    const lost = loose.split('\ufffd').length - 1;
    if (lost <= loose.length * bearableLoss && known(loose)) return { text: loose, encoding, marked: false };
  }
  return refuse('文字コードを判別できません', saveAgain);
}

// What Japanese looks like after it was read in the wrong character set, and saved like that.
const garbled = /[縺繧繝].?[\uff61-\uff9f]|[à-ï][\u0080-\u00ff\u0152-\u0192\u2013-\u2122]{2}|\ufffd{2}/;

/** True for text that was read in the wrong character set before it was saved. */
export function looksGarbled(text: string): boolean {
  return garbled.test(text);
}

const japanese =
  /[\u3000-\u30ff\u3220-\u33ff\u4e00-\u9fff\uf900-\ufaff\uff01-\uff5e\u2010-\u2312\u2460-\u2606]/g;
const halfWidthKana = /[\uff61-\uff9f]/g;
const foreign = /\P{ASCII}/gu;

/** Half of the text at least is Japanese as people write it; half-width kana alone are what EUC-JP turns into. */
function looksJapanese(text: string): boolean {
  const sample = text.slice(0, sampled);
  const count = (kind: RegExp) => sample.match(kind)?.length ?? 0;
  const all = count(foreign);
  if (all === 0) return !sample.includes('\0');
  const spoilt = sample.match(new RegExp(garbled, 'g'))?.join('').length ?? 0;
  return count(japanese) >= all * 0.8 && count(halfWidthKana) <= all * 0.4 && spoilt <= all * 0.1;
}

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return decode(bytes, encoding, true);
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array, encoding: string, fatal: boolean): string {
  return new TextDecoder(encoding === 'cp932' ? 'shift_jis' : encoding, { fatal }).decode(bytes);
}

function refuse(found: string, expected: string): Decoded {
  return { refusal: { found, expected } };
}
