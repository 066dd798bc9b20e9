/** The text of a file, or why it cannot be read. */
export type Decoded = { readonly text: string } | { readonly refusal: { found: string; expected: string } };

const saveAgain = 'もとのファイルを UTF-8 または Shift_JIS（CP932）の CSV で保存し直してください';

/**
 * Reads UTF-8 (with or without BOM), CP932 and UTF-16LE. A character set is never guessed: the text counts as read only
 * when `isExpected` knows its beginning, because half of all wrong guesses decode without an error.
 */
export function decodeText(bytes: Uint8Array, isExpected: (text: string) => boolean): Decoded {
  if (bytes.length === 0) return refuse('ファイルが空です', '中身のある CSV ファイルを指定してください');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    return refuse('Excel のブックです', 'Excel で「CSV UTF-8」として保存し直してください');
  }
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return withMark(bytes, 'utf-8');
  if (startsWith(bytes, [0xff, 0xfe])) return withMark(bytes, 'utf-16le');
  for (const encoding of ['utf-8', 'shift_jis', 'utf-16le']) {
    const text = strictly(bytes, encoding);
    if (text !== undefined && isExpected(text)) return { text };
  }
  return unknown(bytes, isExpected);
}

function withMark(bytes: Uint8Array, encoding: string): Decoded {
  const text = strictly(bytes, encoding);
  if (text !== undefined) return { text };
  const line = new TextDecoder(encoding).decode(bytes).split('\ufffd', 1)[0]!.split('\n').length;
  return refuse(
    `${encoding.toUpperCase()} の印（BOM）がありますが、${line}行目あたりに読めない文字があります`,
    saveAgain,
  );
}

/** No reading fits. A text in plain UTF-8 is handed on: the header check says best what is wrong with it. */
function unknown(bytes: Uint8Array, isExpected: (text: string) => boolean): Decoded {
  for (const encoding of ['euc-jp', 'iso-2022-jp', 'utf-16be']) {
    const text = strictly(bytes, encoding);
    if (text !== undefined && isExpected(text))
      return refuse(`文字コードが ${encoding.toUpperCase()} です`, saveAgain);
  }
  const text = strictly(bytes, 'utf-8');
  if (text === undefined) return refuse('文字コードを判別できません', saveAgain);
  return looksGarbled(text) ? refuse('文字化けしています', saveAgain) : { text };
}

// What Japanese looks like after it was read in the wrong character set, and saved like that.
const garbled = /[縺繧繝].?[\uff61-\uff9f]|[à-ï][\u0080-\u00ff\u0152-\u0192\u2013-\u2122]{2}|\ufffd{2}/;

/** True for text that was read in the wrong character set before it was saved. */
export function looksGarbled(text: string): boolean {
  return garbled.test(text);
}

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

function refuse(found: string, expected: string): Decoded {
  return { refusal: { found, expected } };
}
