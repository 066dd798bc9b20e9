import {
  type CircleLine,
  type CircleMember,
  fieldsOf,
  leafletFieldCodes,
  type PastAgreement,
  type Standing,
  standingNames,
  standings,
} from '#libs/directory';
import type { Page } from '#libs/platform';
import { pageOf, presentPage } from '../http/page.view.js';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsText, ShowsView } from '../http/view.js';
import { LeafletBlockView, presentBlock } from './block.view.js';

const ways = ['mail', 'portal', 'secretariat'] as const;

/** An agency of an edition as a line of a list. */
export class LeafletAgencyLineView {
  @ShowsId() agencyId!: string;
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
  @ShowsText() typeName!: string;
  @ShowsText({ codes: standings }) standing!: Standing;
  @ShowsText() standingName!: string;
  /** What has changed since it agreed. */
  @ShowsText({ list: true }) changed!: string[];
  @ShowsText({ nullable: true }) correction!: string | null;
  @ShowsFlag() reachable!: boolean;
  @ShowsMoment({ nullable: true }) agreedAt!: string | null;
  @ShowsMoment({ nullable: true }) askedAt!: string | null;
  @ShowsMoment({ nullable: true }) remindedAt!: string | null;
  @ShowsMoment({ nullable: true }) sentAt!: string | null;
  /** Why the mail did not arrive, as a code. */
  @ShowsText({ nullable: true }) trouble!: string | null;
}

/** A page of agencies of an edition. */
export class LeafletAgenciesView extends pageOf(() => LeafletAgencyLineView) {}

/** Something that an agency agreed to, and what became of it. */
export class PastAgreementView {
  @ShowsMoment() at!: string;
  @ShowsText() by!: string;
  @ShowsText({ codes: ways }) through!: string;
  @ShowsText({ nullable: true }) note!: string | null;
  @ShowsMoment({ nullable: true }) endedAt!: string | null;
  @ShowsText({ codes: ['withdrawn', 'replaced'], nullable: true }) endedWhy!: string | null;
}

/** What an agency agreed to and when, while it holds. */
export class AgreedView {
  @ShowsView(() => LeafletBlockView) block!: LeafletBlockView;
  @ShowsText({ codes: leafletFieldCodes, list: true }) fields!: string[];
  @ShowsMoment() at!: string;
  @ShowsText() by!: string;
  @ShowsText({ codes: ways }) through!: string;
}

/** An agency of an edition with its block. */
export class LeafletAgencyView extends LeafletAgencyLineView {
  /** Everything that could be printed, as the entry puts it now. */
  @ShowsView(() => LeafletBlockView) block!: LeafletBlockView;
  @ShowsView(() => AgreedView, { nullable: true }) agreed!: AgreedView | null;
  @ShowsView(() => PastAgreementView, { list: true }) history!: PastAgreementView[];
}

export function presentAgencies(found: Page<CircleLine>): LeafletAgenciesView {
  return presentPage(found, presentAgencyLine);
}

export function presentLeafletAgency(
  line: CircleLine & { history: readonly PastAgreement[] },
): LeafletAgencyView {
  return {
    ...presentAgencyLine(line),
    block: presentBlock(line.now),
    agreed: presentAgreed(line),
    history: line.history.map(presentPast),
  };
}

export function presentAgreed({ agreement }: CircleMember): AgreedView | null {
  if (!agreement) return null;
  const { block, at, by, through } = agreement;
  return { block: presentBlock(block), fields: fieldsOf(block), at, by, through };
}

export function presentPast({ at, by, through, note, endedAt, endedWhy }: PastAgreement): PastAgreementView {
  return {
    ...{ at: at.toISOString(), by, through, note },
    endedAt: endedAt?.toISOString() ?? null,
    endedWhy,
  };
}

function presentAgencyLine(line: CircleLine): LeafletAgencyLineView {
  const { agencyId, now, standing, changed, correction, reachable, agreement, proof } = line;
  return {
    agencyId,
    ...{ name: now.name, kana: now.kana, typeName: now.typeName },
    ...{ standing, standingName: standingNames[standing], changed: [...changed] },
    correction: correction?.words ?? null,
    reachable,
    agreedAt: agreement?.at ?? null,
    askedAt: proof?.at ?? null,
    remindedAt: proof?.remindedAt ?? null,
    sentAt: proof?.sentAt ?? null,
    trouble: proof?.trouble ?? null,
  };
}
