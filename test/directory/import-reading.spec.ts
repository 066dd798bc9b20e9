import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { readSource, recogniseLayout, suggestSettings } from '#libs/directory';
import {
  csvOf,
  cp932Of,
  inventedLayouts,
  inventedOffice,
  type Line,
  oldWorkbook,
  workbookOf,
} from '../factories/lists.js';

const header: Line = ['事業所番号', '事業所名', 'ｻｰﾋﾞｽ\n種別', '所在地', '電話番号'];
const row: Line = ['1900000001', '髙橋ためし園', '就労移行支援', '山梨県甲府市試験町1番', '055-000-0001'];
const lines = [header, row, ['1900000002', '試験、作業所', '就労定着支援', '山梨県甲府市試験町2番', '']];
const text = csvOf(lines);
const reasonFor = async (bytes: Uint8Array) =>
  readSource(bytes).then(
    () => 'read',
    (error: Error) => error.message,
  );

// Packed once: it takes seconds.
const bomb = workbookBomb();

describe('reading a list', () => {
  it.each([
    { name: 'UTF-8 with BOM', bytes: Buffer.from(`\ufeff${text}`), encoding: 'utf-8' },
    { name: 'UTF-8', bytes: Buffer.from(text), encoding: 'utf-8' },
    { name: 'CP932', bytes: cp932Of(lines), encoding: 'cp932' },
    { name: 'UTF-16LE with BOM', bytes: Buffer.from(`\ufeff${text}`, 'utf16le'), encoding: 'utf-16le' },
    { name: 'UTF-16LE by its zeros', bytes: Buffer.from(text, 'utf16le'), encoding: 'utf-16le' },
    {
      name: 'UTF-16BE with BOM',
      bytes: Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      encoding: 'utf-16be',
    },
    { name: 'UTF-16BE by its zeros', bytes: Buffer.from(text, 'utf16le').swap16(), encoding: 'utf-16be' },
    { name: 'CP932 with a lost octet', bytes: withLostOctet(), encoding: 'cp932' },
  ])('recognises $name', async ({ bytes, encoding }) => {
    const file = await readSource(bytes);
    expect(file).toMatchObject({ encoding, headerRow: 1, delimiter: ',' });
    expect(file.columns).toEqual(['事業所番号', '事業所名', 'ｻｰﾋﾞｽ種別', '所在地', '電話番号']);
    expect(file.rows).toHaveLength(2);
    expect(file.rows[1]).toMatchObject({ row: 3, cells: expect.arrayContaining(['試験、作業所']) });
  });

  it.each([
    { name: 'tabs', delimiter: '\t' },
    { name: 'semicolons', delimiter: ';' },
  ])('recognises $name', async ({ delimiter }) => {
    const file = await readSource(Buffer.from(csvOf(lines, delimiter)));
    expect(file).toMatchObject({ delimiter, rows: [{ cells: row }, {}] });
  });

  it('reads a workbook, dates and numbers as the texts that its CSV would have', async () => {
    const bytes = await workbookOf({
      表紙: [],
      一覧: [
        ['事業所番号', '事業所名', '指定日', '定員'],
        [1900000001, '園', new Date('2021-04-01'), 20],
      ],
    });
    const file = await readSource(bytes);
    expect(file).toMatchObject({ kind: 'workbook', encoding: null, sheet: '一覧', sheets: ['表紙', '一覧'] });
    expect(file.rows[0]?.cells).toEqual(['1900000001', '園', '2021-04-01', '20']);
    expect((await readSource(bytes, { sheet: '一覧', headerRow: 0 })).rows).toHaveLength(2);
  });

  it('reads a workbook of the old kind', async () => {
    const file = await readSource(oldWorkbook());
    expect(file).toMatchObject({
      kind: 'workbook',
      sheet: '一覧',
      columns: ['事業所番号', '事業所名', '定員'],
    });
    expect(file.rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['0190000001', 'ためし園'],
      ['190000002', 'ためし館'],
    ]);
  });

  it('finds the header below a title, and leaves out the one of the next printed page', async () => {
    const printed = csvOf([['指定事業所一覧'], ['令和8年4月1日現在'], [], header, row, header, row]);
    const file = await readSource(Buffer.from(printed));
    expect(file.headerRow).toBe(4);
    expect(file.rows.map(({ row: at }) => at)).toEqual([5, 7]);
  });

  it('names columns without a header, and those that have the same', async () => {
    const file = await readSource(
      Buffer.from(
        csvOf([
          ['名称', '電話番号', '', '電話番号'],
          ['園', '1', '2', '3'],
        ]),
      ),
    );
    expect(file.columns).toEqual(['名称', '電話番号', '3列目', '電話番号（2）']);
  });

  it('reads a list of objects', async () => {
    const bytes = Buffer.from(
      JSON.stringify([{ name: 'ハローワーク試験', areas: ['甲府市', '都留市'], phone: '055' }]),
    );
    expect(await readSource(bytes)).toMatchObject({
      kind: 'json',
      columns: ['name', 'areas', 'phone'],
      rows: [{ cells: ['ハローワーク試験', '甲府市、都留市', '055'] }],
    });
  });

  it('reads as it is told to', async () => {
    const file = await readSource(cp932Of(lines), { encoding: 'utf-8' });
    expect(file.encoding).toBe('utf-8');
    expect(JSON.stringify(file.rows)).toContain('\ufffd');
    expect((await readSource(Buffer.from(text), { headerRow: 0 })).rows).toHaveLength(3);
  });

  it.each([
    { name: 'nothing', bytes: Buffer.alloc(0), expected: 'ファイルが空です' },
    { name: 'EUC-JP', bytes: iconv.encode(text, 'eucjp'), expected: '文字コードが EUC-JP です' },
    {
      name: 'a picture',
      bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8, 0xfe, 0x81, 0x99]),
      expected: '文字コードを判別できません',
    },
    {
      name: 'a broken workbook',
      bytes: Buffer.from('PK\u0003\u0004…'),
      expected: 'Excel のブックとして読めません',
    },
    { name: 'an open quotation mark', bytes: Buffer.from('名称,所在地\n"園,甲府市'), expected: '引用符' },
    {
      name: 'too much',
      bytes: Buffer.alloc(31 * 1024 * 1024, 0x61),
      expected: 'ファイルが大きすぎます（31MB）',
    },
    {
      name: 'too many rows',
      bytes: Buffer.from(`名称,所在地\n${'園,町\n'.repeat(100_001)}`),
      expected: '100,001行あります',
    },
    {
      name: 'objects that all have names of their own',
      bytes: Buffer.from(JSON.stringify(Array.from({ length: 12_000 }, (_, at) => ({ [`a${at}`]: 1 })))),
      expected: '列が12000個あります',
    },
    {
      name: 'a workbook that unpacks to far more than it is',
      bytes: bomb,
      expected: 'Excel のブックが大きすぎます',
    },
    {
      name: 'a workbook with a cell in the last corner of its sheet',
      bytes: cornerWorkbook(),
      expected: 'Excel のブックが大きすぎます',
    },
    {
      name: 'a workbook that says less of itself than it unpacks to',
      bytes: lyingBomb(),
      expected: 'Excel のブックが大きすぎます',
    },
  ])('says why it cannot read $name', async ({ bytes, expected }) => {
    expect(await reasonFor(bytes)).toContain(expected);
  });
});

describe('a workbook with many sheets', () => {
  // Each may be; all of them would take a gigabyte.
  const sheets = (count: number, last: string) =>
    manySheets(
      Array.from({ length: count }, () =>
        sheetOf(
          `<row r="1"><c r="A1"><v>1</v></c></row><row r="90000"><c r="${last}90000"><v>1</v></c></row>`,
        ),
      ),
    );

  it('is refused before memory is spent on it', () => {
    const script = `
      import { readSource } from './libs/directory/src/source/read-source.ts';
      const bytes = Buffer.from(process.env.WORKBOOK, 'base64');
      console.log(await readSource(bytes).then(() => 'read', (error) => error.message));`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--max-old-space-size=120',
        ...['--import', resolve('test/worker/typescript.mjs'), '--input-type=module', '--eval', script],
      ],
      {
        env: { PATH: process.env['PATH'], WORKBOOK: Buffer.from(sheets(8, 'GR')).toString('base64') },
        encoding: 'utf8',
      },
    );
    expect([stdout.trim(), stderr]).toEqual([
      expect.stringContaining('Excel のブックが大きすぎます'),
      expect.not.stringContaining('heap'),
    ]);
  });

  it('is read where they are small', async () => {
    const bare = sheetOf('<row><c><v>1</v></c><c><v>2</v></c></row>'.repeat(50));
    const file = await readSource(manySheets(Array.from({ length: 30 }, () => bare)));
    expect(file.sheets).toHaveLength(30);
  });
});

function sheetOf(cells: string): string {
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`;
}

/** A workbook with this sheet and nothing else. */
function bareWorkbook(sheet: string | Uint8Array): Uint8Array {
  return manySheets([sheet]);
}

function manySheets(sheets: readonly (string | Uint8Array)[]): Uint8Array {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const related = (type: string, targets: readonly string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
      .map((target, at) => `<Relationship Id="r${at}" Type="${relations}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  const files = sheets.map((_, at) => `worksheets/sheet${at}.xml`);
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': related('officeDocument', ['xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets>${sheets
      .map((_, at) => `<sheet name="s${at}" sheetId="${at + 1}" r:id="r${at}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related('worksheet', files),
    ...Object.fromEntries(files.map((name, at) => [`xl/${name}`, sheets[at]!])),
  };
  const texts = Object.entries(parts).map(([name, xml]): [string, Uint8Array] => [
    name,
    typeof xml === 'string' ? Buffer.from(xml) : xml,
  ]);
  return zipSync(Object.fromEntries(texts));
}

/** The directory of the zip says a thousand octets where four hundred million come out. */
function lyingBomb(): Uint8Array {
  const bytes = Buffer.from(bomb);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(400 * 1024 * 1024 + sheetOf('').length);
  for (let at = bytes.indexOf(size); at !== -1; at = bytes.indexOf(size, at + 1))
    bytes.writeUInt32LE(1000, at);
  return bytes;
}

function workbookBomb(): Uint8Array {
  const [start, end] = sheetOf('|').split('|') as [string, string];
  return bareWorkbook(
    Buffer.concat([Buffer.from(start), Buffer.alloc(400 * 1024 * 1024, ' '), Buffer.from(end)]),
  );
}

function cornerWorkbook(): Uint8Array {
  return bareWorkbook(
    sheetOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="90000"><c r="XFD90000"><v>1</v></c></row>'),
  );
}

/** As a program leaves it that knows no NEC characters: the first octet of 「Ⅰ」 is gone. */
function withLostOctet(): Buffer {
  const many = Array.from({ length: 200 }, () => '試験のための長い文章です');
  const bytes = cp932Of([
    header,
    row,
    ['1900000002', '試験、作業所', '就労定着支援', `町Ⅰ号館${many.join('')}`, ''],
  ]);
  const at = bytes.indexOf(Buffer.from([0x87, 0x54]));
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([0x80]), bytes.subarray(at + 1)]);
}

describe('recognising a layout', () => {
  it.each(inventedLayouts)('$layout', async ({ layout, header: heads, line }) => {
    const file = await readSource(cp932Of([heads, line(inventedOffice(1), 1)]));
    expect(recogniseLayout(file)?.code).toBe(layout);
    expect(Object.values(suggestSettings(file).columns)).toContain('name');
  });

  it('medical institutions without a header', async () => {
    const file = await readSource(
      Buffer.from(
        '190110011,0110011,ためし病院,4000001,甲府市試験町一丁目\n190110029,0110029,医院,4000002,甲府市',
      ),
    );
    expect(file).toMatchObject({ headerRow: 0, columns: ['1列目', '2列目', '3列目', '4列目', '5列目'] });
    expect(suggestSettings(file)).toMatchObject({
      layout: 'medical_without_header',
      agencyType: 'medical',
      columns: { '1列目': 'no', '3列目': 'name', '4列目': 'postalCode', '5列目': 'address' },
    });
  });

  it('columns of any list by their words, never those about persons, and each field once', async () => {
    const heads = [
      '施設名',
      '管理者氏名',
      '代表者',
      '住所',
      'ＴＥＬ',
      'FAX',
      '担当者',
      '施設名（カナ）',
      '連絡先',
      '色',
    ];
    const file = await readSource(Buffer.from(csvOf([heads, heads.map((_, at) => `値${at}`)])));
    expect(suggestSettings(file)).toMatchObject({ layout: null });
    expect(suggestSettings(file).columns).toEqual({
      施設名: 'name',
      住所: 'address',
      ＴＥＬ: 'phone',
      FAX: 'fax',
      '施設名（カナ）': 'kana',
    });
  });

  it('what all rows are by the name of the file, and where they lie by their towns', async () => {
    const file = await readSource(
      Buffer.from(
        csvOf([
          ['事業所番号', '名称', '所在地'],
          ['1', '園', '甲府市'],
          ['2', '園', '都留市'],
        ]),
      ),
    );
    expect(suggestSettings(file, '令和8年グループホーム一覧.csv')).toMatchObject({
      serviceKind: 'group_home',
      prefecture: '19',
    });
  });
});
