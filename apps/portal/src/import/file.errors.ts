import { OperatorError } from '#libs/platform';

/** The file is not there, is a folder, or may not be read. */
export class FileUnreadable extends OperatorError {
  constructor(path: string, cause: unknown) {
    const code = (cause as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT' ? 'ありません' : code === 'EISDIR' ? 'フォルダーです' : `読み取れません（${code}）`;
    super(`ファイル ${path} は${reason}。CSV ファイルの場所を確認してください。`, cause);
  }
}
