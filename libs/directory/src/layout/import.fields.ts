import { type WamColumn, wamColumns } from '../wam/wam.columns.js';

/** What a column is about, for the mapping screen. */
export const fieldGroups = [
  ['office', '機関・事業所'],
  ['place', '所在地'],
  ['contact', '連絡先'],
  ['service', 'サービス'],
  ['hours', '利用できる日時'],
  ['legal', '法人'],
  ['key', '番号・管轄'],
] as const;
export type FieldGroup = (typeof fieldGroups)[number][0];

type FurtherField =
  | 'address'
  | 'prefecture'
  | 'building'
  | 'postalCode'
  | 'email'
  | 'aliases'
  | 'agencyType'
  | 'description'
  | 'accessNote'
  | 'barrierFree'
  | 'serviceName'
  | 'serviceDescription'
  | 'disabilities'
  | 'physical'
  | 'intellectual'
  | 'mental'
  | 'developmental'
  | 'intractable'
  | 'eligibility'
  | 'costs'
  | 'wageMonthly'
  | 'meals'
  | 'transport'
  | 'openDays'
  | 'openFrom'
  | 'openTo'
  | 'designatedOn'
  | 'areasInCharge';

/** What a column of a list can be taken over as. */
export type ImportField = WamColumn | FurtherField;

interface FieldWords {
  readonly label: string;
  readonly group: FieldGroup;
  /** Nothing in an entry holds it; it is kept with the row and helps to recognise changes. */
  readonly keptOnly?: true;
}

const of = (group: FieldGroup, label: string): FieldWords => ({ group, label });
const kept = (group: FieldGroup, label: string): FieldWords => ({ group, label, keptOnly: true });

/**
 * Every field, first those of the national disclosure system in their order: what a row said is kept in this order, and
 * compared by it when the row comes again.
 */
export const importFields: Readonly<Record<ImportField, FieldWords>> = {
  designatedBy: of('key', '市区町村コード（指定した自治体）'),
  no: of('key', 'この一覧の中の番号（行を見分けるもの）'),
  designatedByName: kept('key', '指定した自治体の名前'),
  legalName: of('legal', '法人名'),
  legalNameKana: kept('legal', '法人名のふりがな'),
  corporationNumber: of('legal', '法人番号'),
  corporationCity: kept('legal', '法人の住所（市区町村）'),
  corporationStreet: kept('legal', '法人の住所（番地以降）'),
  corporationPhone: kept('legal', '法人の電話番号'),
  corporationFax: kept('legal', '法人のFAX番号'),
  corporationUrl: kept('legal', '法人のホームページ'),
  serviceKind: of('service', 'サービスの種類'),
  name: of('office', '機関名・事業所名'),
  kana: of('office', '機関名のふりがな'),
  officeNumber: of('office', '事業所番号'),
  city: of('place', '所在地（市区町村）'),
  street: of('place', '所在地（番地以降）'),
  phone: of('contact', '電話番号'),
  fax: of('contact', 'FAX番号'),
  url: of('contact', 'ホームページ'),
  latitude: of('place', '緯度'),
  longitude: of('place', '経度'),
  weekdayHours: of('hours', '利用できる時間（平日）'),
  saturdayHours: of('hours', '利用できる時間（土曜）'),
  sundayHours: of('hours', '利用できる時間（日曜）'),
  holidayHours: of('hours', '利用できる時間（祝日）'),
  closedDays: of('hours', '定休日'),
  hoursNote: of('hours', '利用できる日時の注記'),
  capacity: of('service', '定員'),
  address: of('place', '所在地（全体）'),
  prefecture: of('place', '所在地（都道府県）'),
  building: of('place', '所在地（方書・建物名）'),
  postalCode: of('place', '郵便番号'),
  email: of('contact', 'メールアドレス'),
  aliases: of('office', '通称'),
  agencyType: of('office', '機関の種類'),
  description: of('office', '機関の紹介'),
  accessNote: of('place', '行き方'),
  barrierFree: of('place', 'バリアフリー情報'),
  serviceName: of('service', 'サービスの名前'),
  serviceDescription: of('service', '支援の内容'),
  disabilities: of('service', '主な対象'),
  physical: of('service', '主な対象: 身体（○×）'),
  intellectual: of('service', '主な対象: 知的（○×）'),
  mental: of('service', '主な対象: 精神（○×）'),
  developmental: of('service', '主な対象: 発達（○×）'),
  intractable: of('service', '主な対象: 難病（○×）'),
  eligibility: of('service', '利用できる人'),
  costs: of('service', '費用'),
  wageMonthly: of('service', '平均工賃・賃金（月額、円）'),
  meals: of('service', '食事'),
  transport: of('service', '送迎'),
  openDays: of('hours', '利用できる曜日'),
  openFrom: of('hours', '開始時間'),
  openTo: of('hours', '終了時間'),
  designatedOn: kept('key', '指定年月日'),
  areasInCharge: of('key', '管轄・圏域の市区町村'),
};

export const importFieldNames = Object.keys(importFields) as ImportField[];

/** What a row said, field by field; what was not taken over is not in it. */
export type GivenCells = Readonly<Partial<Record<ImportField, string>>>;

/** The header that a field has in the files of the national disclosure system, or its label. */
export function columnName(field: ImportField): string {
  return field in wamColumns ? wamColumns[field as WamColumn] : importFields[field].label;
}
