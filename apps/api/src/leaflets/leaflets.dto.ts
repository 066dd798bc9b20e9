import {
  type LeafletCircle,
  leafletCircles,
  leafletFieldCodes,
  type PrintFormat,
  printFormats,
  type ProofAudience,
  proofAudiences,
  type Standing,
  standings,
} from '#libs/directory';
import { Day, Flag, OneOf, SomeOf, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** What the secretariat says about an edition. */
export class LeafletRequest {
  @Text({ label: '題名', max: 100 })
  title!: string;

  @Text({ label: 'ネットワークの名前', max: 100 })
  networkName!: string;

  @Text({ label: '対象の地域', max: 200, min: 0, optional: true })
  areaName?: string | null;

  @Text({ label: 'はじめに', max: 3000, min: 0, optional: true })
  introduction?: string | null;

  @Text({ label: '発行', max: 100 })
  issuer!: string;

  @Text({ label: '問い合わせ先', max: 500, min: 0, optional: true })
  contact?: string | null;

  @Day({ label: '発行日' })
  issuedOn!: string;

  @Day({ label: '回答の期限' })
  answerBy!: string;
}

/** A new edition, and which agencies it begins with. */
export class LeafletPlanRequest extends LeafletRequest {
  @OneOf(leafletCircles, { label: '掲載をお願いする機関' })
  circle!: LeafletCircle;
}

/** Which agencies of an edition are wanted. */
export class LeafletAgenciesQuery extends PageQuery {
  @OneOf(standings, { label: '回答', optional: true })
  standing?: Standing;

  @Text({ label: 'ことば', max: 100, min: 0, optional: true })
  q?: string;

  /** Only those that no mail would reach. */
  @Flag({ label: '送り先がない機関だけ', optional: true })
  unreachable?: boolean;
}

/** To whom proofs are sent. */
export class ProofsRequest {
  @OneOf(proofAudiences, { label: '送る相手' })
  to!: ProofAudience;
}

/** What an agency has told the secretariat by phone or on paper. */
export class ToldAnswerRequest {
  @OneOf(['agreed', 'refused'], { label: '回答' })
  answer!: 'agreed' | 'refused';

  @Text({ label: '回答した人', max: 100 })
  name!: string;

  @Text({ label: '確認の方法', max: 200 })
  note!: string;

  @SomeOf(leafletFieldCodes, { label: '掲載する項目', optional: true })
  fields?: string[] | null;

  /** The digest of the block that was read out or shown. */
  @Text({ label: '掲載する内容', max: 100, optional: true })
  shown?: string | null;
}

/** Agreeing to what was shown. */
export class AgreeRequest {
  @SomeOf(leafletFieldCodes, { label: '掲載する項目' })
  fields!: string[];

  /** The digest of the block that was shown. */
  @Text({ label: '掲載する内容', max: 100 })
  shown!: string;
}

/** What should be corrected. */
export class CorrectionRequest {
  @Text({ label: '修正してほしいこと', max: 2000 })
  words!: string;
}

/** Which file is wanted. */
export class PrintRequest {
  @OneOf(printFormats, { label: '形式' })
  format!: PrintFormat;
}

/** What stands under the map. */
export class LeafletMapQuery {
  @Text({ label: '地図の説明', max: 200, optional: true })
  words?: string | null;
}
