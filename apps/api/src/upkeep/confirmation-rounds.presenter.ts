import {
  answerWayNames,
  answerWays,
  freshnessOf,
  type GroupCount,
  mailStates,
  type RequestRow,
  requestStates,
  roundKinds,
  type RoundRow,
} from '#libs/directory';
import type { Page } from '#libs/platform';
import { FreshnessView } from '../directory/agency.presenter.js';
import { pageOf, presentPage } from '../http/page.view.js';
import { ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

export function presentFreshness(confirmedOn: string | null, today: string): FreshnessView {
  const { level, text } = freshnessOf(confirmedOn, today);
  return { level, text };
}

/** How many agencies are in each list of a round. */
export class RoundCountsView {
  @ShowsNumber() all!: number;
  @ShowsNumber() confirmed!: number;
  @ShowsNumber() corrected!: number;
  @ShowsNumber() correcting!: number;
  @ShowsNumber() waiting!: number;
  @ShowsNumber() unreachable!: number;
}

/** A round of confirmation and how it stands. */
export class RoundView {
  @ShowsId() id!: string;
  @ShowsText({ codes: roundKinds }) kind!: string;
  @ShowsNumber() fiscalYear!: number;
  @ShowsMoment() startedAt!: string;
  @ShowsText() startedBy!: string;
  @ShowsMoment({ nullable: true }) endedAt!: string | null;
  /** The group that was asked, in words. */
  @ShowsText({ nullable: true }) chosenAs!: string | null;
  @ShowsView(() => RoundCountsView) counts!: RoundCountsView;
}

export function presentRound({ counts, ...round }: RoundRow): RoundView {
  const { id, kind, fiscalYear, startedAt, startedBy, endedAt, chosenAs } = round;
  const { all, confirmed, corrected, correcting, waiting, unreachable } = counts;
  return {
    ...{ id, kind, fiscalYear, startedAt, startedBy, endedAt, chosenAs },
    counts: { all, confirmed, corrected, correcting, waiting, unreachable },
  };
}

/** A page of rounds, newest first. */
export class RoundPageView extends pageOf(() => RoundView) {}

export function presentRounds(found: Page<RoundRow>): RoundPageView {
  return presentPage(found, presentRound);
}

/** How many a group would ask, before anything is sent. */
export class RoundGroupView {
  @ShowsNumber() asked!: number;
  @ShowsNumber() reachable!: number;
  @ShowsNumber() unreachable!: number;
  /** Left out: a question to them is open already. */
  @ShowsNumber() waiting!: number;
}

export function presentGroup({ asked, reachable, unreachable, waiting }: GroupCount): RoundGroupView {
  return { asked, reachable, unreachable, waiting };
}

/** One agency in a round. */
export class ConfirmationRequestView {
  @ShowsId() id!: string;
  @ShowsId() agencyId!: string;
  @ShowsText() name!: string;
  @ShowsText() typeName!: string;
  @ShowsText({ nullable: true }) areaName!: string | null;
  @ShowsText({ nullable: true }) phone!: string | null;
  @ShowsText({ nullable: true }) window!: string | null;
  @ShowsView(() => FreshnessView) freshness!: FreshnessView;
  @ShowsText({ codes: requestStates }) state!: string;
  @ShowsText({ codes: answerWays, nullable: true }) how!: string | null;
  @ShowsText({ nullable: true }) howName!: string | null;
  @ShowsText({ nullable: true }) answeredBy!: string | null;
  @ShowsMoment({ nullable: true }) answeredAt!: string | null;
  @ShowsText({ codes: mailStates }) mailState!: string;
  @ShowsNumber() reminders!: number;
}

/** A page of one list of a round. */
export class ConfirmationRequestPageView extends pageOf(() => ConfirmationRequestView) {}

export function presentRequests(found: Page<RequestRow>, today: string): ConfirmationRequestPageView {
  return presentPage(found, (row) => presentRequest(row, today));
}

function presentRequest(row: RequestRow, today: string): ConfirmationRequestView {
  const { id, agencyId, name, typeName, areaName, phone, window, state, how, mailState, reminders } = row;
  return {
    ...{ id, agencyId, name, typeName, areaName, phone, window, state, how, mailState, reminders },
    freshness: presentFreshness(row.confirmedOn, today),
    howName: how && answerWayNames[how],
    answeredBy: row.answeredBy,
    answeredAt: row.answeredAt && new Date(row.answeredAt).toISOString(),
  };
}
