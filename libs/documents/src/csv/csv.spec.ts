import fc from 'fast-check';
import iconv from 'iconv-lite';
import { parse } from 'csv-parse/sync';
import { read } from 'hucre';
import { harmless } from '../sheet/harmless-cell.js';
import type { SheetRow } from '../sheet/sheet-row.js';
import { workbookChunks } from '../sheet/workbook.writing.js';
import { forCp932 } from './cp932.js';
import { cp932Losses, csvChunks, type CsvEncoding } from './csv.writing.js';

async function* some<T>(rows: readonly T[]) {
  yield* rows;
}

async function bytes(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

const list = (rows: readonly SheetRow[], columns = ['名称', '電話']) => ({
  name: '一覧',
  columns,
  rows: some(rows),
});
const csv = (rows: readonly SheetRow[], encoding: CsvEncoding = 'utf8') =>
  bytes(csvChunks(list(rows), encoding));

describe('CSV', () => {
  it('begins with a BOM, ends lines with CRLF and quotes what needs it', async () => {
    expect(
      (
        await csv([
          ['みどり, "園"', '099'],
          ['二行\n目', null],
        ])
      ).toString(),
    ).toBe('\ufeff名称,電話\r\n"みどり, ""園""",099\r\n"二行\n目",\r\n');
  });

  it('brings back every text that was given, whatever it holds', async () => {
    const cell = fc
      .string({ unit: 'binary' })
      .filter((text) => harmless(text) === text && !/\r|\0/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), async (rows) => {
        const back = parse(await csv(rows), { bom: true, relax_column_count: true, skip_empty_lines: false });
        expect(back.slice(1)).toEqual(rows);
      }),
    );
  });

  it('writes cp932 with the twins that it knows', async () => {
    const written = iconv.decode(await csv([['髙﨑−〜—‖ゔ①㈱', '葛󠄀城']], 'cp932'), 'cp932');
    expect(written).toBe('名称,電話\r\n髙﨑－～―∥ヴ①㈱,葛城\r\n');
  });

  it('lists what cp932 cannot hold with row, column and name, and leaves a mark that nobody takes for a question', async () => {
    const rows = [
      ['みどり園', '099'],
      ['𠮷田の家', '☎099'],
    ];
    const losses = [];
    for await (const loss of cp932Losses(list(rows))) losses.push(loss);
    expect(losses).toEqual([
      { row: 3, column: '名称', of: '𠮷田の家', characters: ['𠮷'] },
      { row: 3, column: '電話', of: '𠮷田の家', characters: ['☎'] },
    ]);
    expect(iconv.decode(await csv(rows, 'cp932'), 'cp932')).toContain('〓田の家,〓099');
  });

  it('never writes a question mark that nobody typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: written, lost } = forCp932(text);
        const back = iconv.decode(iconv.encode(written, 'cp932'), 'cp932');
        expect(back).toBe(written);
        expect([...written].filter((letter) => letter === '?')).toHaveLength(
          [...text.normalize('NFC')].filter((letter) => letter === '?').length,
        );
        expect(lost.every((letter) => text.normalize('NFC').includes(letter))).toBe(true);
      }),
    );
  });
});

describe('formulas', () => {
  it.each(['=1+1', '+81', '-1', '@SUM', '\tx', '\rx', '＝1', '\n=1'])('%j becomes a text', async (text) => {
    expect(harmless(text)).toBe(`'${text}`);
    expect((await csv([[text, 1]])).toString()).toContain(`'${text}`);
  });
  it.each(['みどり', '099-000', 'a=b', ''])('%j stays as it is', (text) => expect(harmless(text)).toBe(text));
  it('leave numbers alone', async () => {
    expect((await csv([['x', -5]])).toString()).toContain('x,-5');
  });
});

describe('Excel', () => {
  it('keeps texts as texts: zeros, dashes and all', async () => {
    const book = await read(
      await bytes(
        workbookChunks(
          list([
            ['0995', '3-1'],
            ['=1+1', 20],
            ['令和', null],
          ]),
        ),
      ),
    );
    expect(book.sheets[0]!.rows.map((row) => [...row])).toEqual([
      ['名称', '電話'],
      ['0995', '3-1'],
      ["'=1+1", 20],
      expect.arrayContaining(['令和']),
    ]);
  });

  it('flows: the first bytes are there before the last row', async () => {
    let made = 0;
    async function* many() {
      for (; made < 200_000; made += 1) yield [`行${made}`, '099-000-0000'];
    }
    const stream = workbookChunks({ name: '一覧', columns: ['名称', '電話'], rows: many() });
    for await (const chunk of stream) {
      if (chunk.length === 0 || made === 0) continue;
      break;
    }
    expect(made).toBeLessThan(200_000);
  });
});
