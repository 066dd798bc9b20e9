import { normalise } from '../search/normalise.js';

/** The form in which headers are compared: 「申請者－名称」, 「申請者名称」 are one, and so is ｻｰﾋﾞｽ with サービス. */
export function headerKey(header: string): string {
  return normalise(header).replaceAll('ー', '');
}
