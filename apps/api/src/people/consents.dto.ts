import {
  type Assent,
  assentCodes,
  type Authority,
  authorityCodes,
  categoryCodes,
  type ConsentMethod,
  consentMethodCodes,
  type DataCategory,
  type Decider,
  deciderCodes,
  type Purpose,
  purposeCodes,
  type Validity,
  validityCodes,
} from '#libs/people';
import { Day, Id, OneOf, Parts, SomeOf, Text } from '../http/fields.js';

/** What may be told to one agency. */
export class GrantPart {
  @Id({ label: '伝える相手' })
  recipientAgencyId!: string;

  @SomeOf(purposeCodes, { label: '利用目的', min: 1 })
  purposes!: Purpose[];

  @SomeOf(categoryCodes, { label: '伝える内容', min: 1 })
  categories!: DataCategory[];
}

/** How, where and by whom something was decided. */
export class CircumstancesRequest {
  @Day({ label: '同意を確認した日' })
  decidedOn!: string;

  @OneOf(consentMethodCodes, { label: '同意の方法' })
  method!: ConsentMethod;

  @Id({ label: '説明した職員', optional: true })
  explainedBy?: string | null;

  @Text({ label: '説明した場所', max: 200, optional: true })
  place?: string | null;

  @Text({ label: '代理権の確認', max: 500, optional: true })
  authorityNote?: string | null;

  @Day({ label: '代理権がなくなる日', optional: true })
  authorityEndsOn?: string | null;

  @OneOf(assentCodes, { label: '本人の意思', optional: true })
  assent?: Assent | null;

  @Text({ label: '本人の言葉', max: 1000, optional: true })
  assentWords?: string | null;

  @Text({ label: '立会人', max: 200, optional: true })
  witness?: string | null;

  @Text({ label: '書面にできない理由', max: 500, optional: true })
  noPaperReason?: string | null;

  @Text({ label: '備考', max: 2000, optional: true })
  note?: string | null;
}

/** What the person decided, as the worker who explained it records it. */
export class DecisionRequest extends CircumstancesRequest {
  @OneOf(['given', 'refused'], { label: '本人の決定' })
  decision!: 'given' | 'refused';

  @Day({ label: '有効期間の始まり' })
  validFrom!: string;

  @Day({ label: '有効期間の終わり' })
  validUntil!: string;

  @OneOf(validityCodes, { label: '有効期間の決め方', optional: true })
  validity?: Validity;

  @OneOf(deciderCodes, { label: '同意した人' })
  givenBy!: Decider;

  @Text({ label: '代理人', max: 200, optional: true })
  representative?: string | null;

  @OneOf(authorityCodes, { label: '代理権', optional: true })
  authority?: Authority | null;

  @Parts(() => GrantPart, { label: '伝える相手と内容', min: 1, max: 200 })
  grants!: GrantPart[];
}

/** The paper that came after a spoken yes. */
export class PaperRequest {
  @OneOf(['agreed', 'refused'], { label: '書面の内容' })
  decision!: 'agreed' | 'refused';

  @Day({ label: '書面の日付' })
  signedOn!: string;

  @Text({ label: '備考', max: 2000, optional: true })
  note?: string | null;
}

/** Why a decision should not have been written down. */
export class MistakeRequest {
  @Text({ label: '誤りの内容', max: 1000 })
  reason!: string;
}
