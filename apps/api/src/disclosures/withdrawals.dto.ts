import {
  categoryCodes,
  type DataCategory,
  type Decider,
  deciderCodes,
  type Purpose,
  purposeCodes,
  type WithdrawalScope,
} from '#libs/people';
import { Invalid } from '#libs/platform';
import {
  type ErasureAnswer,
  erasureAnswerCodes,
  type HeardScope,
  type HeardWithdrawal,
  type ErasureAnswerInput,
  type HeardMeans,
  heardMeansCodes,
  type WithdrawalChannel,
  withdrawalChannelCodes,
} from '#libs/referrals';
import { Day, Id, Matching, OneOf, Text, WholeNumber } from '../http/fields.js';

/** How it was heard. No reason is asked for. */
class HeardRequest {
  @OneOf(deciderCodes, { label: '申し出た人' })
  toldBy!: Decider;

  @OneOf(withdrawalChannelCodes, { label: '申し出の方法' })
  channel!: WithdrawalChannel;

  @Day({ label: '申し出のあった日' })
  saidOn!: string;

  @Matching(/^([01]\d|2[0-3]):[0-5]\d$/, {
    label: '申し出のあった時刻',
    says: '「14:05」の形で入力してください',
    max: 5,
    optional: true,
  })
  saidTime?: string | null;

  @Text({ label: '本人確認の方法', max: 500 })
  identityCheck!: string;

  @Text({ label: '備考', max: 2000, optional: true })
  note?: string | null;

  @OneOf(categoryCodes, { label: '撤回する内容', optional: true })
  category?: DataCategory | null;

  @OneOf(purposeCodes, { label: '撤回する目的', optional: true })
  purpose?: Purpose | null;
}

/** What is taken back, at the agency that keeps the consent. */
export class WithdrawalRequest extends HeardRequest {
  @OneOf(['whole', 'recipient', 'category', 'cell'], { label: '撤回する範囲' })
  scope!: 'whole' | 'recipient' | 'category' | 'cell';

  @Id({ label: '撤回する相手', optional: true })
  agencyId?: string | null;
}

/** What is taken back, at an agency that was told something. */
export class HeardWithdrawalRequest extends HeardRequest {
  @OneOf(['whole', 'recipient', 'category', 'cell'], { label: '撤回する範囲' })
  scope!: 'whole' | 'recipient' | 'category' | 'cell';
}

/** What became of what the own agency had been told. */
export class ErasureAnswerRequest {
  @OneOf(erasureAnswerCodes, { label: '対応' })
  answer!: ErasureAnswer;

  @Day({ label: '処理した日' })
  answeredOn!: string;

  @Text({ label: '処理した人', max: 100 })
  answeredName!: string;

  @Text({ label: '根拠の法令', max: 500, optional: true })
  lawText?: string | null;

  /** The three that follow: how the answer of an agency outside the portal became known. */
  @Day({ label: '回答を受けた日', optional: true })
  toldOn?: string | null;

  @Text({ label: '回答した人', max: 100, optional: true })
  toldBy?: string | null;

  @OneOf(heardMeansCodes, { label: '回答を受けた方法', optional: true })
  toldMeans?: HeardMeans | null;
}

/** The answer in the words of the domain. @throws {Invalid} when only a part of how it became known is said. */
export function erasureAnswerIn(request: ErasureAnswerRequest): ErasureAnswerInput {
  const { toldOn, toldBy, toldMeans, ...answer } = request;
  if (!toldOn && !toldBy && !toldMeans) return answer;
  return {
    ...answer,
    told: {
      on: toldOn ?? missing('toldOn', '回答を受けた日'),
      by: toldBy ?? missing('toldBy', '回答した人'),
      means: toldMeans ?? missing('toldMeans', '回答を受けた方法'),
    },
  };
}

/** How long the network waits. */
export class WithdrawalSettingsRequest {
  @WholeNumber({ label: '止まった依頼を終えるまでの日数', min: 1, max: 90 })
  closeAfterDays!: number;

  @WholeNumber({ label: '相手の回答の期限（日数）', min: 1, max: 90 })
  answerWithinDays!: number;

  @WholeNumber({ label: '催促の間隔（日数）', min: 1, max: 30 })
  remindEveryDays!: number;
}

/**
 * The scope of a withdrawal.
 * @throws {Invalid} when it does not say whom or what it is about.
 */
export function scopeOf({ scope, agencyId, ...cell }: WithdrawalRequest): WithdrawalScope {
  const asked = () => agencyId ?? missing('agencyId', '撤回する相手');
  switch (scope) {
    case 'whole':
      return { scope };
    case 'recipient':
      return { scope, agencyId: asked() };
    case 'category':
      return { scope, category: categoryIn(cell) };
    case 'cell':
      return { scope, agencyId: asked(), purpose: purposeIn(cell), category: categoryIn(cell) };
  }
}

/** The same at an agency that was told something, which can only name itself. @throws {Invalid} */
export function heardScopeOf({ scope, ...cell }: HeardWithdrawalRequest): HeardScope {
  switch (scope) {
    case 'whole':
    case 'recipient':
      return { scope };
    case 'category':
      return { scope, category: categoryIn(cell) };
    case 'cell':
      return { scope, purpose: purposeIn(cell), category: categoryIn(cell) };
  }
}

/** What was heard. A day without a time counts from its beginning, in Japan. */
export function heardIn(request: HeardRequest): HeardWithdrawal {
  const { toldBy, channel, saidOn, saidTime, identityCheck, note } = request;
  const saidAt = new Date(`${saidOn}T${saidTime ?? '00:00'}:00+09:00`);
  return { toldBy, channel, saidAt, identityCheck, note: note ?? null };
}

function categoryIn({ category }: Pick<HeardRequest, 'category'>): DataCategory {
  return category ?? missing('category', '撤回する内容');
}

function purposeIn({ purpose }: Pick<HeardRequest, 'purpose'>): Purpose {
  return purpose ?? missing('purpose', '撤回する目的');
}

/** @throws {Invalid} */
function missing(field: string, label: string): never {
  throw new Invalid([{ field, label, detail: `${label}を入力してください。` }]);
}
