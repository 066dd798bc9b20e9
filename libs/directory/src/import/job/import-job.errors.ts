import { Conflict, Invalid } from '#libs/platform';
import { importStateNames, type ImportState } from './import-job.status.js';

/** The list is not in a state in which this can be done. */
export class ImportNotReady extends Conflict {
  constructor(state: ImportState) {
    super(
      'import.not_ready',
      `この一覧は「${importStateNames[state]}」なので、この操作はできません。画面を読み込み直してください。`,
      { state },
    );
  }
}

/** Rows cannot be taken over, and nobody has said that they may be left out. */
export class ImportHasProblems extends Conflict {
  constructor(count: number) {
    super(
      'import.has_problems',
      `問題のある行が${count}件あるため、取り込めません。ファイルを直すか、問題のある行を除く設定にしてください。`,
      { count },
    );
  }
}

/** A file that is too large, or empty. */
export class FileNotTaken extends Invalid {
  constructor(detail: string) {
    super([{ field: 'file', label: 'ファイル', detail }]);
  }
}
