import {
  type AnswerMeans,
  answerMeans,
  answerMeansCodes,
  type Asker,
  askerCodes,
  type IdentityMeans,
  identityMeans,
  identityMeansCodes,
  type ListedRequest,
  type RefusalGround,
  refusalGroundCodes,
  refusalGrounds,
  type RequestDecision,
  requestDecisionCodes,
  requestDecisions,
  type RequestKind,
  requestKindCodes,
  requestKinds,
  type RequestRecord,
  type RequestStatus,
  requestStatusCodes,
  requestStatuses,
} from '#libs/people';
import type { Page } from '#libs/platform';
import { pageOf, presentPage } from '../http/page.view.js';
import { ShowsDay, ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText } from '../http/view.js';

/** A request in the register. */
export class ListedRequestView {
  @ShowsId() id!: string;
  @ShowsNumber() number!: number;
  @ShowsId() personId!: string;
  @ShowsNumber() personNumber!: number;
  @ShowsText() personName!: string;
  @ShowsText({ codes: requestKindCodes }) kind!: RequestKind;
  @ShowsText() kindName!: string;
  @ShowsText({ codes: requestStatusCodes }) status!: RequestStatus;
  @ShowsText() statusName!: string;
  @ShowsDay() receivedOn!: string;
  @ShowsDay() dueOn!: string;
  @ShowsFlag() isLate!: boolean;
  @ShowsText({ nullable: true, codes: requestDecisionCodes }) decision!: RequestDecision | null;
  @ShowsText({ nullable: true }) decisionName!: string | null;
  @ShowsDay({ nullable: true }) answeredOn!: string | null;
}

/** One part of the register. */
export class PersonRequestsView extends pageOf(() => ListedRequestView) {}

/** A request with all that was written down. */
export class PersonRequestView extends ListedRequestView {
  @ShowsText({ codes: askerCodes }) askedBy!: Asker;
  @ShowsText() asker!: string;
  @ShowsText({ nullable: true }) scope!: string | null;
  @ShowsText({ nullable: true, codes: identityMeansCodes }) identityMeans!: IdentityMeans | null;
  @ShowsText({ nullable: true }) identityMeansName!: string | null;
  @ShowsText({ nullable: true }) identifiedBy!: string | null;
  @ShowsMoment({ nullable: true }) identifiedAt!: string | null;
  @ShowsText({ nullable: true, codes: refusalGroundCodes }) ground!: RefusalGround | null;
  @ShowsText({ nullable: true }) groundName!: string | null;
  @ShowsText({ nullable: true }) explanation!: string | null;
  @ShowsText({ nullable: true }) decidedBy!: string | null;
  @ShowsMoment({ nullable: true }) decidedAt!: string | null;
  @ShowsText({ nullable: true, codes: answerMeansCodes }) answerMeans!: AnswerMeans | null;
  @ShowsText({ nullable: true }) answerMeansName!: string | null;
  @ShowsText({ nullable: true }) dropNote!: string | null;
  @ShowsNumber() version!: number;
}

export function presentRequests(found: Page<ListedRequest>): PersonRequestsView {
  return presentPage(found, presentListed);
}

export function presentRequest(record: RequestRecord): PersonRequestView {
  return {
    ...presentListed(record),
    askedBy: record.askedBy,
    asker: record.asker,
    scope: record.scope,
    identityMeans: record.identityMeans,
    identityMeansName: record.identityMeans ? identityMeans[record.identityMeans] : null,
    identifiedBy: record.identifiedBy,
    identifiedAt: record.identifiedAt?.toISOString() ?? null,
    ground: record.ground,
    groundName: record.ground ? refusalGrounds[record.ground] : null,
    explanation: record.explanation,
    decidedBy: record.decidedBy,
    decidedAt: record.decidedAt?.toISOString() ?? null,
    answerMeans: record.answerMeans,
    answerMeansName: record.answerMeans ? answerMeans[record.answerMeans] : null,
    dropNote: record.dropNote,
    version: record.version,
  };
}

function presentListed(listed: ListedRequest): ListedRequestView {
  const { id, number, personId, personNumber, personName, kind, status, receivedOn, dueOn } = listed;
  return {
    ...{ id, number, personId, personNumber, personName, kind, status, receivedOn, dueOn },
    kindName: requestKinds[kind],
    statusName: requestStatuses[status],
    isLate: listed.isLate,
    decision: listed.decision,
    decisionName: listed.decision ? requestDecisions[listed.decision] : null,
    answeredOn: listed.answeredOn,
  };
}
