import { belongsTo, type Member } from '#libs/identity';
import {
  type ApprovalRecord,
  type ApprovalRule,
  approvalRuleCodes,
  approvalRules,
  type ApprovalSetting,
  type ApprovalState,
  approvalStateCodes,
  approvalStates,
  type ListedApproval,
  type ReferralApprovals,
  referralTypes,
  urgencies,
  type Urgency,
  urgencyCodes,
} from '#libs/referrals';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** What an agency has settled. */
export class ApprovalSettingView {
  @ShowsText({ codes: approvalRuleCodes }) rule!: ApprovalRule;
  @ShowsText() ruleName!: string;
  @ShowsFlag() mayChange!: boolean;
  @ShowsNumber() version!: number;
}

/** A request for an approval. */
export class ApprovalView {
  @ShowsId() id!: string;
  @ShowsText({ codes: approvalStateCodes }) state!: ApprovalState;
  @ShowsText() stateName!: string;
  @ShowsText() note!: string;
  /** Why one more open referral to the same agency is right. */
  @ShowsText({ nullable: true }) duplicateReason!: string | null;
  @ShowsText() askedBy!: string;
  @ShowsMoment() askedAt!: string;
  @ShowsText({ nullable: true }) decidedBy!: string | null;
  @ShowsMoment({ nullable: true }) decidedAt!: string | null;
  @ShowsText({ nullable: true }) reason!: string | null;
  @ShowsFlag() mayDecide!: boolean;
  @ShowsFlag() mayTakeBack!: boolean;
  @ShowsNumber() version!: number;
}

/** What a referral needs before it is sent, and what was asked for it. */
export class ReferralApprovalsView {
  @ShowsText({ codes: approvalRuleCodes }) rule!: ApprovalRule;
  @ShowsFlag() isNeeded!: boolean;
  @ShowsFlag() hasApprover!: boolean;
  @ShowsView(() => ApprovalView, { list: true }) requests!: ApprovalView[];
}

/** A draft on the desk of whoever approves, or back on that of whoever handed it in. */
export class ListedApprovalView {
  @ShowsId() id!: string;
  @ShowsText({ codes: approvalStateCodes }) state!: ApprovalState;
  @ShowsText() stateName!: string;
  @ShowsId() referralId!: string;
  @ShowsText() number!: string;
  @ShowsText() typeName!: string;
  @ShowsText({ codes: urgencyCodes }) urgency!: Urgency;
  @ShowsText() urgencyName!: string;
  @ShowsText({ nullable: true }) personName!: string | null;
  @ShowsText({ list: true }) recipients!: string[];
  @ShowsText() askedBy!: string;
  @ShowsMoment() askedAt!: string;
  @ShowsFlag() mayDecide!: boolean;
}

export function presentSetting(actor: Member, { rule, version }: ApprovalSetting): ApprovalSettingView {
  return { rule, ruleName: approvalRules[rule], mayChange: belongsTo('manager', actor.role), version };
}

export function presentApprovals(found: ReferralApprovals): ReferralApprovalsView {
  const { rule, isNeeded, hasApprover, requests } = found;
  return { rule, isNeeded, hasApprover, requests: requests.map(presentApproval) };
}

export function presentListedApproval(listed: ListedApproval): ListedApprovalView {
  const { id, state, referralId, number, type, urgency, personName, recipients, askedBy, mayDecide } = listed;
  return {
    ...{ id, state, stateName: approvalStates[state], referralId, number },
    typeName: type ? referralTypes[type] : '連携依頼',
    ...{ urgency, urgencyName: urgencies[urgency], personName, recipients: [...recipients] },
    ...{ askedBy, askedAt: listed.askedAt.toISOString(), mayDecide },
  };
}

function presentApproval(record: ApprovalRecord): ApprovalView {
  const { id, state, note, duplicateReason, askedBy, decidedBy, reason, mayDecide, mayTakeBack, version } =
    record;
  return {
    ...{ id, state, stateName: approvalStates[state], note, duplicateReason },
    ...{ askedBy, askedAt: record.askedAt.toISOString() },
    ...{ decidedBy, decidedAt: record.decidedAt?.toISOString() ?? null, reason },
    ...{ mayDecide, mayTakeBack, version },
  };
}
