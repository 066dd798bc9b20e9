import { headerKey } from './header-key.js';
import { type WamColumn, wamColumns } from '../wam/wam.columns.js';
import type { ImportField } from './import.fields.js';

/** What a header means: a field, something about a person, or nothing that the directory keeps. */
export type HeaderMeaning = ImportField | 'personal' | undefined;

// Headers as lists really write them; spelling, width and signs between the words do not matter.
const aliases: Readonly<Partial<Record<ImportField, readonly string[]>>> = {
  no: ['no', 'id', '番号', '通番', '連番', '管理番号', '識別番号', '施設番号', '機関コード'],
  designatedBy: [
    ...['都道府県コード又は市区町村コード', '市区町村コード', '全国地方公共団体コード', '自治体コード'],
    ...['都道府県コードまたは市区町村コード', '団体コード', '地方公共団体コード'],
  ],
  designatedByName: ['指定機関名', '指定権者', '地方公共団体名', '所管'],
  legalName: [
    ...['法人の名称', '法人名称', '法人名', '法人設置者名', '設置者名', '設置者', '運営法人', '運営主体'],
    ...['申請者名称', '申請者', '事業者名', '事業者の名称', '事業者名称', '団体名', '経営主体', '法人設置者'],
  ],
  legalNameKana: [
    '法人の名称かな',
    '法人名かな',
    '法人名カナ',
    '法人名称カナ',
    '法人の名称カナ',
    '申請者名称カナ',
  ],
  corporationNumber: ['法人番号', '法人ばんごう'],
  corporationCity: ['法人住所', '法人所在地', '申請者住所', '設置者住所', '法人住所市区町村', '事業者住所'],
  corporationStreet: ['法人住所番地以降'],
  corporationPhone: ['法人電話番号', '申請者電話番号', '法人電話'],
  corporationFax: ['法人fax番号', '申請者fax番号'],
  corporationUrl: ['法人url'],
  serviceKind: [
    ...[
      'サービス種別',
      'サービス種類',
      'サービスの種類',
      '種類名',
      '事業種別',
      '施設種別',
      '実施サービス',
      'サービス名',
    ],
    ...['事業の種類', '提供サービス', 'サービス内容', '指定サービス'],
  ],
  name: [
    ...[
      '名称',
      '名前',
      '施設名',
      '施設名称',
      '機関名',
      '機関名称',
      '事業所名',
      '事業所名称',
      '事業所の名称',
      '施設の名称',
    ],
    ...[
      '施設サービス名',
      '医療機関名',
      '医療機関名称',
      '介護サービス事業所名称',
      '学校名',
      '店舗名',
      '企業名',
      '会社名',
    ],
  ],
  kana: [
    ...[
      '名称カナ',
      '名称かな',
      'ふりがな',
      'フリガナ',
      'カナ',
      '事業所名カナ',
      '事業所の名称かな',
      '事業所名称カナ',
    ],
    ...[
      '施設名カナ',
      '施設名ふりがな',
      '名称フリガナ',
      '事業所名フリガナ',
      '介護サービス事業所名称カナ',
      '名称ふりがな',
    ],
  ],
  officeNumber: [
    ...[
      '事業所番号',
      '障害福祉サービス等事業所番号',
      '指定事業所番号',
      '介護保険事業所番号',
      '医療機関コード',
    ],
    ...['事業所コード', '指定番号'],
  ],
  address: [
    ...[
      '住所',
      '所在地',
      '事業所住所',
      '事業所所在地',
      '施設所在地',
      '施設住所',
      '所在地連結表記',
      '所在地連結標記',
    ],
    ...['事業所の所在地', '所在地住所', '設置場所'],
  ],
  prefecture: ['都道府県', '都道府県名', '所在地都道府県'],
  city: [
    ...[
      '市区町村',
      '市区町村名',
      '所在市町',
      '所在市町村',
      '事業所地域',
      '事業所住所市区町村',
      '所在地市区町村',
    ],
    ...['市町村', '市町村名', '区市町村', '所在地区市町村'],
  ],
  street: ['事業所住所番地以降', '番地以降', '所在地町字', '町名番地', '番地', '所在地番地以下', '丁目番地'],
  building: ['方書', '建物名', '建物名等', '建物名等方書', 'ビル名'],
  postalCode: ['郵便番号', '事業所郵便番号', '施設郵便番号'],
  phone: [
    '電話番号',
    '電話',
    'tel',
    '事業所電話番号',
    '連絡先電話番号',
    '連絡先',
    'ｔｅｌ',
    '代表電話',
    '施設電話番号',
  ],
  fax: [
    'fax番号',
    'fax',
    'ファックス',
    'ファックス番号',
    'ファクス',
    '事業所fax番号',
    'ファクシミリ番号',
    '連絡先fax番号',
  ],
  email: ['メールアドレス', 'email', 'メール', '連絡先メールアドレス', 'eメール'],
  url: [
    'url',
    'ホームページ',
    'ホームページアドレス',
    'webサイト',
    'ウェブサイト',
    '事業所url',
    'hp',
    'ホームページurl',
  ],
  latitude: ['緯度', '事業所緯度'],
  longitude: ['経度', '事業所経度'],
  aliases: ['名称通称', '通称', '略称', '別名'],
  agencyType: ['医療機関の種類', '機関種別', '機関の種類', '施設の種類', '種別', '施設区分', '機関区分'],
  description: ['説明', '概要', '紹介', '事業内容', '施設の概要', '特色'],
  accessNote: ['アクセス', 'アクセス方法', '交通', '交通手段', '最寄り駅', '行き方'],
  barrierFree: ['バリアフリー情報', 'バリアフリー'],
  weekdayHours: ['利用可能な時間帯平日', '平日', '営業時間平日'],
  saturdayHours: ['利用可能な時間帯土曜', '営業時間土曜'],
  sundayHours: ['利用可能な時間帯日曜', '営業時間日曜'],
  holidayHours: ['利用可能な時間帯祝日', '営業時間祝日'],
  closedDays: ['定休日', '休日', '休業日', '休館日', '休診日'],
  hoursNote: [
    ...['利用可能曜日特記事項留意事項', '利用可能日時特記事項', '利用可能曜日特記事項', '診療日時特記事項'],
    ...['開館時間', '営業時間', '受付時間', '診療時間'],
  ],
  openDays: ['利用可能曜日', '診療曜日', '営業日', '営業曜日', '開館日'],
  openFrom: ['開始時間', '診療開始時間', '営業開始時間', '開館時刻'],
  openTo: ['終了時間', '診療終了時間', '営業終了時間', '閉館時刻'],
  capacity: ['定員', '利用定員', '入所定員', '定員数', '入居定員'],
  disabilities: [
    '主たる対象',
    '主な対象',
    '対象者',
    '主たる対象者',
    '対象障害',
    '障害種別',
    '主たる障害種別',
  ],
  physical: ['身体', '身体障害', '身体障害者'],
  intellectual: ['知的', '知的障害', '知的障害者'],
  mental: ['精神', '精神障害', '精神障害者'],
  developmental: ['発達', '発達障害'],
  intractable: ['難病', '難病等', '難病等対象者'],
  meals: ['給食', '食事', '食事提供', '昼食', '食事の提供'],
  transport: ['送迎', '送迎サービス', '送迎の有無'],
  eligibility: ['利用条件', '利用資格', '対象条件', '利用できる人'],
  costs: ['費用', '利用料', '利用料金', '料金', '料金基本'],
  wageMonthly: ['平均工賃', '平均工賃月額', '工賃', '平均賃金', '平均工賃賃金'],
  designatedOn: ['指定年月日', '指定日', '事業開始日', '開設年月日', '指定開始日'],
  areasInCharge: ['管轄', '管轄区域', '管轄地域', '圏域', '担当区域', '対象地域', '対象区域', 'areas'],
  serviceDescription: ['支援内容', '支援の内容', '作業内容'],
};

const meanings = new Map<string, ImportField>([
  ...Object.entries(aliases).flatMap(([field, headers]) =>
    headers.map((header) => [headerKey(header), field as ImportField] as const),
  ),
  ...Object.entries(wamColumns).map(([column, header]) => [headerKey(header), column as WamColumn] as const),
]);

// Columns about a person: whoever maps them to a field does so knowingly.
const personal =
  /氏名|管理者|代表者|施設長|所長|院長|園長|校長|担当者|責任者|開設者|医師名|生年月日|性別|職名/;
const ofOffice = /^(?:事業所|施設|機関|障害福祉サービス等)/;
const ofLegalPerson = /^(?:申請者|法人|設置者|運営法人|事業者)/;

/** What a header probably means. */
export function meaningOf(header: string): HeaderMeaning {
  if (personal.test(header)) return 'personal';
  const key = headerKey(header);
  const direct = meanings.get(key) ?? meanings.get(key.replace(ofOffice, ''));
  if (direct) return direct;
  // 申請者 and a word of the office: whose street it is matters, so only what is named for a corporation above is one.
  return ofLegalPerson.test(header) ? undefined : meanings.get(key.replace(/(?:等|一覧|情報)$/, ''));
}

/** How many of these headers mean something: a row of data knows none. */
export function knownHeaders(cells: readonly string[]): number {
  return cells.filter((cell) => headerKey(cell) !== '' && meaningOf(cell) !== undefined).length;
}
