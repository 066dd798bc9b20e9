import { OperatorError } from '../operator.error.js';

/** An environment variable is missing or wrong; the sentence names it. */
export class ConfigError extends OperatorError {
  constructor(
    readonly variable: string,
    detail: string,
  ) {
    super(`環境変数 ${variable} が正しくありません: ${detail}`);
  }
}
