import {
  delimiters,
  encodings,
  type ImportField,
  importFieldNames,
  type ImportOutcome,
  importOutcomes,
  type ImportSettings,
  layoutCodes,
  type ReadingChoice,
  type SourceChoice,
} from '#libs/directory';
import { Flag, OneOf, Parts, SomeMatching, SomeOf, Text, WholeNumber } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** The name that the file has where it comes from. */
export class FileNameQuery {
  @Text({ label: 'ファイル名', max: 255, min: 0, optional: true })
  fileName?: string;
}

/** How a file is to be read. What is left out is found out. */
export class ReadingRequest {
  @OneOf(encodings, { label: '文字コード', optional: true })
  encoding?: ReadingChoice['encoding'] | null;

  @OneOf(delimiters, { label: '区切り文字', optional: true })
  delimiter?: ReadingChoice['delimiter'] | null;

  @Text({ label: 'シート', max: 100, optional: true })
  sheet?: string | null;

  /** 0 where the file begins with data. */
  @WholeNumber({ label: '見出しの行', min: 0, max: 100, optional: true })
  headerRow?: number | null;

  @OneOf(layoutCodes, { label: '一覧の形', optional: true })
  layout?: string | null;

  asChoice(): ReadingChoice {
    const { encoding, delimiter, sheet, headerRow, layout } = this;
    return {
      ...(encoding ? { encoding } : {}),
      ...(delimiter ? { delimiter } : {}),
      ...(sheet ? { sheet } : {}),
      ...(layout ? { layout } : {}),
      ...(headerRow === null || headerRow === undefined ? {} : { headerRow }),
    };
  }
}

/** What one column is taken over as. */
export class ColumnRequest {
  @Text({ label: '列', max: 500 })
  column!: string;

  @OneOf(importFieldNames, { label: '項目' })
  field!: ImportField;
}

/** Where a list comes from, what its columns are, and what all its rows are. */
export class SettingsRequest {
  /** The code of a source that is known. */
  @Text({ label: '取り込み元', max: 63, optional: true })
  source?: string | null;

  /** The name of a new one. */
  @Text({ label: '新しい取り込み元の名前', max: 200, optional: true })
  sourceName?: string | null;

  @OneOf(layoutCodes, { label: '一覧の形', optional: true })
  layout?: string | null;

  @Parts(() => ColumnRequest, { label: '列の割り当て', min: 1, max: 300 })
  columns!: ColumnRequest[];

  @Text({ label: 'サービスの種類', max: 100, optional: true })
  serviceKind?: string | null;

  @Text({ label: '機関の種類', max: 100, optional: true })
  agencyType?: string | null;

  @Text({ label: '都道府県', max: 2, optional: true })
  prefecture?: string | null;

  @Flag({ label: '失われた0などを直して取り込む' })
  repair!: boolean;

  @Flag({ label: '問題のある行を除いて取り込む' })
  leaveOut!: boolean;

  @Flag({ label: 'オープンデータとして公開されている一覧' })
  openData!: boolean;

  /** Prefectures and municipalities; with none, the rows of all are taken over. */
  @SomeMatching(/^[0-9]{2}[0-9a-z-]{0,38}$/, {
    label: '取り込む地域',
    says: '都道府県か市区町村を選択してください',
    max: 2000,
    optional: true,
  })
  areas?: string[] | null;

  asSource(): SourceChoice {
    return this.source ? { code: this.source } : { name: this.sourceName ?? '' };
  }

  asSettings(): ImportSettings {
    const { repair, leaveOut, openData } = this;
    return {
      layout: this.layout ?? null,
      columns: Object.fromEntries(this.columns.map(({ column, field }) => [column, field])),
      serviceKind: this.serviceKind ?? null,
      agencyType: this.agencyType ?? null,
      prefecture: this.prefecture ?? null,
      ...{ repair, leaveOut, openData, areas: this.areas ?? [] },
    };
  }
}

/** Which rows of a check are wanted. */
export class ResultsQuery extends PageQuery {
  @SomeOf(importOutcomes, { label: '結果', optional: true })
  outcome?: ImportOutcome[];

  @Flag({ label: '気になる点のある行だけ', optional: true })
  noted?: boolean;

  @Text({ label: '名前', max: 100, min: 0, optional: true })
  q?: string;
}
