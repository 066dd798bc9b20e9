import {
  type AskedCell,
  type AskingRecord,
  type AskingState,
  askingStateNames,
  type Authority,
  authorities,
  authorityCodes,
  categoryCodes,
  type ConsentDuty,
  type ConsentMatrixRecord,
  type DataCategory,
  type Decider,
  deciderCodes,
  deciders,
  type DutyCounts,
  dutyKinds,
  type DutyKind,
  dutyNames,
  type MatrixCell,
  mayInState,
  type Purpose,
  purposeCodes,
  type Validity,
  validityCodes,
} from '#libs/people';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';

/** One cell of an asking. */
export class AskedCellView {
  @ShowsId() agencyId!: string;
  @ShowsText() agencyName!: string;
  @ShowsText({ codes: purposeCodes }) purpose!: Purpose;
  @ShowsText({ codes: categoryCodes }) category!: DataCategory;
}

/** The agreement that an asking would renew. */
export class AskedBeforeView {
  @ShowsText() number!: string;
  @ShowsView(() => AskedCellView, { list: true }) cells!: AskedCellView[];
}

/** What a person is asked, under the number of the paper. */
export class AskingView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsId() personId!: string;
  @ShowsText({ codes: Object.keys(askingStateNames) }) state!: AskingState;
  @ShowsText() stateName!: string;
  @ShowsView(() => AskedCellView, { list: true }) cells!: AskedCellView[];
  @ShowsText({ codes: validityCodes }) validity!: Validity;
  @ShowsNumber({ nullable: true }) validYears!: number | null;
  @ShowsDay() lastDay!: string;
  @ShowsText({ codes: deciderCodes }) givenBy!: Decider;
  @ShowsText() givenByName!: string;
  @ShowsText({ codes: authorityCodes, nullable: true }) authority!: Authority | null;
  @ShowsText({ nullable: true }) authorityName!: string | null;
  @ShowsText({ nullable: true }) representative!: string | null;
  @ShowsText({ nullable: true }) note!: string | null;
  @ShowsId() noticeId!: string;
  @ShowsMoment({ nullable: true }) askedAt!: string | null;
  @ShowsText({ nullable: true }) askedBy!: string | null;
  @ShowsMoment() createdAt!: string;
  @ShowsNumber() version!: number;
  @ShowsId({ nullable: true }) consentId!: string | null;
  @ShowsView(() => AskedBeforeView, { nullable: true }) before!: AskedBeforeView | null;
  @ShowsFlag() canRewrite!: boolean;
  @ShowsFlag() canIssue!: boolean;
  @ShowsFlag() canAnswer!: boolean;
  @ShowsFlag() canDrop!: boolean;
}

/** One thing that may be told now, or that was refused. */
export class MatrixCellView extends AskedCellView {
  @ShowsId() consentId!: string;
  @ShowsText() number!: string;
  @ShowsDay({ nullable: true }) until!: string | null;
  @ShowsDay() decidedOn!: string;
}

/** All consents of a person as one table. */
export class ConsentMatrixView {
  @ShowsView(() => MatrixCellView, { list: true }) live!: MatrixCellView[];
  @ShowsView(() => MatrixCellView, { list: true }) refused!: MatrixCellView[];
}

/** What there is to do about one consent. */
export class ConsentDutyView {
  @ShowsText({ codes: dutyKinds }) kind!: DutyKind;
  @ShowsText() kindName!: string;
  @ShowsId() personId!: string;
  @ShowsText() personName!: string;
  @ShowsId({ nullable: true }) consentId!: string | null;
  @ShowsId({ nullable: true }) askingId!: string | null;
  @ShowsText() number!: string;
  @ShowsDay() dueOn!: string;
  @ShowsNumber() days!: number;
  @ShowsText({ codes: ['adulthood', 'authority', 'objection', 'overruled'], nullable: true })
  because!: ConsentDuty['because'];
}

/** How much there is of each kind. */
export class DutyCountsView {
  @ShowsNumber() ask_again!: number;
  @ShowsNumber() renew!: number;
  @ShowsNumber() paper!: number;
  @ShowsNumber() answer!: number;
}

/** The work about consents of the own agency. */
export class ConsentDutiesView {
  @ShowsView(() => DutyCountsView) counts!: DutyCountsView;
  @ShowsView(() => ConsentDutyView, { list: true }) items!: ConsentDutyView[];
}

export function presentAsking(asking: AskingRecord): AskingView {
  return {
    id: asking.id,
    number: asking.number,
    personId: asking.personId,
    state: asking.state,
    stateName: askingStateNames[asking.state],
    cells: asking.cells.map(presentCell),
    validity: asking.validity,
    validYears: asking.validYears,
    lastDay: asking.lastDay,
    givenBy: asking.givenBy,
    givenByName: deciders[asking.givenBy],
    authority: asking.authority,
    authorityName: asking.authority && authorities[asking.authority],
    representative: asking.representative,
    note: asking.note,
    noticeId: asking.noticeId,
    askedAt: asking.askedAt?.toISOString() ?? null,
    askedBy: asking.askedBy,
    createdAt: asking.createdAt.toISOString(),
    version: asking.version,
    consentId: asking.consentId,
    before: asking.before && { number: asking.before.number, cells: asking.before.cells.map(presentCell) },
    canRewrite: asking.state === 'drafting',
    canIssue: mayInState(asking.state, 'issue'),
    canAnswer: mayInState(asking.state, 'agree'),
    canDrop: mayInState(asking.state, 'drop'),
  };
}

export function presentMatrix({ live, refused }: ConsentMatrixRecord): ConsentMatrixView {
  return { live: live.map(presentMatrixCell), refused: refused.map(presentMatrixCell) };
}

export function presentDuties(items: readonly ConsentDuty[], counts: DutyCounts): ConsentDutiesView {
  return {
    counts: { ...counts },
    items: items.map((duty) => ({
      kind: duty.kind,
      kindName: dutyNames[duty.kind],
      personId: duty.personId,
      personName: duty.personName,
      consentId: duty.consentId,
      askingId: duty.askingId,
      number: duty.number,
      dueOn: duty.dueOn,
      days: duty.days,
      because: duty.because,
    })),
  };
}

function presentCell({ agencyId, agencyName, purpose, category }: AskedCell): AskedCellView {
  return { agencyId, agencyName, purpose, category };
}

function presentMatrixCell(cell: MatrixCell): MatrixCellView {
  const { consentId, number, until, decidedOn } = cell;
  return { ...presentCell(cell), consentId, number, until, decidedOn };
}
