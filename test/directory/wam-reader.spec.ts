import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { readWam, sentence, Vocabulary, type WamColumn, wamColumns } from '#libs/directory';
import { wamCells, wamFile } from '../factories/directory.js';

const kinds = ['就労移行支援', '就労定着支援', '就労継続支援A型'].map((name) => ({
  code: name,
  name,
  agency_type_code: 'transition',
}));
const vocabulary = new Vocabulary(kinds, [{ code: 'transition', name: '就労移行支援事業所' }]);
const read = (bytes: Uint8Array) => readWam(bytes, vocabulary);
const sentences = (bytes: Uint8Array) => read(bytes).problems.map(sentence);
const one = (cells: Partial<Record<WamColumn, string>>) => wamFile([wamCells(1), wamCells(2, cells)]);
const text = wamFile([wamCells(1), wamCells(2)])
  .toString('utf8')
  .slice(1);

describe('reading a WAM NET file', () => {
  it('reads every row, nothing guessed', () => {
    const {
      read: count,
      records,
      problems,
      notes,
    } = read(wamFile([wamCells(1), wamCells(2, { capacity: '', weekdayHours: '' })]));
    expect({ count, problems, notes }).toEqual({ count: 2, problems: [], notes: [] });
    expect(records[0]).toMatchObject({
      row: 2,
      no: 'T0000000001',
      service: { hours: { weekday: { from: '09:00', to: '16:00' } }, capacity: 20 },
    });
    expect(records[1]).toMatchObject({ row: 3, service: { capacity: null, hours: {} } });
    expect(records[0]?.agency.address).toBe('北海道札幌市中央区試験町１丁目1番');
  });

  it.each([
    ['UTF-8 with BOM', Buffer.from(`\ufeff${text}`)],
    ['UTF-8', Buffer.from(text)],
    ['CP932', iconv.encode(text, 'cp932')],
    ['UTF-16LE with BOM', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16LE', Buffer.from(text, 'utf16le')],
    ['UTF-16BE with BOM', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16BE', Buffer.from(text, 'utf16le').swap16()],
  ])('recognises %s', (_name, bytes) => {
    expect(read(bytes)).toMatchObject({ read: 2, problems: [] });
    expect(read(bytes).records[0]?.agency.name).toBe('ためし事業所1');
  });

  it('reads columns in any order, and a spelling of the header with line breaks and half-width kana', () => {
    const reversed = (Object.keys(wamColumns) as WamColumn[]).reverse();
    expect(read(wamFile([wamCells(1)], reversed))).toMatchObject({ read: 1, problems: [] });
    const file = wamFile([wamCells(1)])
      .toString()
      .replace('サービス種別', 'ｻｰﾋﾞｽ\n種別');
    expect(read(Buffer.from(file))).toMatchObject({ read: 1, problems: [] });
  });

  describe('refuses a whole file', () => {
    it.each([
      ['EUC-JP', iconv.encode(text, 'eucjp'), 'ファイル: 文字コードが EUC-JP です。'],
      ['UTF-8 taken for CP932', Buffer.from(iconv.decode(Buffer.from(text), 'cp932')), '文字化けしています'],
      [
        'UTF-8 taken for Latin 1',
        Buffer.from(iconv.decode(Buffer.from(text), 'latin1')),
        '文字化けしています',
      ],
      [
        'UTF-8 taken for CP1252',
        Buffer.from(iconv.decode(Buffer.from(text), 'cp1252')),
        '文字化けしています',
      ],
      [
        'CP932 taken for UTF-8',
        Buffer.from(iconv.encode(text, 'cp932').toString('utf8')),
        '文字化けしています',
      ],
      [
        'CP932 taken for Latin 1',
        Buffer.from(iconv.decode(iconv.encode(text, 'cp932'), 'latin1')),
        '文字化けしています',
      ],
      ['characters turned into ?', Buffer.from(text.replace(/[^\n\r -~]/g, '?')), '見出しが WAM NET の'],
      [
        'a BOM before CP932',
        Buffer.concat([Buffer.from('\ufeff'), iconv.encode(text, 'cp932')]),
        '1行目あたりに読めない文字',
      ],
      ['a workbook', Buffer.from('PK\u0003\u0004…'), 'Excel のブックです'],
      ['nothing', Buffer.alloc(0), 'ファイルが空です'],
      ['a header alone', wamFile([]), 'データの行がありません'],
      ['another file', Buffer.from('名前,住所\nためし,試験町\n'), '見出しが WAM NET の'],
    ])('%s', (_name, bytes, expected) => {
      const reading = read(bytes);
      expect(reading.problems).toHaveLength(1);
      expect(reading.problems[0]?.row).toBeNull();
      expect(sentence(reading.problems[0]!)).toContain(expected);
      expect(reading.records).toEqual([]);
    });

    it.each(Object.keys(wamColumns) as WamColumn[])('without the column %s', (gone) => {
      const columns = (Object.keys(wamColumns) as WamColumn[]).filter((column) => column !== gone);
      expect(sentences(wamFile([wamCells(1)], columns))).toEqual([
        expect.stringContaining(`列「${wamColumns[gone]}」がありません`),
      ]);
    });

    it('with an open quotation mark', () => {
      const [problem] = read(Buffer.from(`${text}"開いたまま,\n`)).problems;
      expect(problem?.found).toContain('引用符');
    });
  });

  describe('refuses the rows that are damaged, all of them at once, and takes over none', () => {
    it.each<[WamColumn, string, string]>([
      ['designatedBy', '1100', '先頭の0が失われています'],
      ['designatedBy', '', '空です'],
      ['designatedBy', '札幌', '形が違います'],
      ['officeNumber', '100000002', '先頭の0が失われています'],
      ['officeNumber', '1.0E+08', '指数の形'],
      ['officeNumber', '1.2E+05', '指数の形'],
      ['officeNumber', '12345', '10桁の数字が必要です'],
      ['corporationNumber', '9.99E+12', '指数の形'],
      ['no', '', '空です'],
      ['no', 'T0000000001', '2行目にもあります'],
      ['phone', '112131340', '先頭の0が失われています'],
      ['phone', '11-213-1340', '先頭の0が失われています'],
      ['phone', '9000001234', '先頭の0が失われています'],
      ['fax', '112131340', '先頭の0が失われています'],
      ['corporationPhone', '112131340', '先頭の0が失われています'],
      ['name', '', '空です'],
      ['name', '?橋事業所', '「?」になっています'],
      ['kana', '????', '「?」になっています'],
      ['name', '縺溘ａ縺嶺ｺ区･ｭ謇', '文字化けしています'],
      ['street', '\ufffd\ufffd町', '文字化けしています'],
      ['city', '', '空です'],
      ['serviceKind', '', '空です'],
      ['serviceKind', '空を飛ぶ支援', '登録されていないサービス種別'],
    ])('%s %j', (column, value, expected) => {
      const reading = read(one({ [column]: value }));
      expect(reading).toMatchObject({
        read: 2,
        records: [],
        problems: [{ row: 3, column: wamColumns[column] }],
      });
      expect(sentence(reading.problems[0]!)).toContain(expected);
    });

    it('a row that is cut off', () => {
      const cut = wamFile([wamCells(1), wamCells(2)])
        .toString()
        .trimEnd()
        .split(',')
        .slice(0, -3)
        .join(',');
      expect(sentences(Buffer.from(cut))).toEqual([
        expect.stringMatching(/^3行目: 列が26個あります。見出しと同じ29個/),
      ]);
    });

    it('every one of them', () => {
      const bytes = wamFile([
        wamCells(1, { officeNumber: '1' }),
        wamCells(2),
        wamCells(3, { name: '?', phone: '112131340' }),
      ]);
      expect(read(bytes).problems.map(({ row, column }) => [row, column])).toEqual([
        [2, wamColumns.officeNumber],
        [4, wamColumns.name],
        [4, wamColumns.phone],
      ]);
    });
  });

  describe('takes over what is only odd, and notes it', () => {
    it.each<[WamColumn, string, object]>([
      ['weekdayHours', '16:00-09:00', { hours: {} }],
      ['weekdayHours', '9時から', { hours: {} }],
      ['phone', '0545-0801', { phone: '0545-0801' }],
      ['phone', '1048-43-3537', { phone: '1048-43-3537' }],
      ['corporationNumber', '990000000000', { corporationNumber: null }],
      ['street', '＊＊＊＊', { address: null }],
      ['street', '（以下略）', { address: null }],
      ['latitude', '0', { latitude: null, longitude: null }],
      ['url', 'javascript:alert(1)', { url: null }],
      ['capacity', '二十', { capacity: null }],
      ['officeNumber', '0100000001', { officeNumber: '0100000001' }],
      ['name', 'd\ufffdsir', { name: 'd\ufffdsir' }],
    ])('%s %j', (column, value, expected) => {
      const reading = read(one({ [column]: value }));
      expect(reading).toMatchObject({
        read: 2,
        problems: [],
        notes: [{ row: 3, column: wamColumns[column] }],
      });
      expect({ ...reading.records[1]?.agency, ...reading.records[1]?.service }).toMatchObject(expected);
      expect(reading.records[1]?.cells[column]).toBe(value);
    });

    it('says nothing about 00:00-00:00, which means nothing', () => {
      expect(read(one({ saturdayHours: '00:00-00:00' }))).toMatchObject({ notes: [], problems: [] });
    });
  });
});

const real = join(process.env['PORTAL_REAL_DATA'] ?? '../shared/data', 'jp/wam');
const whenThere = existsSync(real) ? describe : describe.skip;

whenThere('the real files (PORTAL_REAL_DATA)', () => {
  it.each([
    ['wam_60_shuro_iko_utf8bom.csv', 3188],
    ['wam_62_shuro_teichaku_utf8bom.csv', 1234],
  ])('%s: %i rows without a problem', (name, count) => {
    const bytes = readFileSync(join(real, name));
    const reading = read(bytes);
    expect(reading.problems).toEqual([]);
    expect([reading.read, reading.records.length]).toEqual([count, count]);
  });

  it('come out the same when they were saved in CP932 by a program that keeps every character', () => {
    const utf8 = readFileSync(join(real, 'wam_62_shuro_teichaku_utf8bom.csv'), 'utf8').slice(1);
    const storable = iconv.decode(
      iconv.encode(utf8.replaceAll('−', '－').replaceAll('〜', '～'), 'cp932'),
      'cp932',
    );
    const reading = read(iconv.encode(storable, 'cp932'));
    // Characters that CP932 does not have became "?": those rows, and only those, are refused.
    expect(reading.read).toBe(1234);
    expect(reading.problems.every(({ found }) => found.includes('?'))).toBe(true);
  });
});
