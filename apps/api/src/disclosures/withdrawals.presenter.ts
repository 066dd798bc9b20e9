import {
  categories,
  categoryCodes,
  type DataCategory,
  type Decider,
  deciderCodes,
  deciders,
  type Purpose,
  purposeCodes,
} from '#libs/people';
import {
  type ErasureAnswer,
  erasureAnswerCodes,
  erasureAnswers,
  type ErasureDuty,
  type LineStatus,
  lineStatuses,
  lineStatusNames,
  type RecordedChannel,
  recordedChannelCodes,
  recordedChannels,
  type HeardMeans,
  heardMeans,
  heardMeansCodes,
  type WithdrawalRecord,
  type WithdrawalScopeCode,
  withdrawalScopeCodes,
  withdrawalScopes,
} from '#libs/referrals';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';

/** How the answer of an agency outside the portal became known. */
export class ToldAnswerView {
  @ShowsDay() on!: string;
  @ShowsText() by!: string;
  @ShowsText({ codes: heardMeansCodes }) means!: HeardMeans;
  @ShowsText() meansName!: string;
}

/** What an agency owes an answer to. */
export class ErasureDutyView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsText({ codes: ['withdrawal', 'misdirection'] }) cause!: 'withdrawal' | 'misdirection';
  @ShowsText() ownerName!: string;
  @ShowsId() agencyId!: string;
  @ShowsText() agencyName!: string;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsText({ list: true }) categoryNames!: string[];
  @ShowsMoment() askedAt!: string;
  @ShowsDay() dueOn!: string;
  @ShowsFlag() overdue!: boolean;
  @ShowsNumber() reminders!: number;
  @ShowsText({ nullable: true, codes: erasureAnswerCodes }) answer!: ErasureAnswer | null;
  @ShowsText({ nullable: true }) answerName!: string | null;
  @ShowsDay({ nullable: true }) answeredOn!: string | null;
  @ShowsText({ nullable: true }) answeredName!: string | null;
  @ShowsText({ nullable: true }) lawText!: string | null;
  /** The agency that answers is not in the portal. */
  @ShowsFlag() isOutside!: boolean;
  @ShowsView(() => ToldAnswerView, { nullable: true }) told!: ToldAnswerView | null;
  /** Who wrote down what somebody outside had said. */
  @ShowsText({ nullable: true }) recordedBy!: string | null;
  @ShowsId({ list: true }) referralIds!: string[];
  /** Whether the reader's agency is the one that answers, and has not. */
  @ShowsFlag() mayAnswer!: boolean;
  /** Whether the reader's agency may write down what a recipient outside the portal says. */
  @ShowsFlag() mayRecord!: boolean;
  @ShowsNumber() version!: number;
}

export function presentDuty(duty: ErasureDuty, readerAgencyId: string): ErasureDutyView {
  return {
    id: duty.id,
    number: duty.number,
    cause: duty.cause,
    ownerName: duty.ownerName,
    agencyId: duty.agencyId,
    agencyName: duty.agencyName,
    categories: [...duty.categories],
    categoryNames: duty.categories.map((code) => categories[code].name),
    askedAt: duty.askedAt.toISOString(),
    dueOn: duty.dueOn,
    overdue: duty.overdue,
    reminders: duty.reminders,
    answer: duty.answer,
    answerName: duty.answer && erasureAnswers[duty.answer],
    answeredOn: duty.answeredOn,
    answeredName: duty.answeredName,
    lawText: duty.lawText,
    isOutside: duty.isOutside,
    told: duty.told && {
      ...{ on: duty.told.on, by: duty.told.by },
      ...{ means: duty.told.means, meansName: heardMeans[duty.told.means] },
    },
    recordedBy: duty.recordedBy,
    referralIds: [...duty.referralIds],
    mayAnswer: duty.agencyId === readerAgencyId && duty.answer === null,
    mayRecord: duty.isOutside && duty.agencyId !== readerAgencyId && duty.answer === null,
    version: duty.version,
  };
}

/** One recipient's part of what was taken back. */
export class ClosedPartView {
  @ShowsId() agencyId!: string;
  @ShowsText() agencyName!: string;
  @ShowsText({ list: true, codes: purposeCodes }) purposes!: Purpose[];
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
}

/** A line that a withdrawal met. */
export class MetLineView {
  @ShowsId() referralId!: string;
  @ShowsText() number!: string;
  @ShowsText() agencyName!: string;
  @ShowsText({ codes: lineStatuses }) was!: LineStatus;
  @ShowsText() wasName!: string;
  @ShowsText({ codes: lineStatuses }) became!: LineStatus;
  @ShowsText() becameName!: string;
}

/** Something that had been read before. */
export class ReadBeforeView {
  @ShowsMoment() at!: string;
  @ShowsText() agencyName!: string;
  @ShowsText({ nullable: true }) byName!: string | null;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsFlag() reported!: boolean;
}

/** A withdrawal, with everything it met. */
export class WithdrawalView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsId() personId!: string;
  @ShowsText({ codes: withdrawalScopeCodes }) scope!: WithdrawalScopeCode;
  @ShowsText() scopeName!: string;
  @ShowsText({ codes: deciderCodes }) toldBy!: Decider;
  @ShowsText() toldByName!: string;
  @ShowsText({ codes: recordedChannelCodes }) channel!: RecordedChannel;
  @ShowsText() channelName!: string;
  /** The later decision that closed it, where nobody took anything back. */
  @ShowsId({ nullable: true }) decisionId!: string | null;
  @ShowsMoment() saidAt!: string;
  @ShowsMoment() recordedAt!: string;
  @ShowsText() heardByAgency!: string;
  @ShowsText() heardBy!: string;
  @ShowsText({ nullable: true }) identityCheck!: string | null;
  @ShowsText({ nullable: true }) note!: string | null;
  @ShowsView(() => ClosedPartView, { list: true }) closed!: ClosedPartView[];
  @ShowsView(() => MetLineView, { list: true }) lines!: MetLineView[];
  /** Numbers of drafts that cannot be sent any more. */
  @ShowsText({ list: true }) drafts!: string[];
  @ShowsView(() => ReadBeforeView, { list: true }) readBefore!: ReadBeforeView[];
  /** Numbers of disclosures on a legal ground, which stay. */
  @ShowsText({ list: true }) grounds!: string[];
  @ShowsView(() => ErasureDutyView, { list: true }) duties!: ErasureDutyView[];
}

export function presentWithdrawal(record: WithdrawalRecord, readerAgencyId: string): WithdrawalView {
  return {
    id: record.id,
    number: record.number,
    personId: record.personId,
    scope: record.scope,
    scopeName: withdrawalScopes[record.scope],
    toldBy: record.toldBy,
    toldByName: deciders[record.toldBy],
    channel: record.channel,
    channelName: recordedChannels[record.channel],
    decisionId: record.decisionId,
    saidAt: record.saidAt.toISOString(),
    recordedAt: record.recordedAt.toISOString(),
    heardByAgency: record.heardByAgency,
    heardBy: record.heardBy,
    identityCheck: record.identityCheck,
    note: record.note,
    closed: record.closed.map(({ agencyId, agencyName, ...part }) => ({
      agencyId,
      agencyName,
      purposes: purposeCodes.filter((code) => part.purposes.includes(code)),
      categories: categoryCodes.filter((code) => part.categories.includes(code)),
    })),
    lines: record.lines.map(({ referralId, number, agencyName, was, became }) => ({
      ...{ referralId, number, agencyName, was, became },
      wasName: lineStatusNames[was],
      becameName: lineStatusNames[became],
    })),
    drafts: [...record.drafts],
    readBefore: record.readBefore.map(({ at, agencyName, byName, reported, ...read }) => ({
      at: new Date(at).toISOString(),
      ...{ agencyName, byName, reported },
      categories: [...read.categories],
    })),
    grounds: [...record.grounds],
    duties: record.duties.map((duty) => presentDuty(duty, readerAgencyId)),
  };
}
