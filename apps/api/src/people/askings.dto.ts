import {
  type Authority,
  authorityCodes,
  type Decider,
  deciderCodes,
  dutyKinds,
  type DutyKind,
  type EvidenceKind,
  evidenceKinds,
  longestNoticePart,
  type Validity,
  validityCodes,
} from '#libs/people';
import { Day, Flag, OneOf, Part, Parts, Text, WholeNumber } from '../http/fields.js';
import { CircumstancesRequest, GrantPart } from './consents.dto.js';

/** What is to be asked, for how long, and who is to decide. */
export class AskingRequest {
  @Parts(() => GrantPart, { label: '伝える相手と内容', min: 1, max: 200 })
  grants!: GrantPart[];

  @OneOf(validityCodes, { label: '有効期間の決め方' })
  validity!: Validity;

  @WholeNumber({ label: '有効な年数', min: 1, max: 3, optional: true })
  validYears?: number | null;

  @Day({ label: '有効期間の終わり', optional: true })
  validUntil?: string | null;

  @OneOf(deciderCodes, { label: '決める人' })
  givenBy!: Decider;

  @Text({ label: '代理人', max: 200, optional: true })
  representative?: string | null;

  @OneOf(authorityCodes, { label: '代理権', optional: true })
  authority?: Authority | null;

  @Text({ label: '備考', max: 2000, optional: true })
  note?: string | null;

  @Flag({ label: '以前に断った内容もあらためて確認', optional: true })
  despiteRefusal?: boolean;
}

/** What the person said. What is not in `agreed` is refused. */
export class AskingAnswerRequest extends CircumstancesRequest {
  @Parts(() => GrantPart, { label: '同意した相手と内容', max: 200 })
  agreed!: GrantPart[];
}

/** The words of one language. */
export class NoticeWordsPart {
  @Text({ label: '何のために伝えるか', max: longestNoticePart })
  purpose!: string;

  @Text({ label: '同意しなくてもよいこと', max: longestNoticePart })
  freedom!: string;

  @Text({ label: '同意をやめる方法', max: longestNoticePart })
  withdrawal!: string;

  @Text({ label: '記録を残す期間', max: longestNoticePart })
  retention!: string;

  @Text({ label: 'わからないときの問い合わせ', max: longestNoticePart })
  contact!: string;
}

/** A new version of what people are told before they decide. */
export class NoticeRequest {
  @Part(() => NoticeWordsPart, { label: '標準の説明文' })
  standard!: NoticeWordsPart;

  @Part(() => NoticeWordsPart, { label: 'やさしい日本語の説明文' })
  easy!: NoticeWordsPart;
}

/** What an agency settles about consents. */
export class ConsentSettingsRequest {
  @WholeNumber({ label: '書面を待つ日数', min: 1, max: 90 })
  paperDays!: number;
}

/** What a scan shows. */
export class EvidenceQuery {
  @OneOf(evidenceKinds, { label: '写しの種類', optional: true })
  kind?: EvidenceKind;
}

/** Which work about consents is wanted. */
export class DutiesQuery {
  @OneOf(dutyKinds, { label: '種類', optional: true })
  kind?: DutyKind;
}
