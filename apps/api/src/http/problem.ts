import type { FieldProblem } from '#libs/platform';

/** A problem document (RFC 9457), with the portal's code and the fields at fault. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  instance: string;
  errors?: readonly FieldProblem[];
}

const titles: Readonly<Record<number, string>> = {
  400: '要求の形が正しくありません',
  401: 'ログインが必要です',
  403: '権限がありません',
  404: '見つかりません',
  409: '今はこの操作ができません',
  412: 'ほかの人が先に更新しました',
  415: '形式が違います',
  422: '入力内容を確認してください',
  428: '条件が足りません',
  429: '回数が多すぎます',
  503: '一時的に利用できません',
};

/** Builds the document. `requestId` lets support find the request in the log. */
export function problemOf(
  status: number,
  code: string,
  detail: string,
  requestId: string,
  errors: readonly FieldProblem[] = [],
  extra: Readonly<Record<string, unknown>> = {},
): Problem {
  return {
    ...extra,
    type: `urn:renkei-portal:problem:${code}`,
    title: titles[status] ?? '処理できませんでした',
    status,
    detail,
    code,
    instance: `urn:request:${requestId}`,
    ...(errors.length > 0 ? { errors } : {}),
  };
}
