import type { RegionShare } from '../../record/import.region.js';
import type { ImportSettings } from '../../record/import.settings.js';
import type { Delimiter, FileKind, ReadingChoice } from '../../source/source-file.js';
import type { Encoding } from '../../source/text-decoding.js';
import type { ImportCounts } from '../import.outline.js';
import type { ImportState } from './import-job.status.js';

/** A column of a list as somebody sees it who decides what it is. */
export interface FoundColumn {
  readonly name: string;
  /** What stands in it in the first rows; nothing of a column about persons. */
  readonly samples: readonly string[];
  readonly isPersonal: boolean;
}

/** What was found in a file. */
export interface FoundList {
  readonly kind: FileKind;
  readonly encoding: Encoding | null;
  readonly marked: boolean;
  readonly delimiter: Delimiter | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly headerRow: number;
  readonly rows: number;
  readonly columns: readonly FoundColumn[];
  /** The source whose last list had the same columns. */
  readonly source: string | null;
  /** Whether it had them in another order. */
  readonly reordered?: boolean;
  /** What it is a list of: types of agency with the number of their rows, the most common first. */
  readonly types?: readonly { readonly code: string; readonly name: string; readonly rows: number }[];
  /** Where its rows lie, as far as its columns were understood. */
  readonly areas?: readonly RegionShare[];
  readonly suggested: ImportSettings;
}

/** The counts of a check, and whether it may be committed. */
export interface JobCounts extends ImportCounts {
  readonly leftOut: number;
  /** Whether a problem keeps the list from being taken over. */
  readonly refused: boolean;
}

/** How far a step is. */
export interface JobProgress {
  readonly phase: 'reading' | 'rows' | 'writing' | 'finding';
  readonly done: number;
  readonly total: number;
}

/** A list that is being taken over, or was. */
export interface ImportJob {
  readonly id: string;
  readonly fileName: string;
  readonly octets: number;
  readonly state: ImportState;
  readonly choice: ReadingChoice;
  readonly found: FoundList | null;
  readonly source: { readonly code: string; readonly name: string } | null;
  readonly settings: ImportSettings | null;
  readonly counts: JobCounts | null;
  readonly trouble: string | null;
  readonly batchId: string | null;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly version: number;
  readonly progress: JobProgress | null;
}

/** One thing that changes or may not change, in words. */
export interface ResultChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** One thing that is wrong or odd. */
export interface ResultRemark {
  readonly column: string | null;
  readonly found: string;
  readonly expected: string;
  readonly repair?: { readonly from: string; readonly to: string };
}

/** What becomes of one row. */
export interface ImportResultRow {
  readonly ord: number;
  readonly rowNo: number | null;
  readonly outcome: ImportOutcome;
  readonly name: string;
  readonly agencyId: string | null;
  readonly details: {
    readonly changes?: readonly ResultChange[];
    readonly conflicts?: readonly ResultChange[];
    readonly problems?: readonly ResultRemark[];
    readonly notes?: readonly ResultRemark[];
    /** The service that is missing. */
    readonly service?: string | null;
    /** Where a row lies that is not taken over. */
    readonly place?: string;
  };
}

/** 新しい機関・サービスを追加・変更・変更なし・食い違い・問題・対象外・要確認. */
export const importOutcomes = [
  'new',
  'added',
  'changed',
  'same',
  'conflict',
  'problem',
  'outside',
  'missing',
] as const;
export type ImportOutcome = (typeof importOutcomes)[number];
export const importOutcomeNames: Readonly<Record<ImportOutcome, string>> = {
  new: '新しい機関',
  added: '機関にサービスを追加',
  changed: '変更',
  same: '変更なし',
  conflict: '食い違い',
  problem: '問題',
  outside: '対象外',
  missing: '要確認',
};
