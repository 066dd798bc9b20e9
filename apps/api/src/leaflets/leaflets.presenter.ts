import {
  isLeafletOpen,
  type LeafletRow,
  leafletStateNames,
  leafletStates,
  mayLeaflet,
  type PrintRow,
  printFormats,
  type Standing,
  type StandingCounts,
  standingNames,
  standings,
} from '#libs/directory';
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

/** How many agencies stand so. */
export class StandingCountView {
  @ShowsText({ codes: standings }) standing!: Standing;
  @ShowsText() name!: string;
  @ShowsNumber() count!: number;
}

/** What the reader may do with an edition. */
export class LeafletCanView {
  @ShowsFlag() change!: boolean;
  @ShowsFlag() sendProofs!: boolean;
  @ShowsFlag() issue!: boolean;
  @ShowsFlag() reopen!: boolean;
  @ShowsFlag() cancel!: boolean;
  @ShowsFlag() print!: boolean;
}

/** An edition as a line of a list. */
export class LeafletLineView {
  @ShowsId() id!: string;
  @ShowsText() title!: string;
  @ShowsText({ codes: leafletStates }) state!: string;
  @ShowsText() stateName!: string;
  @ShowsDay() issuedOn!: string;
  @ShowsDay() answerBy!: string;
  @ShowsNumber() total!: number;
  @ShowsView(() => StandingCountView, { list: true }) counts!: StandingCountView[];
}

/** A page of editions. */
export class LeafletsView extends pageOf(() => LeafletLineView) {}

/** A file of an edition. */
export class LeafletPrintView {
  @ShowsId() id!: string;
  @ShowsText({ codes: printFormats }) format!: string;
  @ShowsText({ codes: ['waiting', 'working', 'done', 'failed'] }) state!: string;
  /** Percent. */
  @ShowsNumber() progress!: number;
  @ShowsNumber({ nullable: true }) pages!: number | null;
  @ShowsNumber() agencies!: number;
  @ShowsNumber({ nullable: true }) octets!: number | null;
  /** Characters that could not be printed. */
  @ShowsText({ list: true }) replaced!: string[];
  @ShowsText() createdBy!: string;
  @ShowsMoment() createdAt!: string;
  @ShowsMoment({ nullable: true }) finishedAt!: string | null;
  /** An agency in it has taken its agreement back since; it is not given out any more. */
  @ShowsFlag() outdated!: boolean;
}

/** An edition in full. */
export class LeafletView extends LeafletLineView {
  @ShowsText() networkName!: string;
  @ShowsText() areaName!: string;
  @ShowsText() introduction!: string;
  @ShowsText() issuer!: string;
  @ShowsText() contact!: string;
  @ShowsText({ nullable: true }) mapWords!: string | null;
  /** Agencies that no mail would reach. */
  @ShowsNumber() unreachable!: number;
  @ShowsView(() => LeafletPrintView, { list: true }) prints!: LeafletPrintView[];
  @ShowsNumber() version!: number;
  @ShowsView(() => LeafletCanView) can!: LeafletCanView;
}

export function presentLeaflets(found: Page<LeafletRow & { counts: StandingCounts }>): LeafletsView {
  return presentPage(found, presentLine);
}

export function presentLeaflet(
  leaflet: LeafletRow & { counts: StandingCounts; prints: PrintRow[] },
): LeafletView {
  const { networkName, areaName, introduction, issuer, contact, mapWords, counts, state, version } = leaflet;
  return {
    ...presentLine(leaflet),
    networkName,
    areaName,
    introduction,
    issuer,
    contact,
    mapWords,
    unreachable: counts.unreachable,
    prints: leaflet.prints.map(presentPrint),
    version,
    can: {
      change: isLeafletOpen(state),
      sendProofs: mayLeaflet('proof', state),
      issue: mayLeaflet('issue', state),
      reopen: mayLeaflet('reopen', state),
      cancel: mayLeaflet('cancel', state),
      print: state !== 'cancelled' && counts.agreed + counts.stale > 0,
    },
  };
}

export function presentPrint(print: PrintRow): LeafletPrintView {
  const { id, format, state, progress, pages, agencies, octets, replaced, createdBy, outdated } = print;
  return {
    ...{ id, format, state, progress, pages, agencies, octets, replaced, createdBy },
    createdAt: print.createdAt.toISOString(),
    finishedAt: print.finishedAt?.toISOString() ?? null,
    outdated,
  };
}

function presentLine(leaflet: LeafletRow & { counts: StandingCounts }): LeafletLineView {
  const { id, title, state, issuedOn, answerBy, counts } = leaflet;
  return {
    ...{ id, title, state, issuedOn, answerBy },
    stateName: leafletStateNames[state],
    total: counts.all,
    counts: standings.map((standing) => ({
      standing,
      name: standingNames[standing],
      count: counts[standing],
    })),
  };
}
