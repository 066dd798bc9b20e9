import {
  attachmentKinds,
  categories,
  categoryCodes,
  type DataCategory,
  type FileType,
  fileTypeCodes,
  fileTypes,
  isPicture,
} from '#libs/people';
import { isUsable, uploadStateNames } from '#libs/platform';
import {
  type ActionNeed,
  actionNeeds,
  type Attribution,
  attributionCodes,
  attributions,
  type CompletenessItem,
  type EventRecord,
  type EventVerb,
  eventVerbs,
  type FileContent,
  type LineStatus,
  lineStatuses,
  lineStatusNames,
  type OfferedVerb,
  offeredVerbCodes,
  type OpenedPackage,
  percentOf,
  type ReasonedVerb,
  reasons,
  reasonsOf,
  type ReferralActions,
  type SectionContent,
} from '#libs/referrals';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** Why an action cannot be taken yet. */
export class BlockedView {
  @ShowsText() code!: string;
  @ShowsText() detail!: string;
}

/** Something that the caller may do now. */
export class ActionView {
  @ShowsText({ codes: offeredVerbCodes }) action!: OfferedVerb;
  @ShowsText() label!: string;
  @ShowsText({ list: true, codes: actionNeeds }) needs!: ActionNeed[];
  @ShowsView(() => BlockedView, { nullable: true }) blocked!: BlockedView | null;
}

/** What may be done with one line. */
export class LineActionsView {
  @ShowsId() lineId!: string;
  /** The version of the line that these answer to. */
  @ShowsNumber() version!: number;
  @ShowsView(() => ActionView, { list: true }) actions!: ActionView[];
}

/** What the caller may do with a referral now; the buttons show this and nothing else. */
export class ActionsView {
  @ShowsNumber() version!: number;
  @ShowsView(() => LineActionsView, { list: true }) lines!: LineActionsView[];
}

export function presentActions({ version, lines }: ReferralActions): ActionsView {
  return {
    version,
    lines: lines.map((line) => ({
      lineId: line.lineId,
      version: line.version,
      actions: line.actions.map(({ action, label, needs, blocked }) => ({
        action,
        label,
        needs: [...needs],
        blocked,
      })),
    })),
  };
}

/** One thing that a draft needs. */
export class CompletenessItemView {
  @ShowsText() code!: string;
  @ShowsText() label!: string;
  @ShowsFlag() done!: boolean;
  @ShowsFlag() required!: boolean;
  @ShowsText() hint!: string;
}

/** How complete a draft is. */
export class CompletenessView {
  @ShowsNumber() percent!: number;
  @ShowsFlag() ready!: boolean;
  @ShowsView(() => CompletenessItemView, { list: true }) items!: CompletenessItemView[];
}

export function presentCompleteness(items: readonly CompletenessItem[]): CompletenessView {
  return {
    percent: percentOf(items),
    ready: items.every(({ required, done }) => done || !required),
    items: items.map(({ code, label, done, required, hint }) => ({ code, label, done, required, hint })),
  };
}

/** A file that is told. */
export class ToldFileView {
  @ShowsId() id!: string;
  @ShowsText({ codes: categoryCodes }) category!: DataCategory;
  @ShowsText() kindName!: string;
  @ShowsText() words!: string;
  @ShowsText({ codes: fileTypeCodes }) contentType!: FileType;
  @ShowsText() typeName!: string;
  @ShowsNumber() octets!: number;
  @ShowsText() stateName!: string;
  /** Whether it can be opened. */
  @ShowsFlag() usable!: boolean;
  @ShowsFlag() isPicture!: boolean;
}

export function presentFile(file: FileContent): ToldFileView {
  return {
    id: file.id,
    category: file.category,
    kindName: attachmentKinds[file.kind].name,
    words: file.words,
    contentType: file.contentType,
    typeName: fileTypes[file.contentType].name,
    octets: file.octets,
    stateName: uploadStateNames[file.state],
    usable: isUsable(file.state),
    isPicture: isPicture(file.contentType),
  };
}

/** One line of a section. */
export class SectionLineView {
  @ShowsText() label!: string;
  @ShowsText() text!: string;
}

/** What is told of one kind of data. */
export class SectionView {
  @ShowsText({ codes: categoryCodes }) category!: DataCategory;
  @ShowsText() name!: string;
  @ShowsView(() => SectionLineView, { list: true }) lines!: SectionLineView[];
}

/** What would be told if the draft were sent now. */
export class PreviewView {
  @ShowsView(() => ToldFileView, { list: true }) files!: ToldFileView[];
  @ShowsView(() => SectionView, { list: true }) sections!: SectionView[];
  @ShowsText({ list: true, codes: categoryCodes }) uncovered!: DataCategory[];
}

/** A frozen package, as it may be read at this moment. */
export class PackageView {
  @ShowsView(() => ToldFileView, { list: true }) files!: ToldFileView[];
  @ShowsNumber() packageVersion!: number;
  @ShowsMoment() frozenAt!: string;
  @ShowsText() hash!: string;
  @ShowsFlag({ nullable: true }) intact!: boolean | null;
  @ShowsView(() => SectionView, { list: true }) sections!: SectionView[];
  @ShowsText({ list: true, codes: categoryCodes }) withheld!: DataCategory[];
}

export function presentPreview(
  sections: readonly SectionContent[],
  files: readonly FileContent[],
  uncovered: DataCategory[],
): PreviewView {
  return { sections: sections.map(presentSection), files: files.map(presentFile), uncovered };
}

export function presentPackage({
  version,
  hash,
  frozenAt,
  sections,
  withheld,
  intact,
  files,
}: OpenedPackage): PackageView {
  return {
    files: files.map(presentFile),
    packageVersion: version,
    frozenAt: frozenAt.toISOString(),
    hash: hash.toString('hex'),
    intact,
    sections: sections.map(presentSection),
    withheld: [...withheld],
  };
}

export function presentSection({ category, lines }: SectionContent): SectionView {
  return {
    category,
    name: categories[category].name,
    lines: lines.map(({ label, text }) => ({ label, text })),
  };
}

/** Something that happened. */
export class EventView {
  @ShowsId() id!: string;
  @ShowsMoment() at!: string;
  @ShowsText({ codes: eventVerbs }) verb!: EventVerb;
  @ShowsText({ codes: lineStatuses, nullable: true }) toStatus!: LineStatus | null;
  @ShowsText({ nullable: true }) toStatusName!: string | null;
  /** Null where a rule moved the line. */
  @ShowsText({ nullable: true }) byAgency!: string | null;
  @ShowsText({ nullable: true }) byName!: string | null;
  @ShowsText({ nullable: true }) reasonName!: string | null;
  @ShowsText({ codes: attributionCodes, nullable: true }) attribution!: Attribution | null;
  @ShowsText({ nullable: true }) attributionName!: string | null;
  @ShowsText({ nullable: true }) note!: string | null;
}

export function presentEvent(event: EventRecord): EventView {
  return {
    id: event.id,
    at: event.at.toISOString(),
    verb: event.verb,
    toStatus: event.toStatus,
    toStatusName: event.toStatus && lineStatusNames[event.toStatus],
    byAgency: event.byAgency,
    byName: event.byName,
    reasonName: reasonName(event),
    attribution: event.attribution,
    attributionName: event.attribution && attributions[event.attribution],
    note: event.note,
  };
}

function reasonName({ verb, reason }: EventRecord): string | null {
  // A no that is to be looked at has the reasons of a no.
  const reasoned = verb === 'propose_decline' ? 'decline' : verb;
  return reason && isReasoned(reasoned) ? (reasonsOf(reasoned)[reason]?.name ?? null) : null;
}

function isReasoned(verb: EventVerb): verb is ReasonedVerb {
  return verb in reasons;
}
