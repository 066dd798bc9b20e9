import { Readable } from 'node:stream';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file on its way into an archive. */
export interface ZipPart {
  readonly name: string;
  /** Pictures and documents are packed already. */
  readonly packed: boolean;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Writes an archive piece by piece: files of any size never lie in memory whole. */
export function zipOf(parts: readonly ZipPart[]): Readable {
  return Readable.from(piecesOf(parts), { objectMode: false });
}

async function* piecesOf(parts: readonly ZipPart[]): AsyncGenerator<Buffer> {
  const ready: Buffer[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(Buffer.from(piece));
  });
  for (const { name, packed, content } of parts) {
    const file = packed ? new ZipPassThrough(name) : new ZipDeflate(name);
    zip.add(file);
    for await (const piece of content) {
      file.push(piece);
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}

/** One piece as a file. */
export async function* whole(content: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield content;
}
