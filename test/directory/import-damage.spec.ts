import {
  type ImportField,
  type ListReading,
  readList,
  readSource,
  suggestSettings,
  Vocabulary,
} from '#libs/directory';
import { csvOf } from '../factories/lists.js';

const vocabulary = new Vocabulary(
  [
    { code: 'transition', name: '就労移行支援', agency_type_code: 'transition' },
    { code: 'group_home', name: '共同生活援助', agency_type_code: 'group_home' },
  ],
  [
    { code: 'transition', name: '就労移行支援事業所' },
    { code: 'hospital', name: '病院' },
    { code: 'psychiatric_clinic', name: '精神科診療所' },
    { code: 'clinic', name: '診療所' },
    { code: 'dental_clinic', name: '歯科診療所' },
    { code: 'pharmacy', name: '薬局' },
    { code: 'other', name: 'その他の機関' },
  ],
);
const sound: Partial<Record<ImportField, string>> = {
  no: 'A1',
  officeNumber: '1900000001',
  designatedBy: '19201',
  name: 'ためし園',
  serviceKind: '就労移行支援',
  address: '山梨県甲府市試験町1番',
  postalCode: '400-0001',
  phone: '055-000-0001',
  corporationNumber: '9990000000000',
  capacity: '20',
  designatedOn: '令和3年4月1日',
};
const headers: Partial<Record<ImportField, string>> = {
  no: 'NO',
  officeNumber: '事業所番号',
  designatedBy: '市区町村コード',
  name: '事業所名',
  serviceKind: 'サービス種別',
  address: '所在地',
  postalCode: '郵便番号',
  phone: '電話番号',
  corporationNumber: '法人番号',
  capacity: '定員',
  designatedOn: '指定年月日',
};

async function read(
  rows: readonly Partial<Record<ImportField, string>>[],
  settings: { repair?: boolean; serviceKind?: string; agencyType?: string } = {},
  heads = headers,
): Promise<ListReading> {
  const fields = Object.keys(heads) as ImportField[];
  const lines = rows.map((row) => fields.map((field) => ({ ...sound, ...row })[field] ?? ''));
  const file = await readSource(Buffer.from(csvOf([fields.map((field) => heads[field]!), ...lines])));
  return readList(file, { ...suggestSettings(file), ...settings }, vocabulary);
}

const one = async (row: Partial<Record<ImportField, string>>, settings = {}) => {
  const reading = await read([row], settings);
  const [record] = reading.records;
  return {
    ...reading,
    record,
    said: [...reading.problems, ...reading.notes]
      .map(({ found, expected }) => `${found}。${expected}。`)
      .join(),
  };
};

describe('a damaged cell', () => {
  it.each<{ field: ImportField; cell: string; repaired: string }>([
    { field: 'officeNumber', cell: '190000001', repaired: '0190000001' },
    { field: 'designatedBy', cell: '1201', repaired: '01201' },
    { field: 'phone', cell: '55-000-0001', repaired: '055-000-0001' },
    { field: 'phone', cell: '9000000001', repaired: '09000000001' },
    { field: 'postalCode', cell: '600001', repaired: '0600001' },
  ])('that lost its zero is mended, and said: $field $cell', async ({ field, cell, repaired }) => {
    const { record, problems, notes, said } = await one({ [field]: cell });
    expect(problems).toEqual([]);
    expect(notes).toContainEqual(
      expect.objectContaining({ row: 2, column: headers[field], repair: { from: cell, to: repaired } }),
    );
    expect(said).toContain(`「${cell}」は先頭の0が失われています。「${repaired}」に直して取り込みます。`);
    // What the list said is remembered as it said it.
    expect(record?.cells[field]).toBe(cell);
  });

  it('is a problem where nothing may be mended', async () => {
    const { records, problems } = await one({ officeNumber: '190000001' }, { repair: false });
    expect(records).toEqual([]);
    expect(problems[0]?.expected).toContain('0から始まる10桁の数字');
  });

  it.each<{ field: ImportField; cell: string; expected: string }>([
    { field: 'officeNumber', cell: '1.9E+09', expected: '指数の形' },
    { field: 'no', cell: '1.2E+05', expected: '指数の形' },
    { field: 'phone', cell: '5.5E+08', expected: '指数の形' },
    { field: 'corporationNumber', cell: '9.99E+12', expected: '指数の形' },
    { field: 'name', cell: '', expected: '空です' },
    { field: 'name', cell: '?橋園', expected: '「?」になっています' },
    { field: 'name', cell: '縺溘ａ縺嶺ｺ区･ｭ謇', expected: '文字化けしています' },
    { field: 'address', cell: '山梨県??市', expected: '「?」になっています' },
    { field: 'officeNumber', cell: '番号なし', expected: '事業所番号として読めません' },
    { field: 'serviceKind', cell: '空を飛ぶ支援', expected: '登録されていないサービス種別' },
    { field: 'name', cell: 'な'.repeat(201), expected: '長すぎます（201文字）' },
  ])('that nobody can mend is a problem: $field $cell', async ({ field, cell, expected }) => {
    const { records, problems, said } = await one({ [field]: cell });
    expect(records).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ row: 2, column: headers[field] });
    expect(said).toContain(expected);
  });

  it.each<{ field: ImportField; cell: string; expected: string; part: object }>([
    {
      field: 'name',
      cell: 'ためし\ufffdT号館',
      expected: '「Ⅰ」だったかもしれません',
      part: { name: 'ためし\ufffdT号館' },
    },
    {
      field: 'address',
      cell: '山梨県甲府市（以下略）',
      expected: '住所が伏せられています',
      part: { address: null, addressHidden: true, postalCode: null, area: '19201' },
    },
    {
      field: 'address',
      cell: '＊',
      expected: '住所が伏せられています',
      part: { address: null, addressHidden: true },
    },
    { field: 'phone', cell: '000-1', expected: '桁が合いません', part: { phone: '000-1' } },
    {
      field: 'corporationNumber',
      cell: '123',
      expected: '13桁ではありません',
      part: { corporationNumber: null },
    },
    { field: 'designatedOn', cell: '春ごろ', expected: '日付として読めません', part: {} },
    { field: 'capacity', cell: '二十', expected: '人数ではありません', part: {} },
    { field: 'postalCode', cell: '12', expected: '郵便番号として読めません', part: { postalCode: null } },
  ])('that is only odd is taken over, and said: $field $cell', async ({ field, cell, expected, part }) => {
    const { record, problems, said } = await one({ [field]: cell });
    expect(problems).toEqual([]);
    expect(said).toContain(expected);
    expect(record?.agency).toMatchObject(part);
  });

  it.each<{ field: ImportField; cell: string; becomes: string }>([
    { field: 'corporationNumber', cell: '123', becomes: '取り込みません' },
    { field: 'capacity', cell: '二十', becomes: '取り込みません' },
    { field: 'postalCode', cell: '12', becomes: '取り込みません' },
    { field: 'phone', cell: '000-1', becomes: 'このまま取り込みます' },
    { field: 'designatedOn', cell: '春ごろ', becomes: 'このまま控え' },
    { field: 'address', cell: '試験町1番', becomes: '書かれたまま取り込み' },
    { field: 'name', cell: 'ためし\ufffd園', becomes: 'このまま取り込みます' },
  ])('and what becomes of it is said: $field $cell', async ({ field, cell, becomes }) => {
    const { notes } = await one({ [field]: cell, ...(field === 'address' ? { designatedBy: '' } : {}) });
    expect(notes.find(({ column }) => column === headers[field])?.expected).toContain(becomes);
  });

  it('is shown under a name for people, where the file has one for programs', async () => {
    const file = await readSource(
      Buffer.from(JSON.stringify([{ name: 'ためし窓口', areas: '', address: '試験町1番', phone: '' }])),
    );
    const { notes } = readList(file, { ...suggestSettings(file), agencyType: 'other' }, vocabulary);
    expect(notes.map(({ column }) => column)).toEqual(['所在地（全体）']);
  });

  it('is silent where nothing is wrong', async () => {
    const { record, notes, problems } = await one({});
    expect([...notes, ...problems]).toEqual([]);
    expect(record).toMatchObject({
      no: 'A1',
      kind: 'transition',
      agency: { address: '山梨県甲府市試験町1番', area: '19201', postalCode: '400-0001', type: 'transition' },
      service: { capacity: 20 },
    });
  });
});

describe('a list', () => {
  it('must say what it is a list of', async () => {
    const heads = { name: '名称', address: '所在地' };
    expect((await read([{}], {}, heads)).problems).toEqual([
      expect.objectContaining({ row: null, found: 'サービスの種類も機関の種類も分かりません' }),
    ]);
    expect((await read([{}], { serviceKind: 'group_home' }, heads)).records[0]).toMatchObject({
      kind: 'group_home',
    });
    expect((await read([{ name: 'ためし病院' }], { agencyType: 'medical' }, heads)).records[0]).toMatchObject(
      {
        kind: '',
        service: null,
        agency: { type: 'hospital' },
      },
    );
  });

  it.each<{ name: string; said?: string; type: string }>([
    { name: 'ためし病院', type: 'hospital' },
    { name: 'ためし内科', type: 'clinic' },
    { name: 'ためし医院', said: '診療所', type: 'clinic' },
    { name: 'ためしメンタルクリニック', type: 'psychiatric_clinic' },
    { name: 'こころの医院', said: '診療所', type: 'psychiatric_clinic' },
    { name: '心療内科ためし', type: 'psychiatric_clinic' },
    { name: 'ためし歯科医院', type: 'dental_clinic' },
    { name: 'ためし歯科大学病院', type: 'hospital' },
    { name: 'ためし病院前薬局', type: 'pharmacy' },
    { name: 'ためし病院附属クリニック', said: '診療所', type: 'clinic' },
  ])('of medical institutions: $name is a $type', async ({ name, said, type }) => {
    const heads = { name: '名称', ...(said ? { agencyType: '機関の種類' } : {}), address: '所在地' };
    const row = { name, ...(said ? { agencyType: said } : {}) };
    expect((await read([row], { agencyType: 'medical' }, heads)).records[0]?.agency.type).toBe(type);
  });

  it('names the service by what stands in brackets behind its kind', async () => {
    const { record } = await one({ serviceKind: '共同生活援助(日中サービス支援型)' });
    expect(record).toMatchObject({ kind: 'group_home', service: { name: '日中サービス支援型' } });
  });

  it('counts a row that is there twice once, and refuses two different ones under one number', async () => {
    const same = await read([{}, {}]);
    expect([same.records.length, [...same.repeats]]).toEqual([1, [[3, 2]]]);
    const different = await read([{}, { name: '別の園' }]);
    expect(different.problems).toEqual([expect.objectContaining({ row: 3, column: 'NO' })]);
  });

  it('knows its rows by office and kind where they have no number, by place where that is not enough', async () => {
    const { no: _, ...heads } = headers;
    const { records } = await read(
      [
        {},
        { serviceKind: '共同生活援助' },
        { officeNumber: '1900000002' },
        { officeNumber: '1900000002', address: '山梨県甲府市別町2番' },
        { officeNumber: '' },
      ],
      {},
      heads,
    );
    expect(records.map(({ no }) => no)).toEqual([
      '1900000001/transition',
      '1900000001/group_home',
      '1900000002/transition/ためし園/山梨県甲府市試験町1番',
      '1900000002/transition/ためし園/山梨県甲府市別町2番',
      '/transition/ためし園/山梨県甲府市試験町1番',
    ]);
  });

  it('refuses a row that is cut off, and says how many cells it has', async () => {
    const file = await readSource(
      Buffer.from('名称,所在地,電話番号\n園,甲府市,055\n園,甲府市\n園,甲府市,055,,\n園,甲府市,055,余り'),
    );
    const reading = readList(file, { ...suggestSettings(file), agencyType: 'other' }, vocabulary);
    expect(reading.problems.map(({ row, found }) => [row, found])).toEqual([
      [3, '列が2個あります'],
      [5, '列が4個あります'],
    ]);
    expect(reading.read).toBe(4);
  });
});
