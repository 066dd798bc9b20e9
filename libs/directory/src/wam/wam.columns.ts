/** The 29 columns of the national disclosure system's files (WAM NET), in their order, as their header names them. */
export const wamColumns = {
  designatedBy: '都道府県コード又は市区町村コード',
  no: 'NO（※システム内の固有の番号、連番）',
  designatedByName: '指定機関名',
  legalName: '法人の名称',
  legalNameKana: '法人の名称_かな',
  corporationNumber: '法人番号',
  corporationCity: '法人住所（市区町村）',
  corporationStreet: '法人住所（番地以降）',
  corporationPhone: '法人電話番号',
  corporationFax: '法人FAX番号',
  corporationUrl: '法人URL',
  serviceKind: 'サービス種別',
  name: '事業所の名称',
  kana: '事業所の名称_かな',
  officeNumber: '事業所番号',
  city: '事業所住所（市区町村）',
  street: '事業所住所（番地以降）',
  phone: '事業所電話番号',
  fax: '事業所FAX番号',
  url: '事業所URL',
  latitude: '事業所緯度',
  longitude: '事業所経度',
  weekdayHours: '利用可能な時間帯（平日）',
  saturdayHours: '利用可能な時間帯（土曜）',
  sundayHours: '利用可能な時間帯（日曜）',
  holidayHours: '利用可能な時間帯（祝日）',
  closedDays: '定休日',
  hoursNote: '利用可能曜日特記事項（留意事項）',
  capacity: '定員',
} as const;

export type WamColumn = keyof typeof wamColumns;

/** One row as it stands in the file: every cell, trimmed and without control characters. */
export type WamCells = Readonly<Record<WamColumn, string>>;
