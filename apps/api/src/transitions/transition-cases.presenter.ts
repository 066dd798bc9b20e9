import {
  type LineStatus,
  lineStatuses,
  lineStatusNames,
  type ReferralStatus,
  referralStatuses,
  referralStatusNames,
  type ReferralType,
  referralTypes,
  type TermKind,
  termKindCodes,
  termKinds,
  type TransitionKind,
  transitionKindCodes,
  transitionKinds,
  type TransitionRecord,
  type TransitionRow,
} from '#libs/referrals';
import { pageOf } from '../http/page.view.js';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';

/** An agency that was asked, and where it stands. */
export class TransitionAgencyView {
  @ShowsText() name!: string;
  @ShowsText({ codes: lineStatuses }) status!: LineStatus;
  @ShowsText() statusName!: string;
}

/** A referral of a transition. */
export class TransitionReferralView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsText() typeName!: string;
  @ShowsText({ codes: referralStatuses }) status!: ReferralStatus;
  @ShowsText() statusName!: string;
  @ShowsView(() => TransitionAgencyView, { list: true }) agencies!: TransitionAgencyView[];
  @ShowsMoment({ nullable: true }) sentAt!: string | null;
  @ShowsMoment({ nullable: true }) closedAt!: string | null;
}

/** A referral of the same person that may be taken in. */
export class OtherReferralView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsText() typeName!: string;
}

/** The support that ends, from which a transition follows. */
export class TransitionTermView {
  @ShowsId() id!: string;
  @ShowsText({ codes: termKindCodes }) kind!: TermKind;
  @ShowsText() kindName!: string;
  @ShowsDay() endsOn!: string;
}

/** A transition in a list. */
export class TransitionRowView {
  @ShowsId() id!: string;
  @ShowsId() personId!: string;
  @ShowsText() personName!: string;
  @ShowsText({ codes: transitionKindCodes }) kind!: TransitionKind;
  @ShowsText() kindName!: string;
  @ShowsDay() startsOn!: string;
  @ShowsDay() endsOn!: string;
  /** Negative when the planned end is past. */
  @ShowsNumber() daysLeft!: number;
  @ShowsNumber() referrals!: number;
  @ShowsNumber() openReferrals!: number;
  @ShowsText({ nullable: true }) inCharge!: string | null;
  @ShowsMoment({ nullable: true }) closedAt!: string | null;
}

/** A page of them. */
export class TransitionPageView extends pageOf(() => TransitionRowView) {}

/** A transition. */
export class TransitionCaseView {
  @ShowsId() id!: string;
  @ShowsId() personId!: string;
  @ShowsText() personName!: string;
  @ShowsText({ codes: transitionKindCodes }) kind!: TransitionKind;
  @ShowsText() kindName!: string;
  @ShowsView(() => TransitionTermView, { nullable: true }) term!: TransitionTermView | null;
  @ShowsText() goal!: string;
  @ShowsText() outcome!: string;
  @ShowsDay() startsOn!: string;
  @ShowsDay() endsOn!: string;
  @ShowsView(() => TransitionReferralView, { list: true }) referrals!: TransitionReferralView[];
  @ShowsView(() => OtherReferralView, { list: true }) others!: OtherReferralView[];
  @ShowsFlag() mayClose!: boolean;
  @ShowsMoment({ nullable: true }) closedAt!: string | null;
  @ShowsText({ nullable: true }) closedBy!: string | null;
  @ShowsNumber() version!: number;
}

export function presentTransition(record: TransitionRecord): TransitionCaseView {
  const { id, personId, personName, kind, goal, outcome, startsOn, endsOn, mayClose, version } = record;
  return {
    ...{ id, personId, personName, kind, kindName: transitionKinds[kind], goal, outcome, startsOn, endsOn },
    term: record.term && {
      ...{ id: record.term.id, kind: record.term.kind },
      ...{ kindName: termKinds[record.term.kind], endsOn: record.term.endsOn },
    },
    referrals: record.referrals.map((referral) => ({
      id: referral.id,
      number: referral.number,
      typeName: nameOf(referral.type),
      status: referral.status,
      statusName: referralStatusNames[referral.status],
      agencies: referral.agencies.map(({ name, status }) => ({
        ...{ name, status, statusName: lineStatusNames[status] },
      })),
      sentAt: referral.sentAt?.toISOString() ?? null,
      closedAt: referral.closedAt?.toISOString() ?? null,
    })),
    others: record.others.map(({ id: otherId, number, type }) => ({
      ...{ id: otherId, number, typeName: nameOf(type) },
    })),
    ...{ mayClose, closedAt: record.closedAt?.toISOString() ?? null, closedBy: record.closedBy, version },
  };
}

export function presentTransitionRow(row: TransitionRow): TransitionRowView {
  const { id, personId, personName, kind, startsOn, endsOn, daysLeft, referrals, openReferrals } = row;
  return {
    ...{ id, personId, personName, kind, kindName: transitionKinds[kind], startsOn, endsOn, daysLeft },
    ...{ referrals, openReferrals, inCharge: row.inCharge, closedAt: row.closedAt?.toISOString() ?? null },
  };
}

function nameOf(type: ReferralType | null): string {
  return type ? referralTypes[type] : '連携依頼';
}
