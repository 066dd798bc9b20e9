import {
  fieldGroups,
  type ImportChoices,
  importFieldNames,
  importFields,
  type ImportSource,
  layouts,
  layoutOf,
  medicalType,
  prefectureNames,
} from '#libs/directory';
import { NamedView } from '../directory/named.view.js';
import { ShowsFlag, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** Something that a column can be taken over as. */
export class ImportFieldView extends NamedView {
  @ShowsText({ codes: fieldGroups.map(([code]) => code) }) group!: string;
  @ShowsText() groupName!: string;
  /** Kept with the row and not shown in any entry. */
  @ShowsFlag() keptOnly!: boolean;
}

/** A form in which lists are published; `source` where all of them come from one place. */
export class ImportLayoutView extends NamedView {
  @ShowsText({ nullable: true }) source!: string | null;
}

/** A source whose lists are read as they were read before. */
export class ImportSourceView extends NamedView {
  @ShowsText({ nullable: true }) layoutName!: string | null;
  @ShowsNumber() columns!: number;
  @ShowsNumber() rows!: number;
  @ShowsMoment({ nullable: true }) lastImport!: string | null;
}

/** Everything that can be chosen for a list. */
export class ImportChoicesView {
  @ShowsView(() => ImportFieldView, { list: true }) fields!: ImportFieldView[];
  @ShowsView(() => ImportLayoutView, { list: true }) layouts!: ImportLayoutView[];
  @ShowsView(() => NamedView, { list: true }) serviceKinds!: NamedView[];
  @ShowsView(() => NamedView, { list: true }) agencyTypes!: NamedView[];
  @ShowsView(() => NamedView, { list: true }) prefectures!: NamedView[];
  @ShowsView(() => ImportSourceView, { list: true }) sources!: ImportSourceView[];
}

export function presentChoices({ kinds, types, sources }: ImportChoices): ImportChoicesView {
  const groupNames = new Map<string, string>(fieldGroups);
  return {
    fields: importFieldNames.map((code) => {
      const { label, group, keptOnly = false } = importFields[code];
      return { code, name: label, group, groupName: groupNames.get(group) ?? '', keptOnly };
    }),
    layouts: layouts.map(({ code, name }) => ({ code, name, source: layoutOf(code)?.source ?? null })),
    serviceKinds: kinds.map(({ code, name }) => ({ code, name })),
    agencyTypes: [
      { code: medicalType, name: '医療機関（病院・診療所・薬局などを、1行ずつ名前から見分ける）' },
      ...types.map(({ code, name }) => ({ code, name })),
    ],
    prefectures: prefectureNames().map(({ code, name }) => ({ code, name })),
    sources: sources.map(presentSource),
  };
}

function presentSource({ code, name, layout, columns, rows, lastImport }: ImportSource): ImportSourceView {
  return {
    ...{ code, name, columns, rows },
    layoutName: layoutOf(layout)?.name ?? null,
    lastImport: lastImport?.toISOString() ?? null,
  };
}
