/** 主たる対象: the disabilities that a service is there for. */
export const disabilities = [
  ['physical', '身体障害'],
  ['intellectual', '知的障害'],
  ['mental', '精神障害'],
  ['developmental', '発達障害'],
  ['higher_brain', '高次脳機能障害'],
  ['intractable', '難病'],
  ['visual', '視覚障害'],
  ['hearing', '聴覚障害'],
  ['severe', '重症心身障害'],
] as const;
export type Disability = (typeof disabilities)[number][0];

/** 設備・配慮: what makes a place usable. */
export const barrierFreeFacts = [
  ['step_free', '入口に段差がない'],
  ['elevator', 'エレベーター'],
  ['wheelchair_toilet', '車いす用トイレ'],
  ['ostomate', 'オストメイト対応トイレ'],
  ['parking', '障害者用駐車場'],
  ['sign_language', '手話'],
  ['writing', '筆談'],
  ['braille', '点字・音声案内'],
  ['quiet_room', '静かな部屋'],
  ['interpreter', '外国語・通訳'],
] as const;
export type BarrierFreeFact = (typeof barrierFreeFacts)[number][0];

/** 公立・国立などの別: under which law of data protection an agency works. */
export const legalRegimes = [
  ['private', '民間'],
  ['national', '国'],
  ['municipal', '地方公共団体'],
  ['iaa', '独立行政法人等'],
] as const;
