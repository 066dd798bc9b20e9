/** What an agency can let the leaflet print about it, in the order of the paper. Name and kind it always has. */
export const leafletFields = {
  corporation: '法人名',
  description: '紹介',
  services: 'サービス',
  support: '支援の内容',
  eligibility: '利用できる人',
  costs: '費用',
  wages: '平均工賃・賃金',
  hours: '利用できる日時',
  reception: '見学・体験・実習',
  transport: '送迎・食事',
  apply: '申し込み',
  areas: '担当地域',
  address: '所在地',
  access: '行き方',
  barrierFree: '設備・配慮',
  phone: '電話番号',
  fax: 'FAX番号',
  email: 'メールアドレス',
  url: 'ホームページ',
  windows: '相談窓口',
  trainees: '実習の受け入れ',
} as const;
export type LeafletField = keyof typeof leafletFields;

/** Their codes, in the same order. */
export const leafletFieldCodes = Object.keys(leafletFields) as LeafletField[];
