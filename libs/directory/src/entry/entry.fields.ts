import { barrierFreeFacts, disabilities, legalRegimes } from './entry.codes.js';
import type { Entry, EntryList, EntryService, EntryTraineeOffer, EntryWindow, Visibility } from './entry.js';

/** What kind of value a field holds: one line, several lines, a list of lines, codes of a list, … */
export type FieldKind =
  | 'line'
  | 'text'
  | 'lines'
  | 'code'
  | 'codes'
  | 'number'
  | 'decimal'
  | 'flag'
  | 'day'
  | 'links'
  | 'opening'
  | 'spans';

/** Texts of a form of their own, which is checked and tidied when somebody types them. */
export type FieldForm = 'phone' | 'postalCode' | 'email' | 'url' | 'corporationNumber' | 'officeNumber';

/** One field of an entry: how it is called, stored, checked, and who may see and set it. */
export interface EntryField {
  readonly column: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required?: boolean;
  /** Characters of a text, or the greatest number. */
  readonly max?: number;
  readonly min?: number;
  readonly codes?: readonly (readonly [code: string, name: string])[];
  readonly form?: FieldForm;
  /** By default; the entry may say otherwise field by field, but for a field that is fixed. */
  readonly visibility?: Visibility;
  readonly visibilityFixed?: boolean;
  /** Set by the secretariat alone. */
  readonly secretariatOnly?: boolean;
}

type Fields<T> = Readonly<Record<keyof T & string, EntryField>>;

const line = (column: string, label: string, more: Partial<EntryField> = {}): EntryField => ({
  column,
  label,
  kind: 'line',
  max: 200,
  ...more,
});
const text = (column: string, label: string, more: Partial<EntryField> = {}): EntryField => ({
  column,
  label,
  kind: 'text',
  max: 2000,
  ...more,
});
const choice = (column: string, label: string, codes: EntryField['codes'], more: Partial<EntryField> = {}) =>
  ({ column, label, kind: 'code', ...(codes ? { codes } : {}), ...more }) satisfies EntryField;

const partly = [
  ['yes', 'あり'],
  ['partly', '一部あり'],
  ['no', 'なし'],
] as const;
const asking = [
  ['yes', '受け入れている'],
  ['ask', '相談のうえ'],
  ['no', '受け入れていない'],
] as const;
const seenBy = [
  ['public', 'だれでも'],
  ['members', 'ネットワークの機関まで'],
  ['own', '自機関と事務局だけ'],
] as const;

type AgencyPart = Omit<
  Entry,
  | 'id'
  | 'version'
  | 'status'
  | 'isMember'
  | 'confirmedOn'
  | 'updatedOn'
  | 'statusFrom'
  | 'statusUntil'
  | 'statusNote'
  | 'successorId'
  | 'areasInCharge'
  | 'visibility'
  | EntryList
>;

/** The fields of the agency itself, in the order of the form. */
export const agencyFields: Fields<AgencyPart> = {
  name: line('name', '機関名', { required: true, visibilityFixed: true }),
  kana: line('kana', '機関名のふりがな', { max: 300, visibilityFixed: true }),
  aliases: { column: 'aliases', label: '通称・略称', kind: 'lines', max: 100 },
  formerNames: { column: 'former_names', label: '以前の名前', kind: 'lines', max: 200 },
  legalName: line('legal_name', '法人名'),
  corporationNumber: line('corporation_number', '法人番号', { max: 13, form: 'corporationNumber' }),
  officeNumber: line('office_number', '事業所番号', { max: 20, form: 'officeNumber' }),
  type: choice('type_code', '機関の種類', undefined, {
    required: true,
    visibilityFixed: true,
    secretariatOnly: true,
  }),
  legalRegime: choice('legal_regime', '公立・民間の別', legalRegimes, {
    visibilityFixed: true,
    secretariatOnly: true,
  }),
  description: text('description', '機関の紹介'),
  plainDescription: text('plain_description', '機関の紹介（やさしい日本語）'),
  area: choice('area_code', '市区町村', undefined, { visibilityFixed: true }),
  postalCode: line('postal_code', '郵便番号', { max: 8, form: 'postalCode' }),
  address: line('address', '所在地', { max: 300 }),
  addressHidden: {
    column: 'address_hidden',
    label: '所在地をだれにも見せない',
    kind: 'flag',
    visibilityFixed: true,
  },
  accessNote: text('access_note', '行き方', { max: 500 }),
  barrierFree: {
    column: 'barrier_free',
    label: '設備・配慮',
    kind: 'codes',
    codes: barrierFreeFacts,
  },
  latitude: { column: 'latitude', label: '緯度', kind: 'decimal', min: -90, max: 90 },
  longitude: { column: 'longitude', label: '経度', kind: 'decimal', min: -180, max: 180 },
  phone: line('phone', '電話番号', { max: 30, form: 'phone' }),
  fax: line('fax', 'FAX番号', { max: 30, form: 'phone' }),
  email: line('email', 'メールアドレス', { max: 254, form: 'email' }),
  url: line('url', 'ホームページ', { max: 500, form: 'url' }),
  links: { column: 'links', label: 'リンク', kind: 'links', max: 10 },
  updateEmail: line('update_email', '掲載内容の確認をうけるメールアドレス', {
    max: 254,
    form: 'email',
    visibility: 'own',
    visibilityFixed: true,
  }),
};

/** The fields of a service. */
export const serviceFields: Fields<Omit<EntryService, 'id'>> = {
  kind: choice('kind_code', 'サービスの種類', undefined, { required: true }),
  name: line('name', 'サービスの名前'),
  description: text('description', '支援の内容'),
  plainDescription: text('plain_description', '支援の内容（やさしい日本語）'),
  capacity: { column: 'capacity', label: '定員', kind: 'number', min: 0, max: 9999 },
  disabilities: {
    column: 'disabilities',
    label: '主な対象',
    kind: 'codes',
    codes: disabilities,
  },
  eligibility: text('eligibility', '利用できる人', { max: 1000 }),
  ageMin: { column: 'age_min', label: '利用できる年齢（下）', kind: 'number', min: 0, max: 120 },
  ageMax: { column: 'age_max', label: '利用できる年齢（上）', kind: 'number', min: 0, max: 120 },
  costs: text('costs', '費用', { max: 1000 }),
  wageMonthly: {
    column: 'wage_monthly',
    label: '平均工賃・賃金（月額、円）',
    kind: 'number',
    min: 0,
    max: 1_000_000,
  },
  wageYear: { column: 'wage_year', label: '平均工賃・賃金の年度', kind: 'number', min: 1990, max: 2200 },
  transport: choice('transport', '送迎', partly),
  transportNote: line('transport_note', '送迎について'),
  meals: choice('meals', '食事', partly),
  mealsNote: line('meals_note', '食事について'),
  howToApply: text('how_to_apply', '利用の申し込み', { max: 1000 }),
  visit: choice('visit', '見学', asking),
  trial: choice('trial', '体験', asking),
  training: choice('training', '実習', asking),
  opening: { column: 'opening', label: '利用できる日時', kind: 'opening' },
  openingConfirmed: { column: 'opening_confirmed', label: '利用できる日時を確認した', kind: 'flag' },
  hours: { column: 'hours', label: '利用できる時間（もとの資料）', kind: 'spans' },
  hoursNote: text('hours_note', '利用できる時間の注記（もとの資料）', { max: 1000 }),
  closedDays: text('closed_days', '定休日（もとの資料）', { max: 1000 }),
  endedOn: { column: 'ended_on', label: 'サービスを終えた日', kind: 'day' },
  sort: { column: 'sort', label: '並び順', kind: 'number', min: 0, max: 999 },
};

/** The fields of a contact window. */
export const windowFields: Fields<Omit<EntryWindow, 'id'>> = {
  name: line('name', '窓口の名前', { required: true }),
  forWhat: line('for_what', '何の相談か'),
  phone: line('phone', '電話番号', { max: 30, form: 'phone' }),
  extension: line('extension', '内線', { max: 20 }),
  fax: line('fax', 'FAX番号', { max: 30, form: 'phone' }),
  email: line('email', 'メールアドレス', { max: 254, form: 'email' }),
  hours: line('hours', '受付時間'),
  visibility: choice('visibility', '見せる範囲', seenBy, { required: true }),
  sort: { column: 'sort', label: '並び順', kind: 'number', min: 0, max: 999 },
};

/** The fields of a job for trainees. */
export const traineeFields: Fields<Omit<EntryTraineeOffer, 'id'>> = {
  job: line('job', '仕事の内容', { required: true }),
  period: line('period', '期間'),
  places: { column: 'places', label: '受け入れ人数', kind: 'number', min: 0, max: 999 },
  conditions: text('conditions', '条件', { max: 1000 }),
  insurance: line('insurance', '保険'),
  reception: choice('reception', '受け入れ', asking, { required: true }),
  visibility: choice('visibility', '見せる範囲', seenBy, { required: true }),
  sort: { column: 'sort', label: '並び順', kind: 'number', min: 0, max: 999 },
};

/** The lists of an entry: their table, their fields, and how one row of them is called. */
export const listFields: Readonly<
  Record<EntryList, { table: string; label: string; fields: Readonly<Record<string, EntryField>> }>
> = {
  services: { table: 'service', label: 'サービス', fields: serviceFields },
  windows: { table: 'contact_window', label: '窓口', fields: windowFields },
  traineeOffers: { table: 'trainee_offer', label: '実習受け入れ', fields: traineeFields },
};

/** How each kind of value is stored. */
export const sqlTypes: Readonly<Record<FieldKind, string>> = {
  line: 'text',
  text: 'text',
  lines: 'text[]',
  code: 'text',
  codes: 'text[]',
  number: 'integer',
  decimal: 'double precision',
  flag: 'boolean',
  day: 'date',
  links: 'jsonb',
  opening: 'jsonb',
  spans: 'jsonb',
};
