import { ApiProperty } from '@nestjs/swagger';
import {
  categoryCodes,
  type DataCategory,
  type OwnSheetField,
  ownSheetForms,
  type OwnSheetKind,
  ownSheetKinds,
  type OwnSheetReading,
  type OwnSheetRecord,
  type OwnSheetVersion,
  partLines,
} from '#libs/people';
import { ShowsDay, ShowsFlag, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** Something that one ticks, or a column. */
export class SheetOptionView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
}

/** One question of a sheet. */
export class OwnSheetFieldView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
  @ShowsText({ nullable: true }) hint!: string | null;
  @ShowsText({ codes: ['text', 'long', 'one', 'some', 'rows'] }) kind!: OwnSheetField['kind'];
  @ShowsView(() => SheetOptionView, { list: true }) options!: SheetOptionView[];
  @ShowsFlag() other!: boolean;
  @ShowsView(() => SheetOptionView, { list: true }) columns!: SheetOptionView[];
  @ShowsNumber() most!: number;
}

/** One line as people read it. */
export class SheetLineView {
  @ShowsText() code!: string;
  @ShowsText() label!: string;
  @ShowsText() text!: string;
}

/** One part of a sheet: its questions, what stands there, and whether it may be told. */
export class OwnSheetPartView {
  @ShowsText({ codes: categoryCodes }) category!: DataCategory;
  @ShowsNumber() number!: number;
  @ShowsText() name!: string;
  @ShowsFlag() shared!: boolean;
  @ShowsView(() => OwnSheetFieldView, { list: true }) fields!: OwnSheetFieldView[];
  @ApiProperty({ type: 'object', additionalProperties: true }) values!: object;
  @ShowsView(() => SheetLineView, { list: true }) lines!: SheetLineView[];
}

/** A version in the history. */
export class OwnSheetVersionView {
  @ShowsNumber() number!: number;
  @ShowsMoment() savedAt!: string;
  @ShowsText() savedBy!: string;
  @ShowsText() why!: string;
  @ShowsNumber({ nullable: true }) restoredFrom!: number | null;
}

/** What the reader has typed and not saved yet. */
export class OwnSheetDraftView {
  @ShowsNumber() number!: number;
  @ShowsNumber() begunFrom!: number;
  @ShowsMoment() savedAt!: string;
  @ShowsDay({ nullable: true }) agreedOn!: string | null;
  @ShowsText() why!: string;
  @ShowsText({ list: true, codes: categoryCodes }) shared!: DataCategory[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'object', additionalProperties: true } })
  sections!: object;
}

/** To whom some parts may be told, or were told. */
export class SheetAudienceView {
  @ShowsText() agencyName!: string;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsMoment({ nullable: true }) first!: string | null;
  @ShowsMoment({ nullable: true }) last!: string | null;
}

/** One of the sheets that belong to the person. */
export class OwnSheetView {
  @ShowsText({ codes: ownSheetKinds }) kind!: OwnSheetKind;
  @ShowsText() name!: string;
  /** 0 while nothing was ever saved. */
  @ShowsNumber() version!: number;
  @ShowsFlag() asksAgreement!: boolean;
  @ShowsDay({ nullable: true }) agreedOn!: string | null;
  @ShowsView(() => OwnSheetPartView, { list: true }) parts!: OwnSheetPartView[];
  @ShowsView(() => OwnSheetVersionView, { list: true }) versions!: OwnSheetVersionView[];
  @ShowsView(() => OwnSheetDraftView, { nullable: true }) draft!: OwnSheetDraftView | null;
  @ShowsView(() => SheetAudienceView, { list: true }) mayBeTold!: SheetAudienceView[];
  @ShowsView(() => SheetAudienceView, { list: true }) wasTold!: SheetAudienceView[];
}

/** One version, to read and to compare. */
export class OwnSheetReadingView extends OwnSheetVersionView {
  @ShowsDay({ nullable: true }) agreedOn!: string | null;
  @ShowsView(() => OwnSheetPartView, { list: true }) parts!: OwnSheetPartView[];
}

/** The draft that was kept. */
export class KeptDraftView {
  @ShowsNumber() number!: number;
}

export function presentOwnSheet(record: OwnSheetRecord): OwnSheetView {
  const { kind, current, versions, draft } = record;
  const { name, asksAgreement } = ownSheetForms[kind];
  return {
    ...{ kind, name, asksAgreement },
    version: current?.version ?? 0,
    agreedOn: current?.content.agreedOn ?? null,
    parts: presentParts(kind, current),
    versions: versions.map(presentVersion),
    draft: draft && {
      number: draft.version,
      begunFrom: draft.begunFrom,
      savedAt: draft.savedAt.toISOString(),
      agreedOn: draft.agreedOn,
      why: draft.why,
      shared: [...draft.shared],
      sections: draft.sections,
    },
    mayBeTold: record.mayBeTold.map((audience) => presentAudience(audience)),
    wasTold: record.wasTold.map((audience) => presentAudience(audience, audience)),
  };
}

export function presentReading(kind: OwnSheetKind, reading: OwnSheetReading): OwnSheetReadingView {
  return {
    ...presentVersion(reading),
    agreedOn: reading.content.agreedOn,
    parts: presentParts(kind, reading),
  };
}

function presentParts(kind: OwnSheetKind, reading: OwnSheetReading | null): OwnSheetPartView[] {
  const content = reading?.content ?? { agreedOn: null, sections: {}, shared: [] };
  const lines = new Map(partLines(kind, content, []));
  return ownSheetForms[kind].parts.map(({ category, number, name, fields }) => ({
    ...{ category, number, name },
    shared: content.shared.includes(category),
    fields: fields.map(presentField),
    values: content.sections[category] ?? {},
    lines: (lines.get(category) ?? []).map(({ code, label, text }) => ({ code, label, text })),
  }));
}

function presentField(field: OwnSheetField): OwnSheetFieldView {
  return {
    code: field.code,
    name: field.name,
    hint: field.hint ?? null,
    kind: field.kind,
    options: 'options' in field ? field.options.map(({ code, name }) => ({ code, name })) : [],
    other: 'other' in field && field.other === true,
    columns: 'columns' in field ? field.columns.map(({ code, name }) => ({ code, name })) : [],
    most: 'most' in field ? field.most : 0,
  };
}

function presentVersion({
  version,
  savedAt,
  savedBy,
  why,
  restoredFrom,
}: OwnSheetVersion): OwnSheetVersionView {
  return { number: version, savedAt: savedAt.toISOString(), savedBy, why, restoredFrom };
}

function presentAudience(
  { agencyName, categories }: { agencyName: string; categories: readonly DataCategory[] },
  days?: { first: Date; last: Date },
): SheetAudienceView {
  return {
    agencyName,
    categories: categoryCodes.filter((code) => categories.includes(code)),
    first: days?.first.toISOString() ?? null,
    last: days?.last.toISOString() ?? null,
  };
}
