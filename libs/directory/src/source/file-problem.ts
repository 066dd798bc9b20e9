/** Why a file is refused, or a row of it: in words that say where and what was expected. */
export interface FileProblem {
  /** The row as a spreadsheet counts it (the header is row 1); null when the whole file is meant. */
  readonly row: number | null;
  /** The header of the column; null when the whole row is meant. */
  readonly column: string | null;
  readonly found: string;
  readonly expected: string;
}

/** Something odd that does not keep a row from being taken over: as it is, or with a cell mended as it says. */
export interface FileNote extends FileProblem {
  readonly repair?: { readonly from: string; readonly to: string };
}

/** The problem as one Japanese sentence. */
export function sentence({ row, column, found, expected }: FileProblem): string {
  const where = [row === null ? 'ファイル' : `${row}行目`, column === null ? '' : `「${column}」`]
    .join(' ')
    .trim();
  return `${where}: ${found}。${expected}。`;
}

/** Nothing can be read out of the file; `detail` says why and what to do. */
export class UnreadableFile extends Error {
  readonly code = 'import.unreadable_file';

  constructor(readonly problem: FileProblem) {
    super(sentence(problem));
    this.name = new.target.name;
  }

  static because(found: string, expected: string): UnreadableFile {
    return new UnreadableFile({ row: null, column: null, found, expected });
  }
}
