import { brotliDecompressSync } from 'node:zlib';
import { writeXlsx } from 'hucre';
import iconv from 'iconv-lite';

/** One line of a list, cell by cell. */
export type Line = readonly string[];

/** A list as a CSV, quoted only where it must be, as spreadsheets write it. */
export function csvOf(lines: readonly Line[], delimiter = ','): string {
  const cell = (text: string) => (/[",\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return lines.map((line) => line.map(cell).join(delimiter)).join('\r\n');
}

/** The same in the character set of older spreadsheets. */
export function cp932Of(lines: readonly Line[]): Buffer {
  return iconv.encode(csvOf(lines), 'cp932');
}

/** The same as a workbook; `cells` may be numbers, as a spreadsheet makes of what looks like one. */
export async function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly (string | number | Date | null)[])[]>>,
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows: rows.map((row) => [...row]) })),
  });
}

/** A workbook of the old kind (.xls) with two invented offices; the second has lost the zero before its number. */
export function oldWorkbook(): Uint8Array {
  return brotliDecompressSync(Buffer.from(packedWorkbook.join(''), 'base64'));
}

const packedWorkbook = [
  'G/8NAIaHf+z6uu+1ql3da2vIbKmUjIyTO9xo/qasWakmrqkftQrsBMwQnVilRXGdNw50ouPpcIAv8LbAgTzBiHc+YEjAVG+bLiF5',
  '/VeOt96XX0zWPPXqxjPG/9IO1/B/3dUGQCABSgKB/+u6Bqgx/K+u6/850kQL9sW05lyigRr4f1kbHRToooc+BhhihDFKTDDFOlgX',
  '62H9Olri2ZS2qRV1HIJ5A5+00Go4xyz72McyJ9sPlFMZtTJR+wO7ifYvsNASc11toYXmyiHJRRCM65jVQufanxJ1wN777+0dv1uU',
  'tFuuXvJZp/tJaHeYkV5pfirxLS61SIdzZu2zz7KTz4Hc0XkwrwpynwSHRQqPShMbSUwl1jkxXw74gyM6zBRcueSTYw8E4dc4UuI+',
  'ia0lRlJ4OxLfSOxlYxV4MIBWHGWJ2a4yz+bN/RxoQ7G13uknnrOHPoy3tLVZZjkcff3W5pvPoX321pZaSvD16i1vXVljXfBrDQBi',
  'oZw1V0biNgN3NCDD6S/cda+mEL5zsTHV2aBdbYhEIibV++hXU3ysULgpjqL4JI6kONLma0sMKQYUG1D8QfmvAkDvK7qW4FAQBo1r',
  'jW1wso1S4d+X1n592tVnHnFFg3fe2V0kbpbCjQoAt0jcKiFHoAEaaOY6oNQS95w+f/aRV89Z/sc5zZwglJpSHp7blUMkkLWHL5lx',
  'KjcTAL3Ve9rLQfbU1b08hcXmK/a8ac8L9pxe0MiRwBiw75FecdJrXvD880ddDk2GOz70vTONKa9ORKmoCgQCY41qT4w1qx0RulUJ',
  'AIDUE9ItHJ5Tb7XhSAC8Fx2pKLo3FOvYJXByQ8CsYgezQq9QEJqARGqiZwE=',
];

/** What an invented office is called, where it lies and how it is reached; `at` makes it one of its kind. */
export interface InventedOffice {
  readonly number: string;
  readonly name: string;
  readonly kana: string;
  readonly legalName: string;
  readonly city: string;
  readonly street: string;
  readonly postalCode: string;
  readonly phone: string;
  readonly fax: string;
}

/** An invented office in a real town: lists of an invented one would not show whether towns are found. */
export function inventedOffice(at: number, given: Partial<InventedOffice> = {}): InventedOffice {
  return {
    number: `19${String(at).padStart(8, '0')}`,
    name: `ためし事業所${at}`,
    kana: `タメシジギョウショ${at}`,
    legalName: '社会福祉法人ためし会',
    city: '山梨県甲府市',
    street: `試験町${at}番`,
    postalCode: '400-0000',
    phone: `055-000-${String(at % 10_000).padStart(4, '0')}`,
    fax: '-',
    ...given,
  };
}

/** How a layout that is known writes such offices: its header, and a line for each. */
export interface InventedLayout {
  readonly layout: string;
  readonly header: Line;
  readonly line: (office: InventedOffice, at: number) => Line;
}

/** The layouts of prefectures and of the standard data sets, filled with invented offices. */
export const inventedLayouts: readonly InventedLayout[] = [
  {
    layout: 'list_applicant_office',
    header: [
      ...['申請者－法人種別', '申請者－名称', '申請者－郵便番号', '申請者－住所', '', '申請者－電話番号'],
      ...['事業所－名称', '事業所－郵便番号', '事業所－地域', '事業所－住所', '事業所－電話番号'],
      ...['ｻｰﾋﾞｽ\n種類', '事業所番号', '指定年月日'],
    ],
    line: (office) => [
      ...['営利法人', office.legalName, '4000001', '山梨県甲府市', '本町１', '055-999-9999'],
      ...[office.name, office.postalCode, office.city, office.street, office.phone],
      ...['共同生活援助', office.number, '2006/10/1'],
    ],
  },
  {
    layout: 'list_short_address',
    header: [
      ...[
        '事業所番号',
        '事業所名称',
        '事業所電話番号',
        '事業所FAX番号',
        '事業所所在地',
        '法人名称',
        '利用定員',
        '指定日',
      ],
    ],
    line: (office) => [
      ...[
        office.number,
        office.name,
        office.phone,
        office.fax,
        '甲府市（以下略）',
        office.legalName,
        '4',
        '2021/12/01',
      ],
    ],
  },
  {
    layout: 'list_facility_tags',
    header: [
      ...[
        'ID',
        '施設・サービス名',
        '種類名',
        'タグ',
        '障害福祉サービス等事業所番号',
        '法人の名称',
        '事業所名カナ',
      ],
      ...[
        '郵便番号',
        '所在地',
        '指定年月日',
        '電話番号',
        'FAX番号',
        '法人の種類',
        '身体',
        '知的',
        '精神',
        '送迎',
      ],
    ],
    line: (office, at) => [
      ...[
        `239001${at}`,
        office.name,
        '共同生活援助(日中サービス支援型)',
        '中',
        office.number,
        office.legalName,
      ],
      ...[
        office.kana,
        office.postalCode,
        office.city + office.street,
        '令和3年12月1日',
        office.phone,
        office.fax,
      ],
      ...['営利法人', '○', '', '×', '○'],
    ],
  },
  {
    layout: 'list_serial_municipality',
    header: [
      ...[
        '通し番号',
        '事業所番号',
        'コード',
        'サービス種類',
        '事業所名',
        '郵便番号',
        '所在市町',
        '所在地',
        '電話番号',
      ],
      ...['FAX番号', '指定年月日', '法人(設置者)名'],
    ],
    line: (office, at) => [
      ...[
        String(900 - at),
        `${office.number} `,
        '33 ',
        '共同生活援助',
        office.name,
        office.postalCode,
        '甲府市',
      ],
      ...[office.street, office.phone, office.fax, '2022.1.1', office.legalName],
    ],
  },
  {
    layout: 'standard_public_facility',
    header: [
      ...[
        '全国地方公共団体コード',
        'ID',
        '地方公共団体名',
        '名称',
        '名称_カナ',
        '所在地_連結表記',
        '緯度',
        '経度',
      ],
      ...[
        '電話番号',
        '法人番号',
        '団体名',
        '利用可能曜日',
        '開始時間',
        '終了時間',
        '説明',
        'バリアフリー情報',
        'URL',
      ],
    ],
    line: (office, at) => [
      ...[
        '192015',
        `F${at}`,
        '甲府市',
        office.name,
        office.kana,
        office.city + office.street,
        '35.66',
        '138.56',
      ],
      ...[
        office.phone,
        '',
        office.legalName,
        '月火水木金',
        '09:00',
        '17:00',
        '集いの場',
        '多目的トイレ、スロープ',
        '',
      ],
    ],
  },
  {
    layout: 'recommended_public_facility',
    header: [
      ...[
        '都道府県コード又は市区町村コード',
        'NO',
        '都道府県名',
        '市区町村名',
        '名称',
        '名称_カナ',
        '住所',
        '方書',
      ],
      ...['緯度', '経度', '電話番号'],
    ],
    line: (office, at) => [
      ...[
        '19201',
        `P${at}`,
        '山梨県',
        '甲府市',
        office.name,
        office.kana,
        office.city + office.street,
        '2階',
      ],
      ...['35.66', '138.56', office.phone],
    ],
  },
  {
    layout: 'recommended_medical',
    header: [
      ...[
        '都道府県コード又は市区町村コード',
        'NO',
        '都道府県名',
        '市区町村名',
        '名称',
        '名称_カナ',
        '医療機関の種類',
      ],
      ...['住所', '方書', '緯度', '経度', '電話番号', '診療曜日', '診療科目', '病床数', 'URL'],
    ],
    line: (office, at) => [
      ...[
        '19201',
        `M${at}`,
        '山梨県',
        '甲府市',
        office.name,
        office.kana,
        '病院',
        office.city + office.street,
        '',
      ],
      ...['35.66', '138.56', office.phone, '月火水木金', '精神科', '100', ''],
    ],
  },
  {
    layout: 'recommended_care',
    header: [
      ...[
        '都道府県コード又は市区町村コード',
        'NO',
        '介護サービス事業所名称',
        '介護サービス事業所名称_カナ',
        '実施サービス',
      ],
      ...['住所', '電話番号', '法人の名称', '事業所番号', '利用可能曜日', '定員'],
    ],
    line: (office, at) => [
      ...['19201', `K${at}`, office.name, office.kana, '通所介護', office.city + office.street, office.phone],
      ...[office.legalName, office.number, '月火水木金土', '20'],
    ],
  },
];
