import { headerKey } from './header-key.js';
import { wamColumns } from '../wam/wam.columns.js';
import { meaningOf } from './header.aliases.js';
import { type ImportField, importFields } from './import.fields.js';

/** A form in which lists of agencies are published, known beforehand. */
export interface Layout {
  readonly code: string;
  readonly name: string;
  /** Headers that must all be there for a file to be taken for one of these. */
  readonly headers: readonly string[];
  /** What headers mean here, where it is not what they mean elsewhere; null is not taken over. */
  readonly columns?: Readonly<Record<string, ImportField | null>>;
  /** What all rows are, where no column says so. */
  readonly serviceKind?: string;
  readonly agencyType?: string;
  /** Published as open data: what it says may be published on. A list on a prefecture's page is not, unless it says so. */
  readonly openData: boolean;
  /** The rows of every file of this layout come from one source, whoever hands the file in. */
  readonly source?: string;
}

/** Said of a list of medical institutions: which of them are hospitals, clinics or pharmacies is told row by row, by their names. */
export const medicalType = 'medical';

/** The layouts that the portal knows. The first that fits is taken, so the longer lists of headers come first. */
export const layouts = [
  {
    code: 'wam',
    name: 'WAM NET（障害福祉サービス等情報公表システム）',
    headers: Object.values(wamColumns),
    openData: true,
    source: 'wam',
  },
  {
    code: 'list_applicant_office',
    name: '都道府県の事業所一覧（申請者・事業所の2段）',
    headers: ['申請者－名称', '申請者－住所', '事業所－名称', '事業所－地域', '事業所－住所', '事業所番号'],
    columns: { '申請者－法人種別': null, '申請者－郵便番号': null, '申請者－住所': 'corporationCity' },
    openData: false,
  },
  {
    code: 'list_facility_tags',
    name: '都道府県の事業所一覧（タグ・対象の列つき）',
    headers: ['ID', '施設・サービス名', '種類名', 'タグ', '障害福祉サービス等事業所番号'],
    columns: { タグ: null, 法人の種類: null, '移動・地域活動支援事業所番号': null, 障害児: null, 入浴: null },
    openData: false,
  },
  {
    code: 'list_serial_municipality',
    name: '都道府県の事業所一覧（通し番号・所在市町）',
    headers: ['通し番号', '事業所番号', '事業所名', '所在市町', '所在地'],
    // The running number is given anew with every edition, and the address goes on where the municipality ends.
    columns: { 通し番号: null, コード: null, 所在地: 'street' },
    openData: false,
  },
  {
    code: 'list_short_address',
    name: '都道府県の事業所一覧（事業所番号・利用定員）',
    headers: ['事業所番号', '事業所名称', '事業所所在地', '法人名称', '利用定員', '指定日'],
    openData: false,
  },
  {
    code: 'standard_public_facility',
    name: '自治体標準オープンデータセット 公共施設一覧',
    headers: ['全国地方公共団体コード', 'ID', '名称', '所在地_連結表記'],
    agencyType: 'other',
    openData: true,
  },
  {
    code: 'recommended_medical',
    name: '推奨データセット 医療機関一覧',
    headers: ['NO', '名称', '医療機関の種類', '診療科目'],
    columns: { 診療科目: 'description', 医療機関コード: null },
    agencyType: medicalType,
    openData: true,
  },
  {
    code: 'recommended_care',
    name: '推奨データセット 介護サービス事業所一覧',
    headers: ['NO', '介護サービス事業所名称', '実施サービス', '事業所番号'],
    columns: { 実施サービス: 'description' },
    agencyType: 'other',
    openData: true,
  },
  {
    code: 'recommended_public_facility',
    name: '推奨データセット 公共施設一覧',
    headers: ['都道府県コード又は市区町村コード', 'NO', '名称', '名称_カナ', '緯度', '経度'],
    agencyType: 'other',
    openData: true,
  },
  {
    code: 'medical_without_header',
    name: '医療機関一覧（見出しなし: コード9桁・コード7桁・名称・郵便番号・所在地）',
    headers: [],
    agencyType: medicalType,
    openData: false,
  },
  {
    code: 'hello_work_areas',
    name: 'ハローワークの管轄一覧',
    headers: ['name', 'areas', 'address', 'phone'],
    columns: {
      name: 'name',
      areas: 'areasInCharge',
      address: 'address',
      phone: 'phone',
      url: 'url',
      departmentCode: null,
    },
    agencyType: 'hello_work',
    openData: false,
  },
] as const satisfies readonly Layout[];

export type LayoutCode = (typeof layouts)[number]['code'];
export const layoutCodes: readonly LayoutCode[] = layouts.map(({ code }) => code);

/** The layout with this code. */
export function layoutOf(code: string | null): Layout | undefined {
  return layouts.find((layout) => layout.code === code);
}

const medicalColumns: readonly (ImportField | null)[] = ['no', null, 'name', 'postalCode', 'address'];

/** The layout of a file with these columns, by its header or, where there is none, by its first row. */
export function recogniseLayout(file: {
  headerRow: number;
  columns: readonly string[];
  rows: readonly { cells: readonly string[] }[];
}): Layout | undefined {
  if (file.headerRow === 0)
    return file.rows.slice(0, 3).every(({ cells }) => isMedical(cells))
      ? layoutOf('medical_without_header')
      : undefined;
  const there = new Set(file.columns.map(headerKey));
  return layouts.find(
    ({ headers }) => headers.length > 0 && headers.every((header) => there.has(headerKey(header))),
  );
}

function isMedical(cells: readonly string[]): boolean {
  const [long = '', short = '', name = '', postalCode = ''] = cells.map((cell) => cell.trim());
  return (
    cells.length === 5 &&
    /^[0-9]{9,10}$/.test(long) &&
    /^[0-9]{7}$/.test(short) &&
    long.endsWith(short) &&
    name !== '' &&
    /^[0-9]{3}-?[0-9]{4}$/.test(postalCode)
  );
}

/** What each column is probably taken over as; a field is proposed once, and what is about a person not at all. */
export function suggestColumns(
  layout: Layout | undefined,
  columns: readonly string[],
): (ImportField | null)[] {
  if (layout?.code === 'medical_without_header') return columns.map((_, at) => medicalColumns[at] ?? null);
  const special = new Map(
    Object.entries(layout?.columns ?? {}).map(([header, field]) => [headerKey(header), field]),
  );
  const taken = new Set<ImportField>();
  return columns.map((column) => {
    const key = headerKey(column);
    const meaning = special.has(key) ? special.get(key) : meaningOf(column);
    if (!meaning || meaning === 'personal' || taken.has(meaning)) return null;
    taken.add(meaning);
    return meaning;
  });
}

/** Whether a column is about a person, so that nobody takes it over by accident. */
export function isPersonal(column: string): boolean {
  return meaningOf(column) === 'personal';
}

/** True for a field that some column may be taken over as. */
export function isImportField(name: string): name is ImportField {
  return name in importFields;
}
