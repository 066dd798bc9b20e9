import { OperatorError } from '#libs/platform';

/** Somebody else listens on the port. */
export class PortBusy extends OperatorError {
  constructor(port: number, cause: unknown) {
    super(
      `ポート ${port} は別のプログラムが使っています。そのプログラムを終了するか、環境変数 PORT で別の番号を指定してください (例: PORT=${port + 1} npm start)。`,
      cause,
    );
  }
}

/** The operating system does not let this user listen there. */
export class AddressRefused extends OperatorError {
  constructor(host: string, port: number, cause: unknown) {
    super(`${host} のポート ${port} で待ち受けできません。環境変数 HOST と PORT を確認してください。`, cause);
  }
}
