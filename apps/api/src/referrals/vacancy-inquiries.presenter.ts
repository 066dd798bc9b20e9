import { disabilities, stateOn, vacancyNames, type VacancyState, vacancyStates } from '#libs/directory';
import {
  type AgeBand,
  ageBandCodes,
  ageBands,
  type AnswerRow,
  type InquiryNeed,
  inquiryNeeds,
  type InquiryRecord,
  type InquiryRow,
  type RoomAnswer,
  roomAnswerCodes,
  roomAnswers,
} from '#libs/referrals';
import type { Page } from '#libs/platform';
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
import { NamedAgencyView } from './referrals.presenter.js';

const states = ['open', 'closed'] as const;

/** An inquiry in a list. */
export class InquiryLineView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsView(() => NamedAgencyView) agency!: NamedAgencyView;
  @ShowsText() serviceKind!: string;
  @ShowsText() area!: string;
  @ShowsText({ codes: ageBandCodes }) ageBand!: AgeBand;
  @ShowsText() ageBandName!: string;
  @ShowsText() startMonth!: string;
  @ShowsDay() dueOn!: string;
  @ShowsText({ codes: states }) state!: InquiryRow['state'];
  @ShowsMoment() createdAt!: string;
  @ShowsNumber() asked!: number;
  @ShowsNumber() answered!: number;
  @ShowsText({ nullable: true, codes: roomAnswerCodes }) ownAnswer!: RoomAnswer | null;
  @ShowsText({ nullable: true }) ownAnswerName!: string | null;
}

/** A page of inquiries, the newest first. */
export class InquiryPageView extends pageOf(() => InquiryLineView) {}

/** What an entry says of free places. */
export class StatedVacancyView {
  @ShowsText({ codes: vacancyStates }) state!: VacancyState;
  @ShowsText() stateName!: string;
  @ShowsNumber({ nullable: true }) available!: number | null;
  @ShowsDay() asOf!: string;
  @ShowsText() saidBy!: string;
}

/** What one agency has answered, beside what its entry says. */
export class VacancyAnswerView {
  @ShowsId() id!: string;
  @ShowsView(() => NamedAgencyView) agency!: NamedAgencyView;
  @ShowsText({ nullable: true, codes: roomAnswerCodes }) answer!: RoomAnswer | null;
  @ShowsText({ nullable: true }) answerName!: string | null;
  @ShowsNumber({ nullable: true }) months!: number | null;
  @ShowsText() note!: string;
  @ShowsMoment({ nullable: true }) answeredAt!: string | null;
  @ShowsNumber() version!: number;
  @ShowsView(() => StatedVacancyView, { nullable: true }) stated!: StatedVacancyView | null;
}

/** What the reader may do now. */
export class InquiryCanView {
  @ShowsFlag() answer!: boolean;
  @ShowsFlag() close!: boolean;
}

/** An inquiry whole; whoever was asked sees the own answer alone. */
export class InquiryView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsView(() => NamedAgencyView) agency!: NamedAgencyView;
  @ShowsFlag() isOwn!: boolean;
  @ShowsText() serviceKind!: string;
  @ShowsText() area!: string;
  @ShowsText() ageBandName!: string;
  @ShowsText({ list: true }) disabilityNames!: string[];
  @ShowsText({ list: true }) needNames!: string[];
  @ShowsText() startMonth!: string;
  @ShowsText() note!: string;
  @ShowsDay() dueOn!: string;
  @ShowsText({ codes: states }) state!: InquiryRow['state'];
  @ShowsText({ nullable: true, codes: ['asker', 'deadline'] }) closedFor!: InquiryRecord['closedFor'];
  @ShowsMoment() createdAt!: string;
  @ShowsNumber() version!: number;
  @ShowsView(() => VacancyAnswerView, { list: true }) answers!: VacancyAnswerView[];
  @ShowsView(() => InquiryCanView) can!: InquiryCanView;
}

/** A code and what people call it. */
export class InquiryTermView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
}

/** The codes that an inquiry is made of. */
export class InquiryTermsView {
  @ShowsView(() => InquiryTermView, { list: true }) ageBands!: InquiryTermView[];
  @ShowsView(() => InquiryTermView, { list: true }) disabilities!: InquiryTermView[];
  @ShowsView(() => InquiryTermView, { list: true }) needs!: InquiryTermView[];
  @ShowsView(() => InquiryTermView, { list: true }) answers!: InquiryTermView[];
}

const terms = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([code, name]) => ({ code, name }));

/** The same for everybody. */
export const inquiryTerms: InquiryTermsView = {
  ageBands: terms(ageBands),
  disabilities: disabilities.map(([code, name]) => ({ code, name })),
  needs: terms(inquiryNeeds),
  answers: terms(roomAnswers),
};

export function presentInquiries(found: Page<InquiryRow>): InquiryPageView {
  return presentPage(found, (row) => {
    const { id, number, serviceKind, area, ageBand, startMonth, dueOn, state, asked, answered, ownAnswer } =
      row;
    return {
      ...{ id, number, serviceKind, area, ageBand, startMonth, dueOn, state, asked, answered, ownAnswer },
      agency: { id: row.agencyId, name: row.agency },
      ageBandName: ageBands[ageBand],
      ownAnswerName: ownAnswer && roomAnswers[ownAnswer],
      createdAt: row.createdAt.toISOString(),
    };
  });
}

export function presentInquiry(record: InquiryRecord, agencyId: string, today: string): InquiryView {
  const { id, number, serviceKind, area, ageBand, startMonth, note, dueOn, state, closedFor, version } =
    record;
  const isOwn = record.agencyId === agencyId;
  return {
    ...{ id, number, isOwn, serviceKind, area, startMonth, note, dueOn, state, closedFor, version },
    agency: { id: record.agencyId, name: record.agency },
    ageBandName: ageBands[ageBand],
    disabilityNames: record.disabilities.map(
      (code) => disabilities.find(([known]) => known === code)?.[1] ?? code,
    ),
    needNames: record.needs.map((code: InquiryNeed) => inquiryNeeds[code]),
    createdAt: record.createdAt.toISOString(),
    answers: record.answers.map((answer) => presentAnswer(answer, today)),
    can: { answer: !isOwn && state === 'open', close: isOwn && state === 'open' },
  };
}

function presentAnswer(row: AnswerRow, today: string): VacancyAnswerView {
  const { id, answer, months, note, version, stated } = row;
  return {
    ...{ id, answer, months, note, version },
    agency: { id: row.agencyId, name: row.agency },
    answerName: answer && roomAnswers[answer],
    answeredAt: row.answeredAt?.toISOString() ?? null,
    stated: stated && presentStated(stated, today),
  };
}

/** What is past its day is unknown again, and then its number says nothing either. */
function presentStated(stated: NonNullable<AnswerRow['stated']>, today: string): StatedVacancyView {
  const state = stateOn(today, stated);
  const { asOf, saidBy } = stated;
  const available = state === stated.state ? stated.available : null;
  return { state, stateName: vacancyNames[state], available, asOf, saidBy };
}
