import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** One JSON document a line, as they come: nobody has to wait for, or hold, the whole of it. */
export function ndjson(items: AsyncIterable<object> | Iterable<object>): StreamableFile {
  return new StreamableFile(Readable.from(linesOf(items)), { type: 'application/x-ndjson; charset=utf-8' });
}

async function* linesOf(items: AsyncIterable<object> | Iterable<object>): AsyncGenerator<string> {
  for await (const item of items) yield `${JSON.stringify(item)}\n`;
}
