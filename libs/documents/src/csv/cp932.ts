import iconv from 'iconv-lite';

// The same character in the eyes of a reader; cp932 knows only the second of each pair.
const twins = new Map(
  ['−－', '〜～', '—―', '–‐', '‖∥', 'ゔヴ', '¢￠', '£￡', '¬￢', '¦￤', '¥￥', '‾￣', '\u00a0\u0020'].map(
    (pair) => {
      const [from, to] = Array.from(pair);
      return [from!, to!] as const;
    },
  ),
);
/** Stands where a character is missing, as it does in print. */
const missing = '〓';

const writable = new Map<string, boolean>();

/** A text as cp932 (Windows-31J) can hold it, and the characters that it cannot. */
export function forCp932(text: string): { text: string; lost: string[] } {
  const lost: string[] = [];
  const written = Array.from(text.normalize('NFC'), (letter) => {
    const twin = twins.get(letter) ?? letter;
    if (isWritable(twin)) return twin;
    // A mark that only says which shape of the character before it is meant leaves no gap.
    if (/\p{Variation_Selector}/u.test(letter)) return '';
    lost.push(letter);
    return missing;
  });
  return { text: written.join(''), lost: [...new Set(lost)] };
}

/** The bytes of a text that `forCp932` has seen. */
export function cp932Bytes(text: string): Buffer {
  return iconv.encode(text, 'cp932');
}

function isWritable(letter: string): boolean {
  let known = writable.get(letter);
  if (known === undefined) {
    known = iconv.decode(iconv.encode(letter, 'cp932'), 'cp932') === letter;
    writable.set(letter, known);
  }
  return known;
}
