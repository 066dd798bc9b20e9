import type { DataCategory } from '#libs/people';
import { referralModes } from './referral.codes.js';
import type { Referral } from './referral.entity.js';
import type { RequestText } from './referral.request.js';
import { missingIn, namesOf, type Particulars, untoldIn } from './type/particulars.js';

/** One thing that a draft needs, or would gain by. */
export interface CompletenessItem {
  readonly code: string;
  readonly label: string;
  readonly done: boolean;
  /** Without it the referral cannot be sent. */
  readonly required: boolean;
  /** What to do about it. */
  readonly hint: string;
}

/** What is known of a draft besides its own fields. */
export interface DraftState {
  readonly referral: Pick<Referral, 'mode' | 'type' | 'purpose' | 'replyBy' | 'services' | 'categories'>;
  /** How many agencies are to be asked. */
  readonly recipients: number;
  readonly request: RequestText;
  /** Chosen kinds of data about which nothing is written. */
  readonly empty: readonly DataCategory[];
  /** Chosen kinds of data that no consent covers now. */
  readonly uncovered: readonly DataCategory[];
  /** Whether every chosen file can go along; where nothing is said, none is chosen. */
  readonly filesReady?: boolean;
  /** What was filled in of the fields that the type asks for. */
  readonly particulars?: Particulars;
}

/** Everything that makes a referral complete, in the order of the form. */
export function completenessOf({
  referral,
  recipients,
  request,
  empty,
  uncovered,
  filesReady = true,
  particulars = {},
}: DraftState): CompletenessItem[] {
  const item = (code: string, label: string, done: boolean, hint: string, required = true) => ({
    code,
    label,
    done,
    required,
    hint,
  });
  const chosen = referral.categories;
  const missing = referral.type ? missingIn(referral.type, particulars) : [];
  const untold = untoldIn(particulars, chosen);
  return [
    item(
      'recipientAgencyIds',
      '宛先',
      referral.mode === 'single' ? recipients === 1 : recipients > 1,
      referral.mode === 'single'
        ? '宛先の機関を1つ選んでください。複数の機関に依頼するときは、依頼方式を選んでください。'
        : `「${referralModes[referral.mode]}」では、宛先の機関を2つ以上選んでください。`,
    ),
    item('type', '種別', referral.type !== null, '依頼の種別を選んでください。'),
    item('purpose', '利用目的', referral.purpose !== null, '相手が情報を何に使うかを選んでください。'),
    item('request.ask', '依頼の内容', request.ask !== '', '何を依頼するかを書いてください。'),
    item(
      'request.wish',
      '本人の意向',
      request.wish !== '',
      '本人がどうしたいかを、本人の言葉で書いてください。',
    ),
    item(
      'particulars',
      '種別ごとの項目',
      missing.length === 0,
      `${missing.map(({ label }) => `「${label}」`).join('')}を入力してください。`,
    ),
    item(
      'particulars.told',
      '種別ごとの項目の伝え方',
      untold.length === 0,
      `記入した項目のうち、${namesOf(untold)}に当たるものは、「伝える内容」で選ばないと相手に伝わりません。`,
      false,
    ),
    item(
      'services',
      '依頼する支援',
      referral.services.length > 0,
      '当てはまる支援を選ぶと、相手が判断しやすくなります。',
      false,
    ),
    item(
      'replyBy',
      '回答希望日',
      referral.replyBy !== null,
      '日付を入れると、期限を過ぎたときにお知らせします。',
      false,
    ),
    item(
      'categories',
      '伝える内容',
      chosen.includes('identity') && chosen.includes('request'),
      '「基本情報」と「依頼内容・本人の意向」は必ず選んでください。',
    ),
    item(
      'categories.filled',
      '伝える内容の記入',
      empty.length === 0,
      '記入がない項目、または本人が伝えてよいとしていない部分があります。記入するか、選択を外してください。',
    ),
    item(
      'attachments',
      '添付ファイル',
      filesReady,
      '添付のウイルス検査が終わっていないか、情報の種類が「伝える内容」に入っていません。',
    ),
    item(
      'consent',
      '本人の同意',
      recipients > 0 && chosen.length > 0 && uncovered.length === 0,
      '有効な同意がない項目があります。同意を確認し、記録してください。',
    ),
  ];
}

/** How complete, in percent. */
export function percentOf(items: readonly CompletenessItem[]): number {
  return Math.round((items.filter(({ done }) => done).length / items.length) * 100);
}
