import type { ImportField } from '../layout/import.fields.js';
import { layoutOf, recogniseLayout, suggestColumns } from '../layout/layouts.js';
import { likelyPrefecture } from '../area/municipalities.js';
import type { SourceFile } from '../source/source-file.js';
import type { ListFacts } from './source-record.js';

/** How a list is to be understood: which layout, which column is what, and what all its rows are. */
export interface ImportSettings extends ListFacts {
  readonly layout: string | null;
  /** Field by name of column; a column that is not there is not taken over. */
  readonly columns: Readonly<Record<string, ImportField>>;
  /** Whether what is damaged and can be mended for certain is mended; otherwise it is a problem. */
  readonly repair: boolean;
  /** Whether rows with problems may be left out; otherwise one of them keeps the whole list from being taken over. */
  readonly leaveOut: boolean;
  /** Published as open data: what it says may be published on. */
  readonly openData: boolean;
  /** The codes of the prefectures and municipalities whose rows are taken over; with none, all are. */
  readonly areas?: readonly string[];
}

/** What a file is probably, for somebody to look at and correct; `told` is the layout that somebody knows it has. */
export function suggestSettings(file: SourceFile, fileName = '', told?: string): ImportSettings {
  const layout = layoutOf(told ?? null) ?? recogniseLayout(file);
  const fields = suggestColumns(layout, file.columns);
  const columns = Object.fromEntries(
    file.columns.flatMap((column, at) => {
      const field = fields[at];
      return field ? [[column, field] as const] : [];
    }),
  );
  const known = new Set(Object.values(columns));
  const kind = layout?.serviceKind ?? (known.has('serviceKind') ? null : kindInName(fileName));
  return {
    layout: layout?.code ?? null,
    columns,
    serviceKind: kind,
    agencyType: layout?.agencyType ?? null,
    prefecture: prefectureOf(file, columns),
    repair: true,
    leaveOut: false,
    openData: layout?.openData ?? false,
  };
}

/** The settings of a layout that everybody reads in the same way. */
export function fixedSettings(code: string, file: SourceFile): ImportSettings {
  return { ...suggestSettings(file, '', code), repair: false };
}

const kindWords: readonly (readonly [RegExp, string])[] = [
  [/グループホーム|共同生活援助|group_?home/i, 'group_home'],
  [/A型|Ａ型/, 'a_type'],
  [/B型|Ｂ型/, 'b_type'],
  [/就労移行/, 'transition'],
  [/就労定着/, 'retention'],
  [/就労選択/, 'employment_choice'],
  [/放課後/, 'after_school_day'],
  [/児童発達/, 'child_development'],
  [/生活介護/, 'daily_care'],
  [/短期入所/, 'short_stay'],
  [/計画相談/, 'plan_consultation'],
];

function kindInName(fileName: string): string | null {
  return kindWords.find(([word]) => word.test(fileName.normalize('NFC')))?.[1] ?? null;
}

/** Only where addresses leave their prefecture out is it needed at all, and mostly they agree about it. */
function prefectureOf(file: SourceFile, columns: ImportSettings['columns']): string | null {
  const places = file.columns.flatMap((column, at) =>
    ['address', 'city', 'areasInCharge'].includes(columns[column] ?? '') ? [at] : [],
  );
  const texts = file.rows
    .slice(0, 300)
    .flatMap(({ cells }) => places.flatMap((at) => (cells[at] ?? '').split(/[、，,]/)));
  return likelyPrefecture(texts) ?? null;
}
