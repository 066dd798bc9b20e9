import {
  type Approval,
  approvalCodes,
  type CouncilKind,
  councilKindCodes,
  type Quorum,
  quorumCodes,
  type SeatRole,
  seatRoleCodes,
} from '#libs/meetings';
import { Day, EmailAddress, Flag, Id, OneOf, Part, Text, WholeNumber } from '../http/fields.js';

/** What a council says about itself. */
export class CouncilRequest {
  @Text({ label: '名称', max: 100 })
  name!: string;

  @Text({ label: '略称', max: 30 })
  shortName!: string;

  @OneOf(councilKindCodes, { label: '種類' })
  kind!: CouncilKind;

  @Id({ label: '親会', optional: true })
  parentId?: string | null;

  @Id({ label: '事務局の機関' })
  secretariatAgencyId!: string;

  @Text({ label: '目的', max: 2000, min: 0, optional: true })
  purpose?: string | null;

  @OneOf(quorumCodes, { label: '定足数' })
  quorum!: Quorum;

  @WholeNumber({ label: '定足数（人数）', min: 1, max: 500, optional: true })
  quorumCount?: number | null;

  @WholeNumber({ label: '開催通知（何日前まで）', min: 0, max: 90, standard: 14 })
  noticeDays: number = 14;

  @OneOf(approvalCodes, { label: '議事録の承認' })
  approval!: Approval;

  @WholeNumber({ label: '議事録の確認期間（日）', min: 1, max: 90, standard: 14 })
  reviewDays: number = 14;

  @WholeNumber({ label: 'これまでの開催回数', min: 0, max: 9999, standard: 0 })
  heldBefore: number = 0;
}

/** Which seats: those of today, or those that have ended as well. */
export class SeatsQuery {
  @Flag({ label: '任期を終えた委員も', optional: true })
  ended?: boolean;
}

/** Who fills a seat. */
export class SeatHolderRequest {
  @Text({ label: '氏名', max: 60 })
  name!: string;

  @Text({ label: '役職', max: 60, min: 0, optional: true })
  post?: string | null;

  @EmailAddress({ label: 'メールアドレス', optional: true })
  email?: string | null;
}

/** A seat for an agency. */
export class SeatRequest {
  @Id({ label: '機関' })
  agencyId!: string;

  @OneOf(seatRoleCodes, { label: '区分' })
  role!: SeatRole;

  @Day({ label: '任期の始まり' })
  fromOn!: string;

  @Day({ label: '任期の終わり', optional: true })
  untilOn?: string | null;

  @Part(() => SeatHolderRequest, { label: '委員' })
  holder!: SeatHolderRequest;
}

/** The part and the last day of a seat. */
export class SeatChangeRequest {
  @OneOf(seatRoleCodes, { label: '区分' })
  role!: SeatRole;

  @Day({ label: '任期の終わり', optional: true })
  untilOn?: string | null;
}

/** Who fills a seat from a day on. */
export class SeatFillingRequest extends SeatHolderRequest {
  @Day({ label: '交代の日' })
  fromOn!: string;
}
