import { OperatorError } from '../operator.error.js';

/** There is data that only the missing key file can open: a new key would lock everybody out for good. */
export class KeyFileMissing extends OperatorError {
  constructor(path: string) {
    super(
      `鍵ファイル ${path} がありません。データはこの鍵でしか読めないため起動を中止しました。保管してある控えを同じ場所に戻すか、PORTAL_KEY_FILE で場所を指定してください。`,
    );
  }
}

/** The file is there but is not a key file. */
export class KeyFileBroken extends OperatorError {
  constructor(path: string) {
    super(`鍵ファイル ${path} の内容が壊れています。保管してある控えを戻してください。`);
  }
}

/** The file belongs to another installation. */
export class KeyFileForeign extends OperatorError {
  constructor(path: string) {
    super(
      `鍵ファイル ${path} はこのデータベースの鍵ではありません。このデータベースを作ったときの鍵ファイルを指定してください。`,
    );
  }
}

/** The file or its folder cannot be read or written by this user. */
export class KeyFileUnreachable extends OperatorError {
  constructor(path: string, cause: unknown) {
    super(
      `鍵ファイル ${path} を読み書きできません。フォルダーの権限を確認するか、PORTAL_KEY_FILE または DATA_DIR で書き込める場所を指定してください。`,
      cause,
    );
  }
}
