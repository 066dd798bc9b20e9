/** What happened (行為): handed over, read for the first time, taken along on paper, reported back, told in another way, or received from outside the portal. */
export const disclosureMethods = {
  sent: '送付',
  opened: '閲覧（初回）',
  printed: '印刷・保存',
  printed_again: '印刷・保存（再）',
  reported: '結果の返送',
  told: '伝達',
  received: '受領（ポータルの外から）',
} as const;
export type DisclosureMethod = keyof typeof disclosureMethods;
export const disclosureMethodCodes = Object.keys(disclosureMethods) as DisclosureMethod[];

/** In which form (方法). */
export const disclosureMedia = {
  screen: '画面',
  pdf: 'PDF',
  print: '印刷',
  fhir: 'データ連携（FHIR）',
  sealed_link: '封印リンク',
  fax: 'FAX',
  oral: '口頭',
  letter: '書面',
  file: '添付ファイル',
} as const;
export type DisclosureMedium = keyof typeof disclosureMedia;
export const disclosureMediumCodes = Object.keys(disclosureMedia) as DisclosureMedium[];

/** How the provider came by what it told (取得の経緯). */
export const obtainedFrom = {
  own_record: '本人からの聞き取りと、自機関の支援の記録',
  from_person: '本人から',
  from_family: '家族から',
  from_agency: 'ほかの機関から',
} as const;
export type ObtainedFrom = keyof typeof obtainedFrom;
export const obtainedFromCodes = Object.keys(obtainedFrom) as ObtainedFrom[];
