/** The octets of a file from the first to the last that are wanted, both counted. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const oneRange = /^bytes\s*=\s*([0-9]*)\s*-\s*([0-9]*)\s*$/i;

/**
 * Which part of a file a `Range` header asks for; 'whole' where it asks for none, for several or in words that nobody knows, which
 * may all be answered with the whole, and 'beyond' where the file ends before.
 */
export function byteRange(header: string | undefined, octets: number): ByteRange | 'whole' | 'beyond' {
  const [, first = '', last = ''] = oneRange.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), octets);
    return length === 0 ? 'beyond' : { start: octets - length, end: octets - 1 };
  }
  const start = Number(first);
  const end = last === '' ? octets - 1 : Math.min(Number(last), octets - 1);
  if (last !== '' && Number(last) < start) return 'whole';
  return start >= octets ? 'beyond' : { start, end };
}

/** Whether the part belongs to the file of which the reader has the rest (`If-Range`); days are not told apart finely enough. */
export function isSameFile(header: string | undefined, etag: string): boolean {
  return header === undefined || header.trim() === etag;
}
