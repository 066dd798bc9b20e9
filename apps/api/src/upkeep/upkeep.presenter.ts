import type { OwnEntryRow, UpkeepCounts, UpkeepRow } from '#libs/directory';
import type { Page } from '#libs/platform';
import { FreshnessView } from '../directory/agency.presenter.js';
import { pageOf, presentPage } from '../http/page.view.js';
import { ShowsDay, ShowsFlag, ShowsId, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { presentFreshness } from './confirmation-rounds.presenter.js';

/** The yearly round that is under way. */
export class OpenRoundView {
  @ShowsId() id!: string;
  @ShowsNumber() waiting!: number;
  @ShowsNumber() unreachable!: number;
}

/** An edition of the leaflet whose proofs are not all answered. */
export class OpenProofsView {
  @ShowsId() leafletId!: string;
  @ShowsText() title!: string;
  @ShowsDay() answerBy!: string;
  @ShowsNumber() open!: number;
}

/** How much there is to do about the directory. */
export class UpkeepCountsView {
  @ShowsNumber() toCheck!: number;
  @ShowsNumber() reports!: number;
  @ShowsNumber() approvals!: number;
  /** Whether the network wants to see changes of agencies first. */
  @ShowsFlag() wantsApproval!: boolean;
  @ShowsView(() => OpenProofsView, { list: true }) proofs!: OpenProofsView[];
  @ShowsNumber() stale!: number;
  @ShowsNumber() duplicates!: number;
  @ShowsView(() => OpenRoundView, { nullable: true }) round!: OpenRoundView | null;
}

export function presentCounts(counts: UpkeepCounts): UpkeepCountsView {
  const { toCheck, reports, approvals, wantsApproval, proofs, stale, duplicates, round } = counts;
  return {
    ...{ toCheck, reports, approvals, wantsApproval, stale, duplicates },
    proofs: proofs.map(({ leafletId, title, answerBy, open }) => ({ leafletId, title, answerBy, open })),
    round: round && { id: round.id, waiting: round.waiting, unreachable: round.unreachable },
  };
}

/** An entry that somebody should look at. */
export class UpkeepEntryView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() typeName!: string;
  @ShowsText({ nullable: true }) areaName!: string | null;
  @ShowsText({ nullable: true }) phone!: string | null;
  @ShowsFlag() inPortal!: boolean;
  @ShowsView(() => FreshnessView) freshness!: FreshnessView;
  @ShowsDay({ nullable: true }) toCheckSince!: string | null;
  @ShowsText({ nullable: true }) toCheckWhy!: string | null;
  @ShowsNumber() openReports!: number;
  @ShowsFlag() asked!: boolean;
}

/** A page of them. */
export class UpkeepEntryPageView extends pageOf(() => UpkeepEntryView) {}

export function presentEntries(found: Page<UpkeepRow>, today: string): UpkeepEntryPageView {
  return presentPage(found, (row) => {
    const { id, name, typeName, areaName, phone, toCheckSince, toCheckWhy, openReports, asked } = row;
    return {
      ...{ id, name, typeName, areaName, phone, toCheckSince, toCheckWhy, openReports, asked },
      inPortal: row.isMember,
      freshness: presentFreshness(row.confirmedOn, today),
    };
  });
}

/** How the entry of the own agency stands. */
export class OwnEntryView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsView(() => FreshnessView) freshness!: FreshnessView;
  @ShowsFlag() asked!: boolean;
  @ShowsNumber() openReports!: number;
}

export function presentOwnEntry(row: OwnEntryRow, today: string): OwnEntryView {
  const { id, name, asked, openReports } = row;
  return { id, name, asked, openReports, freshness: presentFreshness(row.confirmedOn, today) };
}
