import { settingLimits } from '#libs/people';
import { OneOf, SomeMatching, Text, WholeNumber } from '../http/fields.js';

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** How the agency keeps its records. */
export class RecordSettingRequest {
  @WholeNumber({ label: '支援終了後の保存年数', ...settingLimits.personYears })
  personYears!: number;

  @WholeNumber({ label: '最後の提供後の保存年数', ...settingLimits.disclosureYears })
  disclosureYears!: number;

  @WholeNumber({ label: '開示等の請求に回答するまでの日数（開所日）', ...settingLimits.answerDays })
  answerDays!: number;

  @WholeNumber({ label: '1時間に理由なく開ける人数', ...settingLimits.hourlyReadings })
  hourlyReadings!: number;

  @WholeNumber({ label: '1日に理由なく書き出せる件数', ...settingLimits.dailyExports })
  dailyExports!: number;
}

/** Which records are erased. */
export class ErasureRequest {
  @SomeMatching(id, { label: '消去する方', says: '一覧から選択してください', max: 200 })
  personIds!: string[];

  @OneOf(['retention', 'request'], { label: '消去の根拠' })
  ground!: 'retention' | 'request';
}

/** Why a record is kept beyond its time. */
export class PersonHoldRequest {
  @Text({ label: '保存を続ける理由', max: 500 })
  reason!: string;
}
