/** How old somebody is about. 年代. */
export const ageBands = {
  under_18: '18歳未満',
  from_18: '18〜24歳',
  from_25: '25〜39歳',
  from_40: '40〜64歳',
  from_65: '65歳以上',
} as const;
export type AgeBand = keyof typeof ageBands;
export const ageBandCodes = Object.keys(ageBands) as AgeBand[];

/** What somebody would need there. 必要なこと. */
export const inquiryNeeds = {
  transport: '送迎',
  short_hours: '短い時間・少ない日数から',
  trial: '見学・体験から',
  at_home: '在宅での利用',
  wheelchair: '車いすで使えること',
  sign_language: '手話',
  writing: '筆談・文字での説明',
  quiet_place: '静かな場所',
  same_sex: '同性の職員',
  medical_care: '医療的ケア',
  meals: '食事',
  evenings: '夕方・休日の利用',
} as const;
export type InquiryNeed = keyof typeof inquiryNeeds;
export const inquiryNeedCodes = Object.keys(inquiryNeeds) as InquiryNeed[];

/** Whether there is room. 空きの回答. */
export const roomAnswers = {
  room: '空きあり',
  waiting: '待機あり',
  full: '空きなし',
  depends: '条件による',
} as const;
export type RoomAnswer = keyof typeof roomAnswers;
export const roomAnswerCodes = Object.keys(roomAnswers) as RoomAnswer[];

/** How many agencies are asked at once. */
export const mostAsked = 10;
