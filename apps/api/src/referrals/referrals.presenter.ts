import { categoryCodes, type DataCategory } from '#libs/people';
import type { Page } from '#libs/platform';
import {
  type AskedService,
  askedServiceCodes,
  type Attribution,
  attributionCodes,
  type LineStatus,
  lineStatuses,
  lineStatusNames,
  type ListedReferral,
  type ReasonedVerb,
  reasonsOf,
  type ReferralLine,
  type ReferralMode,
  referralModeCodes,
  referralModes,
  type ReferralPurpose,
  referralPurposeCodes,
  type ReferralRecord,
  type ReferralStatus,
  referralStatuses,
  referralStatusNames,
  type ReferralType,
  referralTypeCodes,
  referralTypes,
  type ReportResult,
  resultCodes,
  results,
  type SuspendedFor,
  turnOf,
  urgencies,
  type Urgency,
  urgencyCodes,
} from '#libs/referrals';
import { pageOf, presentPage } from '../http/page.view.js';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';

/** An agency by id and name. */
export class NamedAgencyView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
}

/** A referral in a list. */
export class ListedReferralView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsText({ codes: referralStatuses }) status!: ReferralStatus;
  @ShowsText() statusName!: string;
  @ShowsText({ codes: referralTypeCodes, nullable: true }) type!: ReferralType | null;
  @ShowsText({ nullable: true }) typeName!: string | null;
  @ShowsText({ codes: urgencyCodes }) urgency!: Urgency;
  @ShowsText() urgencyName!: string;
  @ShowsDay({ nullable: true }) replyBy!: string | null;
  @ShowsFlag() overdue!: boolean;
  @ShowsText({ codes: lineStatuses, nullable: true }) lineStatus!: LineStatus | null;
  @ShowsText({ nullable: true }) lineStatusName!: string | null;
  @ShowsView(() => NamedAgencyView, { nullable: true }) otherAgency!: NamedAgencyView | null;
  @ShowsText({ nullable: true }) personName!: string | null;
  /** Who of the own agency has taken it from the desk. */
  @ShowsText({ nullable: true }) claimedBy!: string | null;
  @ShowsMoment() changedAt!: string;
}

/** One part of a tray. */
export class ReferralsView extends pageOf(() => ListedReferralView) {}

/** One recipient. */
export class LineView {
  @ShowsId() id!: string;
  @ShowsNumber() version!: number;
  /** In which order the agencies are asked; a recipient does not learn whether others were asked before. */
  @ShowsNumber({ nullable: true }) position!: number | null;
  @ShowsId({ nullable: true }) previousLineId!: string | null;
  @ShowsView(() => NamedAgencyView) agency!: NamedAgencyView;
  @ShowsText({ codes: lineStatuses }) status!: LineStatus;
  @ShowsText() statusName!: string;
  @ShowsText({ codes: ['source', 'recipient'], nullable: true }) turn!: 'source' | 'recipient' | null;
  @ShowsText({ nullable: true }) reason!: string | null;
  @ShowsText({ nullable: true }) reasonName!: string | null;
  @ShowsText({ codes: attributionCodes, nullable: true }) attribution!: Attribution | null;
  @ShowsText({ codes: ['consent', 'agency'], nullable: true }) suspendedFor!: SuspendedFor | null;
  @ShowsText({ nullable: true }) receiptNumber!: string | null;
  /** Who has taken it from the desk; only the recipient's own people see that. */
  @ShowsId({ nullable: true }) claimedBy!: string | null;
  @ShowsDay({ nullable: true }) reconfirmOn!: string | null;
  @ShowsDay({ nullable: true }) dueOn!: string | null;
  @ShowsDay({ nullable: true }) clockStoppedOn!: string | null;
  @ShowsMoment({ nullable: true }) selectedAt!: string | null;
  @ShowsMoment({ nullable: true }) sentAt!: string | null;
  @ShowsMoment({ nullable: true }) receivedAt!: string | null;
  @ShowsMoment({ nullable: true }) firstOpenedAt!: string | null;
  @ShowsMoment({ nullable: true }) decidedAt!: string | null;
  @ShowsDay({ nullable: true }) startedOn!: string | null;
  @ShowsMoment({ nullable: true }) reportedAt!: string | null;
  @ShowsMoment({ nullable: true }) closedAt!: string | null;
}

/** What the source wrote. */
export class RequestView {
  @ShowsText() ask!: string;
  @ShowsText() wish!: string;
  @ShowsText() background!: string;
}

/** A recipient's report. */
export class ReportView {
  @ShowsId() id!: string;
  @ShowsId() lineId!: string;
  @ShowsText({ codes: resultCodes }) result!: ReportResult;
  @ShowsText() resultName!: string;
  @ShowsText() done!: string;
  @ShowsText() remaining!: string;
  @ShowsText() roles!: string;
  @ShowsText({ nullable: true }) employer!: string | null;
  @ShowsDay({ nullable: true }) employedOn!: string | null;
  @ShowsDay({ nullable: true }) nextCheckOn!: string | null;
  @ShowsDay({ nullable: true }) explainedOn!: string | null;
  @ShowsMoment() createdAt!: string;
  @ShowsText() createdBy!: string;
}

/** A referral as one of its two sides sees it. The package is read apart, under consent. */
export class ReferralView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsText({ codes: ['source', 'recipient'] }) side!: 'source' | 'recipient';
  @ShowsText({ codes: referralStatuses }) status!: ReferralStatus;
  @ShowsText() statusName!: string;
  @ShowsText({ codes: referralModeCodes }) mode!: ReferralMode;
  @ShowsText() modeName!: string;
  @ShowsText({ codes: referralTypeCodes, nullable: true }) type!: ReferralType | null;
  @ShowsText({ nullable: true }) typeName!: string | null;
  @ShowsText({ codes: referralPurposeCodes, nullable: true }) purpose!: ReferralPurpose | null;
  @ShowsText({ codes: urgencyCodes }) urgency!: Urgency;
  @ShowsText() urgencyName!: string;
  @ShowsDay({ nullable: true }) replyBy!: string | null;
  @ShowsText({ list: true, codes: askedServiceCodes }) services!: AskedService[];
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsView(() => NamedAgencyView) source!: NamedAgencyView;
  @ShowsId({ nullable: true }) personId!: string | null;
  @ShowsText({ nullable: true }) personName!: string | null;
  @ShowsView(() => RequestView, { nullable: true }) request!: RequestView | null;
  @ShowsView(() => LineView, { list: true }) lines!: LineView[];
  @ShowsView(() => ReportView, { list: true }) reports!: ReportView[];
  @ShowsMoment() createdAt!: string;
  @ShowsMoment() updatedAt!: string;
  @ShowsNumber() version!: number;
}

export function presentReferrals(found: Page<ListedReferral>): ReferralsView {
  return presentPage(found, presentListed);
}

function presentListed(row: ListedReferral): ListedReferralView {
  const { otherAgencyId: id, otherAgencyName: name } = row;
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    statusName: referralStatusNames[row.status],
    type: row.type,
    typeName: row.type && referralTypes[row.type],
    urgency: row.urgency,
    urgencyName: urgencies[row.urgency],
    replyBy: row.replyBy,
    overdue: row.overdue,
    lineStatus: row.lineStatus,
    lineStatusName: row.lineStatus && lineStatusNames[row.lineStatus],
    otherAgency: id && name ? { id, name } : null,
    personName: row.personName,
    claimedBy: row.claimedBy,
    changedAt: row.changedAt.toISOString(),
  };
}

export function presentReferral({
  referral,
  lines,
  side,
  agencyNames,
  personName,
  request,
  reports,
}: ReferralRecord): ReferralView {
  const named = (id: string) => ({ id, name: agencyNames.get(id) ?? '' });
  return {
    id: referral.id,
    number: referral.number,
    side,
    status: referral.status,
    statusName: referralStatusNames[referral.status],
    mode: referral.mode,
    modeName: referralModes[referral.mode],
    type: referral.type,
    typeName: referral.type && referralTypes[referral.type],
    purpose: referral.purpose,
    urgency: referral.urgency,
    urgencyName: urgencies[referral.urgency],
    replyBy: referral.replyBy,
    services: referral.services,
    categories: referral.categories,
    source: named(referral.sourceAgencyId),
    personId: side === 'source' ? referral.personId : null,
    personName,
    request: request && { ask: request.ask, wish: request.wish, background: request.background },
    lines: lines.map((line) => presentLine(line, named(line.agencyId), side)),
    reports: reports.map((report) => ({
      id: report.id,
      lineId: report.lineId,
      result: report.result,
      resultName: results[report.result],
      done: report.done,
      remaining: report.remaining,
      roles: report.roles,
      employer: report.employer ?? null,
      employedOn: report.employedOn ?? null,
      nextCheckOn: report.nextCheckOn ?? null,
      explainedOn: report.explainedOn ?? null,
      createdAt: report.createdAt.toISOString(),
      createdBy: report.createdBy,
    })),
    createdAt: referral.createdAt.toISOString(),
    updatedAt: referral.updatedAt.toISOString(),
    version: referral.version,
  };
}

function presentLine(line: ReferralLine, agency: NamedAgencyView, side: 'source' | 'recipient'): LineView {
  return {
    id: line.id,
    version: line.version,
    position: side === 'source' ? line.position : null,
    previousLineId: line.previousLineId,
    agency,
    status: line.status,
    statusName: lineStatusNames[line.status],
    turn: turnOf(line.status),
    reason: line.reason,
    reasonName: reasonName(line.status, line.reason),
    attribution: line.attribution,
    suspendedFor: line.suspendedFor,
    receiptNumber: line.receiptNumber,
    claimedBy: side === 'recipient' ? line.claimedBy : null,
    reconfirmOn: line.reconfirmOn,
    dueOn: line.dueOn,
    clockStoppedOn: line.clockStoppedOn,
    selectedAt: moment(line.selectedAt),
    sentAt: moment(line.sentAt),
    receivedAt: moment(line.receivedAt),
    firstOpenedAt: moment(line.firstOpenedAt),
    decidedAt: moment(line.decidedAt),
    startedOn: line.startedOn,
    reportedAt: moment(line.reportedAt),
    closedAt: moment(line.closedAt),
  };
}

const endedBy: Partial<Record<LineStatus, ReasonedVerb>> = {
  declined: 'decline',
  redirected: 'redirect',
  cancelled: 'cancel',
  person_declined: 'person_decline',
  expired: 'expire',
  failed: 'fail',
  error: 'mark_error',
};

function reasonName(status: LineStatus, reason: string | null): string | null {
  const verb = endedBy[status];
  if (!verb || !reason) return null;
  // What the recipient stopped at the source's request ends as cancelled too.
  return reasonsOf(verb)[reason]?.name ?? reasonsOf('stop')[reason]?.name ?? reason;
}

function moment(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
