import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const longestEnd = 65_557;
const deflated = 8;

/** One part of a zip, still packed. */
export interface ZipPart {
  readonly isPacked: boolean;
  readonly content: Uint8Array;
  /** How many octets it says it has when unpacked; infinitely many where it does not say. Whoever unpacks it has to hold it to its word. */
  readonly unpacked: number;
}

/** The parts that the directory of a zip names; nothing where it has none that can be followed. */
export function zipParts(bytes: Uint8Array): ZipPart[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined) return undefined;
  const parts: ZipPart[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry) return undefined;
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    const local = view.getUint32(at + 42, true);
    if (local + 30 > bytes.length) return undefined;
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    parts.push({
      isPacked: view.getUint16(at + 10, true) === deflated,
      content: bytes.subarray(from, from + packed),
      // Sizes that stand elsewhere, or nowhere.
      unpacked: unpacked === 0xffffffff || (unpacked === 0 && packed > 2) ? Infinity : unpacked,
    });
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

/** What a part holds, unpacked piece by piece: never more than one piece takes up memory. */
export async function* piecesOf({ isPacked, content }: ZipPart): AsyncGenerator<Buffer> {
  if (!isPacked) {
    yield Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    return;
  }
  const unpacking = createInflateRaw({ chunkSize: 256 * 1024 });
  unpacking.end(content);
  for await (const piece of Readable.from(unpacking)) yield piece as Buffer;
}

function endOf(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at > last - longestEnd; at -= 1)
    if (view.getUint32(at, true) === endOfDirectory) return at;
  return undefined;
}
