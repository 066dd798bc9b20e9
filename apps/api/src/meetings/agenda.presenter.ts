import {
  type AgendaItemRow,
  type AgendaRecord,
  type AgendaTemplateRow,
  type AgendaType,
  agendaTypeCodes,
  agendaTypes,
  type AgendaVisibility,
  agendaVisibilities,
  agendaVisibilityCodes,
  clockAt,
  isAhead,
  isOpenAgenda,
  isPacked,
  mayPropose,
  type PaperRow,
  type PaperType,
  paperTypeCodes,
  paperTypes,
  type ProposalRow,
  type ProposalState,
  proposalStateCodes,
  proposalStates,
} from '#libs/meetings';
import { isUsable, type UploadState, uploadStateNames, uploadStates } from '#libs/platform';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** One version of a paper. */
export class PaperVersionView {
  @ShowsNumber() no!: number;
  @ShowsText({ codes: paperTypeCodes }) contentType!: PaperType;
  @ShowsText() typeName!: string;
  @ShowsNumber() octets!: number;
  @ShowsText() sha256!: string;
  @ShowsFlag() isLate!: boolean;
  @ShowsText({ codes: uploadStates }) state!: UploadState;
  @ShowsText() stateName!: string;
  /** Whether the scanner has let it through. */
  @ShowsFlag() usable!: boolean;
  /** Whether it goes into the pack. */
  @ShowsFlag() packed!: boolean;
  @ShowsMoment() createdAt!: string;
}

/** A paper whose file is to follow. */
export class NewPaperView {
  @ShowsId() id!: string;
}

/** A paper with its versions, the last one first. */
export class PaperView {
  @ShowsId() id!: string;
  @ShowsText() title!: string;
  @ShowsText({ codes: agendaVisibilityCodes }) visibility!: AgendaVisibility;
  @ShowsText() visibilityName!: string;
  @ShowsView(() => PaperVersionView, { list: true }) versions!: PaperVersionView[];
  @ShowsNumber() version!: number;
}

/** An item of an agenda. */
export class AgendaItemView {
  @ShowsId() id!: string;
  @ShowsId({ nullable: true }) parentId!: string | null;
  @ShowsText() number!: string;
  /** 1 for those at the top. */
  @ShowsNumber() level!: number;
  @ShowsText() title!: string;
  @ShowsText({ codes: agendaTypeCodes }) type!: AgendaType;
  @ShowsText() typeName!: string;
  @ShowsNumber({ nullable: true }) minutes!: number | null;
  /** When it begins by the clock on the wall; empty where that is not known. */
  @ShowsText() begins!: string;
  @ShowsText() presenter!: string;
  @ShowsText() text!: string;
  @ShowsText({ codes: agendaVisibilityCodes }) visibility!: AgendaVisibility;
  @ShowsText() visibilityName!: string;
  @ShowsText({ nullable: true }) raisedBy!: string | null;
  @ShowsFlag() isCarried!: boolean;
  @ShowsFlag() isReported!: boolean;
  @ShowsView(() => PaperView, { list: true }) papers!: PaperView[];
  @ShowsNumber() version!: number;
}

/** A proposal for an agenda. */
export class ProposalView {
  @ShowsId() id!: string;
  @ShowsText() agency!: string;
  @ShowsFlag() isOwn!: boolean;
  @ShowsText() title!: string;
  @ShowsText({ codes: agendaTypeCodes }) type!: AgendaType;
  @ShowsText() typeName!: string;
  @ShowsNumber({ nullable: true }) minutes!: number | null;
  @ShowsText() presenter!: string;
  @ShowsText() text!: string;
  @ShowsText({ codes: proposalStateCodes }) state!: ProposalState;
  @ShowsText() stateName!: string;
  @ShowsText() reason!: string;
  @ShowsMoment() createdAt!: string;
  @ShowsNumber() version!: number;
}

/** What the reader may do with an agenda now. */
export class AgendaCanView {
  @ShowsFlag() change!: boolean;
  @ShowsFlag() remove!: boolean;
  @ShowsFlag() propose!: boolean;
  @ShowsFlag() keep!: boolean;
}

/** The agenda of a meeting with its papers, as the reader may see it. */
export class AgendaView {
  @ShowsView(() => AgendaItemView, { list: true }) items!: AgendaItemView[];
  @ShowsView(() => ProposalView, { list: true }) proposals!: ProposalView[];
  @ShowsView(() => AgendaCanView) can!: AgendaCanView;
}

/** An item of a template. */
export class TemplateItemView {
  @ShowsText() title!: string;
  @ShowsText() typeName!: string;
  @ShowsNumber({ nullable: true }) minutes!: number | null;
  @ShowsNumber() level!: number;
}

/** What a council keeps for the next time. */
export class AgendaTemplateView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsFlag() isStanding!: boolean;
  @ShowsView(() => TemplateItemView, { list: true }) items!: TemplateItemView[];
}

/** Lets out an agenda. */
export function presentAgenda(
  { items, state, isKeeper, sits, start, allDay }: AgendaRecord,
  papers: readonly PaperRow[],
  proposals: readonly ProposalRow[],
): AgendaView {
  return {
    items: items.map((item) => ({
      ...presentItem(item),
      begins: clockAt({ start, allDay }, item.beginsAfter),
      papers: papers.filter(({ itemId }) => itemId === item.id).map(presentPaper),
    })),
    proposals: proposals.map(presentProposal),
    can: {
      change: isKeeper && isOpenAgenda(state),
      remove: isKeeper && isAhead(state),
      propose: sits && !isKeeper && mayPropose(state),
      keep: isKeeper,
    },
  };
}

/** Lets out a paper. */
export function presentPaper({ id, title, visibility, version, versions }: PaperRow): PaperView {
  return {
    ...{ id, title, visibility, version },
    visibilityName: agendaVisibilities[visibility],
    versions: versions.map(({ no, contentType, octets, sha256, isLate, state, createdAt }) => ({
      ...{ no, contentType, octets, sha256, isLate, state },
      typeName: paperTypes[contentType].name,
      stateName: uploadStateNames[state],
      usable: isUsable(state),
      packed: isPacked(contentType),
      createdAt: new Date(createdAt).toISOString(),
    })),
  };
}

/** Lets out templates. */
export function presentTemplates(rows: readonly AgendaTemplateRow[]): AgendaTemplateView[] {
  return rows.map(({ id, name, isStanding, items }) => ({
    ...{ id, name, isStanding },
    items: items.map(({ title, type, minutes, level }) => ({
      ...{ title, minutes, level },
      typeName: agendaTypes[type],
    })),
  }));
}

function presentItem(item: AgendaItemRow): Omit<AgendaItemView, 'begins' | 'papers'> {
  const { id, parentId, number, title, type, minutes, presenter, text, visibility, raisedBy, version } = item;
  return {
    ...{ id, parentId, number, title, type, minutes, presenter, text, visibility, raisedBy, version },
    level: number.split('-').length,
    typeName: agendaTypes[type],
    visibilityName: agendaVisibilities[visibility],
    isCarried: item.carriedFromItemId !== null,
    isReported: item.reportedFromMeetingId !== null,
  };
}

function presentProposal(row: ProposalRow): ProposalView {
  const { id, agency, isOwn, title, type, minutes, presenter, text, state, reason, version } = row;
  return {
    ...{ id, agency, isOwn, title, type, minutes, presenter, text, state, reason, version },
    typeName: agendaTypes[type],
    stateName: proposalStates[state],
    createdAt: row.createdAt.toISOString(),
  };
}
