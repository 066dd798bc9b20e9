import {
  type DuplicateReason,
  type DuplicateSearchState,
  type MergeListRow,
  type PairField,
  type PairInFull,
  type PairRow,
  type PairSide,
  type PairSideInFull,
  pairStates,
  publicationChannels,
} from '#libs/directory';
import type { Page } from '#libs/platform';
import { FreshnessView } from '../directory/agency.presenter.js';
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
import { presentFreshness } from './confirmation-rounds.presenter.js';

/** A reason for or against taking two entries for one. */
export class DuplicateReasonView {
  @ShowsText() code!: string;
  @ShowsText() text!: string;
  /** Whether it speaks for it. */
  @ShowsFlag() speaksFor!: boolean;
}

/** One of two suspected entries. */
export class PairSideView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() typeName!: string;
  @ShowsText({ nullable: true }) areaName!: string | null;
  @ShowsText({ nullable: true }) phone!: string | null;
  @ShowsFlag() inPortal!: boolean;
}

/** A suspected pair. */
export class PairView {
  @ShowsId() id!: string;
  @ShowsNumber() score!: number;
  @ShowsText({ codes: pairStates }) state!: string;
  @ShowsText({ nullable: true }) decidedBy!: string | null;
  @ShowsView(() => DuplicateReasonView, { list: true }) reasons!: DuplicateReasonView[];
  @ShowsView(() => PairSideView) one!: PairSideView;
  @ShowsView(() => PairSideView) other!: PairSideView;
}

/** A page of pairs, the likeliest first. */
export class PairPageView extends pageOf(() => PairView) {}

/** What a side would hand over, were the other to stay. */
export class PairHandsView {
  @ShowsText({ list: true }) services!: string[];
  @ShowsText({ list: true }) combined!: string[];
  @ShowsText({ list: true }) windows!: string[];
  @ShowsText({ list: true }) traineeOffers!: string[];
}

/** A publication that a merger would end, or narrow by some fields. */
export class EndingPublicationView {
  @ShowsText({ codes: publicationChannels }) channel!: string;
  /** The fields that would go; null when everything does. */
  @ShowsText({ list: true, nullable: true }) fields!: string[] | null;
}

/** One side of a pair that is looked at closely. */
export class PairSideInFullView extends PairSideView {
  @ShowsNumber() version!: number;
  @ShowsText() status!: string;
  /** Why it can only be the one that stays: people who sign in for it, referrals and records. */
  @ShowsText({ codes: ['members', 'cases'], list: true }) ties!: string[];
  @ShowsView(() => PairHandsView) hands!: PairHandsView;
  @ShowsDay() registeredOn!: string;
  @ShowsView(() => FreshnessView) freshness!: FreshnessView;
  /** The lists that have it; none when somebody entered it here. */
  @ShowsText({ list: true }) sources!: string[];
  /** Where it would not be published any more, were it to stay. */
  @ShowsView(() => EndingPublicationView, { list: true }) unpublishes!: EndingPublicationView[];
}

/** One field of both. */
export class PairFieldView {
  @ShowsText() field!: string;
  @ShowsText() label!: string;
  @ShowsText({ nullable: true }) one!: string | null;
  @ShowsText({ nullable: true }) other!: string | null;
  @ShowsFlag() same!: boolean;
  /** Of the others both values stay. */
  @ShowsFlag() choosable!: boolean;
}

/** A pair side by side. */
export class PairInFullView {
  @ShowsId() id!: string;
  @ShowsNumber() score!: number;
  @ShowsText({ codes: pairStates }) state!: string;
  @ShowsText({ nullable: true }) decidedBy!: string | null;
  @ShowsView(() => DuplicateReasonView, { list: true }) reasons!: DuplicateReasonView[];
  @ShowsView(() => PairSideInFullView) one!: PairSideInFullView;
  @ShowsView(() => PairSideInFullView) other!: PairSideInFullView;
  @ShowsView(() => PairFieldView, { list: true }) fields!: PairFieldView[];
}

/** How the search for duplicates stands, and how many pairs are open. */
export class DuplicateSearchView {
  @ShowsFlag() isRunning!: boolean;
  @ShowsMoment({ nullable: true }) endedAt!: string | null;
  /** Whether what was ordered last could not be done. */
  @ShowsFlag() failed!: boolean;
  @ShowsNumber() open!: number;
}

export function presentSearch({
  isRunning,
  endedAt,
  failed,
  open,
}: DuplicateSearchState): DuplicateSearchView {
  return { isRunning, endedAt: endedAt?.toISOString() ?? null, failed, open };
}

/** A merger, and whether it was taken back. */
export class MergeView {
  @ShowsId() id!: string;
  @ShowsId() keptId!: string;
  @ShowsText() keptName!: string;
  @ShowsId() goneId!: string;
  @ShowsText() goneName!: string;
  @ShowsText() typeName!: string;
  @ShowsText({ nullable: true }) areaName!: string | null;
  /** The lists from which the one that went came. */
  @ShowsText({ list: true }) goneSources!: string[];
  @ShowsMoment() mergedAt!: string;
  @ShowsText() mergedBy!: string;
  @ShowsMoment({ nullable: true }) undoneAt!: string | null;
  @ShowsText({ nullable: true }) undoneBy!: string | null;
}

/** A page of mergers, newest first. */
export class MergePageView extends pageOf(() => MergeView) {}

/** The merger that was made. */
export class MadeMergeView {
  @ShowsId() id!: string;
}

export function presentPairs(found: Page<PairRow>): PairPageView {
  return presentPage(found, (row) => ({
    ...presentHead(row),
    one: presentSide(row.one),
    other: presentSide(row.other),
  }));
}

export function presentPair(pair: PairInFull, today: string): PairInFullView {
  return {
    ...presentHead(pair),
    one: presentSideInFull(pair.one, today),
    other: presentSideInFull(pair.other, today),
    fields: pair.fields.map(presentField),
  };
}

export function presentMerges(found: Page<MergeListRow>): MergePageView {
  return presentPage(
    found,
    ({ id, keptId, keptName, goneId, goneName, mergedBy, undoneBy, typeName, areaName, ...rest }) => ({
      ...{ id, keptId, keptName, goneId, goneName, mergedBy, undoneBy, typeName, areaName },
      goneSources: [...rest.goneSources],
      mergedAt: new Date(rest.mergedAt).toISOString(),
      undoneAt: rest.undoneAt && new Date(rest.undoneAt).toISOString(),
    }),
  );
}

function presentHead({ id, score, state, decidedBy, reasons }: Omit<PairRow, 'one' | 'other'>) {
  return { id, score, state, decidedBy, reasons: reasons.map(presentReason) };
}

function presentReason({ code, text, weight }: DuplicateReason): DuplicateReasonView {
  return { code, text, speaksFor: weight > 0 };
}

function presentSide({ id, name, typeName, areaName, phone, isMember }: PairSide): PairSideView {
  return { id, name, typeName, areaName, phone, inPortal: isMember };
}

function presentSideInFull(side: PairSideInFull, today: string): PairSideInFullView {
  const { services, combined, windows, traineeOffers } = side.hands;
  return {
    ...presentSide(side),
    version: side.version,
    status: side.status,
    ties: [...side.ties],
    hands: {
      services: [...services],
      combined: [...combined],
      windows: [...windows],
      traineeOffers: [...traineeOffers],
    },
    registeredOn: side.origin.registeredOn,
    freshness: presentFreshness(side.origin.confirmedOn, today),
    sources: [...side.origin.sources],
    unpublishes: side.unpublishes.map(({ channel, fields }) => ({
      channel,
      fields: fields && [...fields],
    })),
  };
}

function presentField({ field, label, one, other, same, choosable }: PairField): PairFieldView {
  return { field, label, one, other, same, choosable };
}
