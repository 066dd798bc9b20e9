import { OperatorError } from '../operator.error.js';

const useAnother = 'DATABASE_URL で PostgreSQL 15 以降を指定することもできます。';

/** No embedded server is published for this machine, or `npm ci` left it out. */
export class ServerNotInstalled extends OperatorError {
  constructor(platform: string, cause?: unknown) {
    super(
      `組み込みの PostgreSQL が見つからないか、この環境 (${platform}) では動きません。npm ci をやり直してください。${useAnother}`,
      cause,
    );
  }
}

/** PostgreSQL refuses to run as root, and there is no other user to run it as. */
export class NoServerUser extends OperatorError {
  constructor(cause: unknown) {
    super(
      `PostgreSQL は root では動かず、代わりの利用者 postgres も作れません。一般の利用者で起動してください。${useAnother}`,
      cause,
    );
  }
}

/** The user the server runs as cannot enter a folder on the way to its files. */
export class FolderClosed extends OperatorError {
  constructor(folder: string, path: string) {
    super(
      `root で起動すると PostgreSQL は利用者 postgres で動きますが、フォルダー ${folder} に入れないため ${path} を使えません。/srv など誰でも入れる場所に置くか、一般の利用者で起動してください。`,
    );
  }
}

/** The data folder cannot be made or written. */
export class DataFolderUnwritable extends OperatorError {
  constructor(folder: string, cause: unknown) {
    super(
      `データの保存先 ${folder} に書き込めません。権限を確認するか、DATA_DIR で書き込める場所を指定してください。`,
      cause,
    );
  }
}

/** The server's files belong to somebody else, usually because the portal was first started as another user. */
export class DataFolderForeign extends OperatorError {
  constructor(folder: string, cause?: unknown) {
    super(
      `データベースのフォルダー ${folder} は別の利用者のものです。最初に起動したときと同じ利用者で起動してください。`,
      cause,
    );
  }
}

/** initdb or the server gave up; its own words are in the log. */
export class ServerFailed extends OperatorError {
  constructor(logFile: string, lastWords: string) {
    super(
      `組み込みの PostgreSQL を起動できませんでした。記録: ${logFile}${lastWords === '' ? '' : ` (${lastWords})`}`,
    );
  }
}
